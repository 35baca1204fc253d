using System.Globalization;
using System.Text.Json.Nodes;
using BioDL.Notebooks.Runner;

namespace BioDL.Cli.Running;

/// <summary>Reads the values of the options of <c>biodl run</c>.</summary>
internal static class RunArguments
{
    private const int MostJobs = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Values from a file first; those typed on the command line win.</summary>
    public static IReadOnlyList<Parameter> Merge(IReadOnlyList<Parameter> fromFile, IReadOnlyList<string> typed)
    {
        var merged = new OrderedDictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var parameter in fromFile.Concat(typed.Select(ReadParameter)))
            merged[parameter.Name] = parameter;
        return [.. merged.Values];
    }

    public static Parameter ReadParameter(string typed)
    {
        var sign = typed.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? new Parameter(typed[..sign].Trim(), JsonValue.Create(typed[(sign + 1)..]), FromText: true)
            : throw new UsageException($"-p was given '{typed}'. Expected name=value, for instance -p sigma=1.5 (no blanks around '=').");
    }

    public static TimeSpan ReadSeconds(string option, string typed) =>
        double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"{option} was given '{typed}'. Expected a number of seconds above 0, for instance {option} 300.");

    public static int ReadJobs(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is >= 1 and <= MostJobs
            ? jobs
            : throw new UsageException($"--jobs was given '{typed}'. Expected a whole number from 1 to {MostJobs}: how many notebooks run at the same time.");

    /// <summary>A size such as <c>2GB</c>, <c>1.5 GB</c> or <c>800MB</c>, in bytes; one GB is 1024 MB.</summary>
    // An empty notebook takes 150 MB; below that its process could not even say what is wrong.
    public static long ReadMemory(string typed)
    {
        var text = typed.Trim().ToUpperInvariant().TrimEnd('B');
        var factor = text.Length == 0 ? 0 : text[^1] switch { 'G' => 1L << 30, 'M' => 1L << 20, _ => 0 };
        if (factor > 0 && double.TryParse(text.AsSpan(..^1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var bytes = number * factor;
            if (bytes is >= 256 << 20 and <= 1L << 50)
                return (long)bytes;
        }

        throw new UsageException($"--memory was given '{typed}'. Expected a size of 256MB or more, for instance 2GB or 800MB.");
    }
}
