using System.Net;
using System.Net.Sockets;

namespace BioDL.Data;

/// <summary>Clients for places that are asked over HTTP.</summary>
internal static class HttpClients
{
    public static HttpClient For(RemoteSource source, FetchOptions options) => new(new SocketsHttpHandler
    {
        ConnectTimeout = options.Connect,
        MaxConnectionsPerServer = options.Parallel,
        AutomaticDecompression = DecompressionMethods.None,
        MaxAutomaticRedirections = 5,
        UseCookies = false,
        UseProxy = !IsNear(source.Top),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "BioDL" } },
    };

    /// <summary>Whether an address lies on this machine or in the same building, where an institute's proxy does not lead.</summary>
    internal static bool IsNear(Uri address) => address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
        ? IsPrivate(ip)
        : !address.Host.Contains('.', StringComparison.Ordinal) || address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase));

    private static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        var bytes = address.GetAddressBytes();
        return bytes[0] is 10 || (bytes[0], bytes[1]) is (192, 168) or (169, 254) || (bytes[0] == 172 && bytes[1] is >= 16 and < 32);
    }
}
