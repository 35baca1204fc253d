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
