using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using BioDL.Notebooks.Worker;

namespace BioDL.Notebooks.Runner;

/// <summary>A worker process as its runner sees it: takes cells one at a time, and never outlives its bounds.</summary>
internal sealed class WorkerClient : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private const int MostWaitingReports = 64;

    /// <summary>How long to read on after the process has ended: a child that it left behind may hold its pipes open for ever.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MemoryCheck = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly RunOptions options;
    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly Channel<Report> reports = Channel.CreateBounded<Report>(MostWaitingReports);
    private readonly LastWords lastWords = new();
    private readonly Task reading;
    private readonly Task ended;
    private readonly Timer memoryWatch;
    private long peakMemory;
    private volatile bool tookTooMuchMemory;

    private WorkerClient(Process process, RunOptions options)
    {
        this.process = process;
        this.options = options;
        reading = Task.WhenAll(Task.Run(ReadReportsAsync), Task.Run(ReadErrorsAsync));
        ended = Task.Run(CloseAfterExitAsync);
        memoryWatch = new Timer(_ => WatchMemory(), null, MemoryCheck, MemoryCheck);
    }

    /// <summary>Starts a worker whose current folder is the notebook's.</summary>
    public static WorkerClient Start(RunOptions options, string folder)
    {
        var start = new ProcessStartInfo(DotNet())
        {
            ArgumentList = { options.Worker },
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Managed memory stops a little earlier than the process, so that the cell ends with an error of its own.
        start.Environment["DOTNET_GCHeapHardLimit"] = (options.MemoryLimit / 10 * 8).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;
        var client = new WorkerClient(Process.Start(start)!, options);
        client.Send(new Command.Open(client.mark, options.SearchPath, Path.GetFullPath(options.OutputFolder)));
        return client;
    }

    /// <summary>Runs one cell and hands on what it puts out.</summary>
    public async Task<CellEnd> ExecuteAsync(string name, string code, TimeSpan timeout, Action<Report> take, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        Send(new Command.Execute(name, code));
        try
        {
            return await DrainAsync(clock, take, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(clock, take).ConfigureAwait(false);
            return cancellation.IsCancellationRequested
                ? End(RunStatus.Interrupted, "The run was interrupted.", clock)
                : End(RunStatus.TimedOut, string.Create(CultureInfo.InvariantCulture,
                    $"It took longer than the {timeout.TotalSeconds:0.#} s that it was given. Make its work smaller, or allow more time."), clock);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await memoryWatch.DisposeAsync().ConfigureAwait(false);
        // Everything was received; processes that cells started end with the notebook.
        Kill();
        await ended.ConfigureAwait(false);
        process.Dispose();
    }

    private async Task CloseAfterExitAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        await Task.WhenAny(reading, Task.Delay(Afterwards)).ConfigureAwait(false);
        reports.Writer.TryComplete();
    }

    private async Task<CellEnd> DrainAsync(Stopwatch clock, Action<Report> take, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                switch (await reports.Reader.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    case Report.Done done:
                        peakMemory = Math.Max(peakMemory, (long)(done.PeakMemoryMegabytes * 1048576));
                        return new CellEnd(RunStatus.Succeeded, null, done.Seconds, done.PeakMemoryMegabytes);
                    case Report.Ready:
                        break;
                    case var report:
                        take(report);
                        break;
                }
            }
        }
        catch (ChannelClosedException)
        {
            await ended.ConfigureAwait(false);
            var (status, message) = lastWords.Explain(process.ExitCode, tookTooMuchMemory, peakMemory, options.MemoryLimit);
            return End(status, message, clock);
        }
    }

    /// <summary>Asks the cell to stop; what does not within the grace time is stopped with its process.</summary>
    private async Task StopAsync(Stopwatch clock, Action<Report> take)
    {
        Send(new Command.Interrupt());
        try
        {
            using var patience = new CancellationTokenSource(Grace);
            await DrainAsync(clock, take, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
    }

    private CellEnd End(RunStatus status, string message, Stopwatch clock) =>
        new(status, message, clock.Elapsed.TotalSeconds, peakMemory / 1048576.0);

    private void Send(Command command)
    {
        try
        {
            process.StandardInput.WriteLine(Line.Of(command));
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The process is gone; whoever waits for its reports is told so.
        }
    }

    private async Task ReadReportsAsync()
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                var start = line.IndexOf(mark, StringComparison.Ordinal);
                if (start != 0)
                    lastWords.Add(start < 0 ? line : line[..start]);
                if (start >= 0 && Line.Report(line.AsSpan(start + mark.Length)) is { } report)
                    await reports.Writer.WriteAsync(report).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or ChannelClosedException or IOException or ObjectDisposedException)
        {
            // A line that broke off in the middle: the process died while it wrote, or nobody listens any more.
        }
        reports.Writer.TryComplete();
    }

    private async Task ReadErrorsAsync()
    {
        try
        {
            while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
                lastWords.Add(line);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // A child that the process left behind held the pipe; nobody listens any more.
        }
    }

    private void WatchMemory()
    {
        try
        {
            process.Refresh();
            var resident = process.WorkingSet64;
            peakMemory = Math.Max(peakMemory, resident);
            if (resident <= options.MemoryLimit)
                return;
            tookTooMuchMemory = true;
            Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private static string DotNet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
