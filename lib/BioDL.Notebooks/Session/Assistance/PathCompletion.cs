namespace BioDL.Notebooks.Session.Assistance;

/// <summary>Files and folders that a text in quotation marks may go on with, relative to the working folder.</summary>
internal static class PathCompletion
{
    private const int MostLookedAt = 5000;
    private const int MostListed = 200;

    public static CompletionList At(string code, int cursor)
    {
        var quote = code.LastIndexOf('"', Math.Max(cursor - 1, 0));
        var typed = code[(quote + 1)..cursor];
        var separator = typed.LastIndexOfAny(['/', '\\']);
        var (folder, name) = (typed[..(separator + 1)], typed[(separator + 1)..]);
        return new CompletionList([.. In(folder.Replace("\\\\", "\\", StringComparison.Ordinal), name)], cursor - name.Length, cursor);
    }

    private static IEnumerable<CompletionMatch> In(string folder, string name)
    {
        try
        {
            var place = new DirectoryInfo(folder.Length == 0 ? "." : folder);
            return [.. place.EnumerateFileSystemInfos().Take(MostLookedAt)
                .Where(entry => entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (name.Length > 0 || !entry.Name.StartsWith('.')))
                .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).Take(MostListed)
                .Select(entry => entry is DirectoryInfo ? new CompletionMatch(entry.Name + "/", "path", "folder") : new CompletionMatch(entry.Name, "path", "file"))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or System.Security.SecurityException)
        {
            return [];
        }
    }
}
