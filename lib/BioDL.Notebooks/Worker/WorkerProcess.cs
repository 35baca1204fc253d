using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using BioDL.Hosting;
using BioDL.Notebooks.Session;
using Microsoft.Win32.SafeHandles;

namespace BioDL.Notebooks.Worker;

/// <summary>The process in which one notebook's cells run: it reads commands from standard input until that ends.</summary>
internal static class WorkerProcess
{
    public static async Task<int> RunAsync()
    {
        using var ignoreInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var commands = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        Console.SetIn(new CellInput());
        if (await commands.ReadLineAsync().ConfigureAwait(false) is not { } first || Line.Command(first) is not Command.Open open)
        {
            await Console.Error.WriteLineAsync("This program is started by biodl; run notebooks with 'biodl run'.").ConfigureAwait(false);
            return 2;
        }
        var reports = new ReportStream(StandardOutput(), open.Mark);
        await using var output = new CellConsole(text => reports.Send(new Report.Text("stdout", text)));
        await using var error = new CellConsole(text => reports.Send(new Report.Text("stderr", text)));
        Console.SetOut(output);
        Console.SetError(error);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => WorkerHost.FlushConsole();
        using var host = new WorkerHost(reports, open.OutputFolder);
        await ServeAsync(open, commands, host, reports).ConfigureAwait(false);
        return 0;
    }

    /// <summary>
    /// The raw standard output. On Linux and macOS the console's own stream locks <see cref="Console.Out"/> for every write, which cells
    /// hold while they wait for the reports: that would be a deadlock.
    /// </summary>
    private static Stream StandardOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    private static async Task ServeAsync(Command.Open open, StreamReader commands, WorkerHost host, ReportStream reports)
    {
        using var current = Host.Use(host);
        var session = new CSharpSession(new SessionOptions { SearchPath = open.SearchPath });
        var cells = Channel.CreateUnbounded<Command.Execute>();
        var listening = Task.Run(() => ListenAsync(commands, host, cells.Writer));
        reports.Send(new Report.Ready());
        await foreach (var cell in cells.Reader.ReadAllAsync().ConfigureAwait(false))
            await ExecuteAsync(cell, session, host, reports).ConfigureAwait(false);
        await listening.ConfigureAwait(false);
    }

    /// <summary>Hands cells on and interrupts the running one; when the runner is gone, so is the worker, whatever a cell is doing.</summary>
    private static async Task ListenAsync(StreamReader commands, WorkerHost host, ChannelWriter<Command.Execute> cells)
    {
        while (await commands.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            switch (Line.Command(line))
            {
                case Command.Execute cell:
                    await cells.WriteAsync(cell).ConfigureAwait(false);
                    break;
                case Command.Interrupt:
                    host.Interrupt();
                    break;
            }
        }
        Environment.Exit(0);
    }

    private static async Task ExecuteAsync(Command.Execute cell, CSharpSession session, WorkerHost host, ReportStream reports)
    {
        host.Rearm();
        var clock = Stopwatch.StartNew();
        var outcome = await session.ExecuteAsync(cell.Code, cell.Name, host.Cancellation).ConfigureAwait(false);
        WorkerHost.FlushConsole();
        if (outcome.Value is { } value)
            reports.Send(new Report.Value(new Dictionary<string, string>(ValueFormatter.Format(value))));
        if (outcome.Error is { } error)
            reports.Send(new Report.Failed(error.Name, error.Message, error.Line, error.Trace));
        WorkerHost.FlushConsole();
        using var process = Process.GetCurrentProcess();
        reports.Send(new Report.Done(clock.Elapsed.TotalSeconds, process.PeakWorkingSet64 / 1048576.0));
    }
}
