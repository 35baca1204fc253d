using System.Globalization;
using BioDL.Notebooks.Runner;

namespace BioDL.Cli.Running;

/// <summary>Figures and texts as people read them.</summary>
internal static class Readable
{
    private const int LongestCode = 70;

    public static string Seconds(double seconds) => seconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 99.5 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)(seconds + 0.5) / 60} min {(long)(seconds + 0.5) % 60:00} s"),
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
