using System.Reflection;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl --version</c>.</summary>
internal static class VersionVerb
{
    private const int ShortCommit = 9;

    public static int Print(Workplace place, Screen screen)
    {
        screen.Line(Text(place));
        return ExitCode.Success;
    }

    public static string Text(Workplace place)
    {
        var version = typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var commit = CommitOf(place.Root) is { } id ? $" (commit {id[..ShortCommit]})" : "";
        return $"BioDL {version}{commit}, .NET {Environment.Version}";
    }

    /// <summary>The commit that is checked out, read from git's own files; null outside a clone.</summary>
    internal static string? CommitOf(string root)
    {
        try
        {
            var folder = Path.Combine(root, ".git");
            if (File.Exists(folder))
                folder = Path.GetFullPath(File.ReadAllText(folder).Trim()["gitdir: ".Length..], root);
            var head = File.ReadAllText(Path.Combine(folder, "HEAD")).Trim();
            var commit = head.StartsWith("ref: ", StringComparison.Ordinal) ? Resolve(folder, head["ref: ".Length..]) : head;
            return commit is { Length: >= 40 } && commit.All(char.IsAsciiHexDigit) ? commit : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Resolve(string folder, string reference)
    {
        // A linked working tree keeps its branches in the main one.
        var shared = Path.Combine(folder, "commondir");
        var common = File.Exists(shared) ? Path.GetFullPath(File.ReadAllText(shared).Trim(), folder) : folder;
        var loose = Path.Combine(common, reference);
        if (File.Exists(loose))
            return File.ReadAllText(loose).Trim();
        var packed = Path.Combine(common, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed).FirstOrDefault(line => line.EndsWith(" " + reference, StringComparison.Ordinal))?.Split(' ')[0]
            : null;
    }
}
