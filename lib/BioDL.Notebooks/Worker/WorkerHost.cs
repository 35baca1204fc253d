using System.Globalization;
using BioDL.Hosting;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Worker;

/// <summary>The host that the library's code meets inside of a worker: everything shown becomes a report to the runner.</summary>
internal sealed class WorkerHost(ReportStream reports, string outputFolder) : IHost, IDisposable
{
    private CancellationTokenSource interrupt = new();
    private int displays;

    public CancellationToken Cancellation => interrupt.Token;

    public string OutputFolder => outputFolder;

    public MimeBundle Format(object? value) => ValueFormatter.Format(value);

    public string Display(MimeBundle bundle)
    {
        var id = Interlocked.Increment(ref displays).ToString(CultureInfo.InvariantCulture);
        FlushConsole();
        reports.Send(new Report.Shown(id, new Dictionary<string, string>(bundle)));
        return id;
    }

    public void Update(string displayId, MimeBundle bundle) =>
        reports.Send(new Report.Updated(displayId, new Dictionary<string, string>(bundle)));

    public string Save(NotebookResult result)
    {
        var path = result.WriteTo(outputFolder);
        reports.Send(new Report.Saved(path));
        return path;
    }

    /// <summary>Asks the running cell to stop.</summary>
    public void Interrupt() => interrupt.Cancel();

    /// <summary>Makes the signal fresh for the next cell.</summary>
    public void Rearm()
    {
        if (interrupt.IsCancellationRequested)
            interrupt = new CancellationTokenSource();
    }

    public void Dispose() => interrupt.Dispose();

    /// <summary>Keeps what was printed before a picture above that picture.</summary>
    public static void FlushConsole()
    {
        Console.Out.Flush();
        Console.Error.Flush();
    }
}
