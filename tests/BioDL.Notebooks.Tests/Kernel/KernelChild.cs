using System.Diagnostics;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Runner;
using BioDL.Tests.Jupyter;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>A kernel in a process of its own, as Jupyter starts it.</summary>
internal sealed class KernelChild : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    public KernelChild(IReadOnlyDictionary<string, string>? environment = null)
    {
        var file = ConnectionPath;
        File.WriteAllText(file, """
            {"ip":"127.0.0.1","transport":"tcp","signature_scheme":"hmac-sha256","key":"a key of the tests",
             "shell_port":0,"iopub_port":0,"stdin_port":0,"control_port":0,"hb_port":0}
            """);
        var start = new ProcessStartInfo(KernelSpecFolder.DotNet, [typeof(NotebookRunner).Assembly.Location, "kernel", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder.Path,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    public string Folder => folder.Path;

    public int Id => process.Id;

    private string ConnectionPath => Path.Combine(folder.Path, "connection.json");

    public async Task<KernelClient> ConnectAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The kernel ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync()}");
            if (ConnectionFile.Read(ConnectionPath) is { HeartbeatPort: > 0 } connection)
                return await KernelClient.ConnectAsync(connection);
            await Task.Delay(20);
        }
        throw new TimeoutException("The kernel named no ports.");
    }

    /// <summary>Waits for the process to end by itself.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }
}
