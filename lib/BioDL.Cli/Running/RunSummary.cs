using BioDL.Notebooks.Runner;

namespace BioDL.Cli.Running;

/// <summary>What stays on the screen after a run: what went wrong and where, and where to look on.</summary>
internal static class RunSummary
{
    public static void Write(RunReport report, string outputFolder, Screen screen)
    {
        screen.Line();
        foreach (var run in report.Notebooks.Where(run => run.Status != RunStatus.Succeeded))
        {
            screen.Line($"{run.Notebook}: {Readable.Describe(run.Status)}{Place(run)}", Tone.Bad);
            foreach (var line in (run.Message ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
                screen.Line("  " + line.TrimEnd());
        }

        var good = report.Notebooks.Count(run => run.Status == RunStatus.Succeeded);
        screen.Line($"{good} of {report.Notebooks.Count} notebooks ran to their end, in {Readable.Seconds(report.Seconds)}.",
            report.Succeeded ? Tone.Good : Tone.Bad);
        var index = Path.GetFullPath(Path.Combine(outputFolder, "index.html"));
        screen.Line(report.Notebooks.Any(run => run.PageFile is not null) ? $"Look at them: {new Uri(index).AbsoluteUri}" : $"Output: {outputFolder}");
    }

    private static string Place(NotebookRun run) => (run.FailedCell, run.FailedLine) switch
    {
        (null, _) => "",
        ({ } cell, null) => $" in code cell {cell}",
        ({ } cell, { } line) => $" in code cell {cell}, line {line}",
    };
}
