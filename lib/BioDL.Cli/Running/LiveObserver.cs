using BioDL.Notebooks.Runner;
using Spectre.Console;

namespace BioDL.Cli.Running;

/// <summary>Progress for people: one line per running notebook that keeps changing, and one that stays when it has ended.</summary>
internal sealed class LiveObserver(ProgressContext bars) : IRunObserver
{
    /// <summary>Columns that spinner, bar, elapsed time and the gaps between them take.</summary>
    private const int BesideText = 36;

    private readonly Dictionary<string, ProgressTask> tasks = [];
    private readonly Lock gate = new();

    /// <summary>Shows progress while some work goes on.</summary>
    public static Task<T> ShowAsync<T>(Func<IRunObserver, Task<T>> work) => AnsiConsole.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(
            new SpinnerColumn(), new ProgressBarColumn { Width = 20 }, new ElapsedTimeColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(context => work(new LiveObserver(context)));

    public void NotebookStarted(string notebook, int codeCells)
    {
        lock (gate)
            tasks[notebook] = bars.AddTask(Markup.Escape(notebook), maxValue: Math.Max(codeCells, 1));
    }

    public void CellStarted(string notebook, int number, int codeCells, string firstLine) =>
        Show(notebook, number - 1, $"cell {number} of {codeCells} · {firstLine}");

    public void CellProgress(string notebook, string text) => Show(notebook, null, text);

    public void NotebookEnded(NotebookRun run)
    {
        lock (gate)
        {
            if (tasks.Remove(run.Notebook, out var task))
            {
                task.Value = task.MaxValue;
                task.StopTask();
            }
        }

        var colour = run.Status == RunStatus.Succeeded ? Color.Green : Color.Red;
        AnsiConsole.Write(new Text(Readable.Ended(run) + "\n", new Style(colour)));
    }

    private void Show(string notebook, double? done, string text)
    {
        lock (gate)
        {
            if (!tasks.TryGetValue(notebook, out var task))
                return;
            task.Description = Markup.Escape(Fit($"{notebook} · {text}"));
            if (done is { } value)
                task.Value = value;
        }
    }

    /// <summary>One line must stay one line: a wrapped one jumps with every update.</summary>
    private static string Fit(string text)
    {
        var room = Math.Max(20, AnsiConsole.Profile.Width - BesideText);
        return text.Length <= room ? text : text[..(room - 1)] + "…";
    }
}
