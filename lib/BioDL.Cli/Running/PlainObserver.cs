using System.Globalization;
using BioDL.Notebooks.Runner;

namespace BioDL.Cli.Running;

/// <summary>
/// Progress for logs: a line when a notebook starts, one when it ends, and one for each cell that takes longer than a few seconds.
/// </summary>
internal sealed class PlainObserver(Screen screen, TimeSpan patience) : IRunObserver, IDisposable
{
    private readonly Dictionary<string, Timer> running = [];
    private readonly Lock gate = new();

    public void NotebookStarted(string notebook, int codeCells) => screen.Line($"{notebook}: started, {codeCells} code cells");

    public void CellStarted(string notebook, int number, int codeCells, string firstLine)
    {
        Forget(notebook);
        var text = $"{notebook}: cell {number} of {codeCells} takes longer than {Readable.Seconds(patience.TotalSeconds)}: {Readable.Cut(firstLine)}";
        lock (gate)
            running[notebook] = new Timer(_ => screen.Line(text, Tone.Quiet), null, patience, Timeout.InfiniteTimeSpan);
    }

    public void CellProgress(string notebook, string text)
    {
        // A log keeps no bar.
    }

    public void NotebookEnded(NotebookRun run)
    {
        Forget(run.Notebook);
        screen.Line(Readable.Ended(run), run.Status == RunStatus.Succeeded ? Tone.Good : Tone.Bad);
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var timer in running.Values)
                timer.Dispose();
            running.Clear();
        }
    }

    private void Forget(string notebook)
    {
        lock (gate)
        {
            if (running.Remove(notebook, out var timer))
                timer.Dispose();
        }
    }
}

/// <summary>Figures and texts as people read them.</summary>
internal static class Readable
{
    private const int LongestCode = 70;

    public static string Seconds(double seconds) => seconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 99.5 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)} min {seconds % 60:00} s"),
    };

    public static string Bytes(double bytes) => bytes < 1 << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 30):0.0} GB");

    public static string Cut(string text) => text.Length <= LongestCode ? text : text[..(LongestCode - 1)] + "…";

    public static string Ended(NotebookRun run)
    {
        var outcome = run.Status == RunStatus.Succeeded ? "ok" : Describe(run.Status);
        return $"{run.Notebook}: {outcome}, {Seconds(run.Seconds)}, at most {Bytes(run.PeakMemoryMegabytes * (1 << 20))} of memory";
    }

    public static string Describe(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "ok",
        RunStatus.Refused => "not run",
        RunStatus.CellFailed => "failed",
        RunStatus.TimedOut => "took too long",
        RunStatus.OutOfMemory => "needed too much memory",
        RunStatus.ProcessEnded => "ended early",
        RunStatus.Interrupted => "interrupted",
        _ => status.ToString(),
    };
}
