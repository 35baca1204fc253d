using BioDL.Cli.Processes;

namespace BioDL.Cli.Building;

/// <summary>Starts the compiler, keeps what it says in a log file, and shows of it what helps.</summary>
internal sealed class Builder(Workplace place)
{
    private const int MostLines = 10;

    /// <summary>Builds a project or solution into the artifacts folder.</summary>
    /// <param name="target">Path relative to the course's folder.</param>
    /// <param name="cancellation">Ends the compiler and all that it started.</param>
    /// <exception cref="ProblemException">It does not build.</exception>
    public async Task BuildAsync(string target, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var code = await Child.RunAsync(
            new ChildOptions
            {
                Program = DotNet.Program,
                Arguments = ["build", target, .. DotNet.BuildArguments],
                Folder = place.Root,
                Environment = DotNet.Environment,
            },
            lines.Add, cancellation).ConfigureAwait(false);
        if (code == 0)
            return;
        throw new ProblemException(Describe(lines, WriteLog(lines)));
    }

    private string WriteLog(List<string> lines)
    {
        Directory.CreateDirectory(place.Logs);
        var log = Path.Combine(place.Logs, "build.log");
        File.WriteAllLines(log, lines);
        return log;
    }

    private string Describe(List<string> lines, string log)
    {
        var helpful = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal))
            .Select(line => place.Shorten(WithoutProject(line.Trim()))).Distinct().ToList();
        if (helpful.Count == 0)
            helpful = [.. lines.Where(line => line.Length > 0).TakeLast(MostLines)];
        var more = helpful.Count > MostLines ? $"\n  … and {helpful.Count - MostLines} more" : "";
        return $"""
            BioDL could not be built. What the build said:
              {string.Join("\n  ", helpful.Take(MostLines))}{more}
            The whole log: {log}
            What to do: NU1301 or a message about a connection means that packages could not be downloaded: check the network (or the
            proxy) and start this command again. Otherwise correct the files named above ('git status' shows what was changed).
            """;
    }

    // "file(line,column): error CS0000: message [project]": the project only makes the line longer.
    private static string WithoutProject(string line) =>
        line.EndsWith("proj]", StringComparison.Ordinal) && line.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var end ? line[..end] : line;
}
