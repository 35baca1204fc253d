using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;

namespace BioDL.Cli.Serving;

/// <summary>A mirror that is being served.</summary>
internal sealed class RunningMirror(WebApplication app, bool lan) : IAsyncDisposable
{
    /// <summary>The addresses under which it can be reached.</summary>
    public IReadOnlyList<Uri> Addresses
    {
        get
        {
            var port = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
            var hosts = lan ? Near() : [];
            return [.. hosts.DefaultIfEmpty("127.0.0.1").Select(host => new Uri($"http://{host}:{port}"))];
        }
    }

    /// <summary>Serves until the user ends it.</summary>
    public async Task UntilAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static IEnumerable<string> Near() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Where(address => address.Address.AddressFamily == AddressFamily.InterNetwork)
        .Select(address => address.Address.ToString());
}
