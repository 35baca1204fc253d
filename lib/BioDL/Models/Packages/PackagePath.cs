namespace BioDL.Models;

/// <summary>Paths within a package.</summary>
internal static class PackagePath
{
    /// <summary>Checks a path that somebody else wrote.</summary>
    /// <param name="written">The path as written.</param>
    /// <param name="clean">The same without <c>./</c> at its beginning; empty when it is refused.</param>
    /// <param name="why">Why it is refused, as the end of a sentence.</param>
    public static bool TryClean(string written, out string clean, out string why)
    {
        clean = "";
        var path = written;
        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        why = path switch
        {
            "" => "is empty",
            { Length: > 1000 } => "is longer than 1,000 letters",
            _ when path.Contains('\\', StringComparison.Ordinal) => "contains a backslash",
            _ when path.Contains(':', StringComparison.Ordinal) => "contains a colon (a drive or an address)",
            _ when path.Any(char.IsControl) => "contains a control character",
            _ when path[0] is '/' or '~' => "does not start within the package",
            _ when path.Split('/').Any(part => part is "" or "." or "..") => "climbs or has an empty part",
            _ => "",
        };
        if (why.Length == 0)
            clean = path;
        return why.Length == 0;
    }
}
