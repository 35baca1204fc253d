using System.IO.Enumeration;

namespace BioDL.Cli.Building;

/// <summary>A file that the build depends on.</summary>
/// <param name="Path">Relative to the course's folder, with forward slashes.</param>
/// <param name="Length">In bytes.</param>
/// <param name="ModifiedTicks">When it was last written (UTC).</param>
internal readonly record struct SourceFile(string Path, long Length, long ModifiedTicks);

/// <summary>Lists the files whose change asks for a new build.</summary>
internal static class SourceFiles
{
    private static readonly string[] Folders = ["lib", "data-manifests"];

    private static readonly string[] RootFiles =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
        "environment/package.json", "environment/package-lock.json", "environment/.npmrc",
    ];

    /// <summary>The files, ordered by path; tests, documents and what the build itself writes are not among them.</summary>
    public static IReadOnlyList<SourceFile> List(string root)
    {
        var files = new List<SourceFile>();
        foreach (var folder in Folders.Select(name => System.IO.Path.Combine(root, name)).Where(Directory.Exists))
            files.AddRange(Below(root, folder));
        foreach (var name in RootFiles)
        {
            var file = new FileInfo(System.IO.Path.Combine(root, name));
            if (file.Exists)
                files.Add(new SourceFile(name, file.Length, file.LastWriteTimeUtc.Ticks));
        }

        files.Sort((first, second) => string.CompareOrdinal(first.Path, second.Path));
        return files;
    }

    private static FileSystemEnumerable<SourceFile> Below(string root, string folder)
    {
        var start = root.Length + (System.IO.Path.EndsInDirectorySeparator(root) ? 0 : 1);
        return new FileSystemEnumerable<SourceFile>(
            folder,
            (ref FileSystemEntry entry) => new SourceFile(
                entry.ToFullPath()[start..].Replace('\\', '/'), entry.Length, entry.LastWriteTimeUtc.UtcTicks),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && Counts(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                !entry.FileName.StartsWith('.') && entry.FileName is not ("obj" or "bin" or "TestResults"),
        };
    }

    // Editors leave hidden and backup files; restoring may rewrite a lock file, which must not ask for yet another build.
    private static bool Counts(ReadOnlySpan<char> name) =>
        !name.StartsWith('.') && !name.EndsWith('~') && name is not "packages.lock.json";
}
