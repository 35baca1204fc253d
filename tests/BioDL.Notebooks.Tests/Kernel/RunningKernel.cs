using System.Net;
using BioDL.Notebooks.Kernel;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Kernel.Transport;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>A kernel within the tests' own process, on ports that are free.</summary>
internal sealed class RunningKernel : IAsyncDisposable
{
    private readonly StringWriter written = new();
    private readonly TemporaryFolder folder = new();
    private readonly Task running;

    public RunningKernel(Func<CSharpSession>? start = null, ZmtpLimits? limits = null)
    {
        Log = new KernelLog(TextWriter.Synchronized(written));
        var connection = new ConnectionFile { Address = IPAddress.Loopback, Key = "a key of the tests"u8.ToArray() };
        Server = new KernelServer(connection, folder.Path, start ?? (() => new CSharpSession(new SessionOptions())), Log, limits);
        running = Server.RunAsync();
    }

    public KernelServer Server { get; }

    public KernelLog Log { get; }

    /// <summary>What the kernel noted.</summary>
    public string Notes => written.ToString();

    /// <summary>Ends when a front end asked the kernel to end.</summary>
    public Task Ended => running;

    public Task<KernelClient> ConnectAsync() => KernelClient.ConnectAsync(Server.Connection);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }
}
