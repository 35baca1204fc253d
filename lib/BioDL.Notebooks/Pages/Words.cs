using System.Globalization;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Pages;

/// <summary>What a run did, in words and in units that people read.</summary>
internal static class Words
{
    /// <summary>How a run ended.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "Ran to its end",
        RunStatus.Refused => "Was not run",
        RunStatus.CellFailed => "Stopped at a cell that failed",
        RunStatus.TimedOut => "Took longer than it was given",
        RunStatus.OutOfMemory => "Needed more memory than it was given",
        RunStatus.ProcessEnded => "Its process ended before its cells did",
        RunStatus.Interrupted => "Was stopped",
        _ => status.ToString(),
    };

    /// <summary>Which data a result comes from.</summary>
    public static string Data(string data) => data switch
    {
        "real" => "Real images",
        "embedded" => "Built-in simulation",
        "mine" => "Own images",
        _ => data,
    };

    /// <summary>A span of time: <c>3.2 s</c>, <c>42 s</c>, <c>2 min 5 s</c>.</summary>
    public static string Seconds(double seconds)
    {
        if (seconds < 9.95)
            return Invariant($"{seconds:0.0} s");
        var whole = (long)Math.Round(seconds);
        return whole < 90 ? Invariant($"{whole} s")
            : whole % 60 == 0 ? Invariant($"{whole / 60} min")
            : Invariant($"{whole / 60} min {whole % 60} s");
    }

    /// <summary>An amount of memory: <c>412 MB</c>, <c>1.4 GB</c>.</summary>
    public static string Memory(double megabytes) => megabytes < 1000 ? Invariant($"{megabytes:0} MB") : Invariant($"{megabytes / 1024:0.0} GB");

    /// <summary>A figure with as many digits as one reads: <c>0.873</c>, <c>12.4</c>, <c>1,204</c>.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) ? "undefined"
        : double.IsInfinity(value) ? (value > 0 ? "∞" : "−∞")
        : Sign(value) + Magnitude(Math.Abs(value));

    private static string Sign(double value) => value < 0 ? "−" : "";

    private static string Magnitude(double value) =>
        value == 0 ? "0"
        : value is < 0.001 or >= 1e9 ? value.ToString("0.00e0", CultureInfo.InvariantCulture)
        : value == Math.Floor(value) || value >= 1000 ? Invariant($"{value:N0}")
        : value >= 100 ? Invariant($"{value:0.#}")
        : value >= 10 ? Invariant($"{value:0.0#}")
        : Invariant($"{value:0.00#}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
