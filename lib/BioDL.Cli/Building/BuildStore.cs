using System.Buffers;
using BioDL.Hosting;

namespace BioDL.Cli.Building;

/// <summary>
/// The builds below the state folder. A build appears under its final name only when it is complete, and the file <c>current</c> is
/// replaced as a whole: a kill at any moment leaves the state as it was before or as it is after.
/// </summary>
internal sealed class BuildStore(string state)
{
    /// <summary>A build's parts, and the project whose output each of them is.</summary>
    public static readonly IReadOnlyList<(string Folder, string Project)> Parts =
        [("cli", "BioDL.Cli"), ("worker", "BioDL.Notebooks"), ("lib", "BioDL")];

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const string Prefix = "build-";
    private const string StampFile = "stamp";
    private const string UseFile = "in-use";

    private string Pointer => Path.Combine(state, "current");

    public static string NameFor(string contents) => Prefix + contents;

    public string FolderOf(string build) => Path.Combine(state, build);

    /// <summary>The current build, or null when there is none that can be used.</summary>
    public string? Current()
    {
        try
        {
            var name = File.ReadAllText(Pointer).Trim();
            return IsBuildName(name) && IsComplete(name) ? name : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool IsComplete(string build) => File.Exists(Path.Combine(FolderOf(build), "cli", "BioDL.Cli.dll"));

    /// <summary>Copies a build's parts out of the artifacts folder.</summary>
    public void Install(string build, string artifacts)
    {
        var unfinished = $"{FolderOf(build)}.{Guid.NewGuid():N}.tmp";
        foreach (var (folder, project) in Parts)
            CopyFolder(Path.Combine(artifacts, "bin", project, "release"), Path.Combine(unfinished, folder));
        File.WriteAllText(Path.Combine(unfinished, UseFile), "");
        if (Directory.Exists(FolderOf(build)))
            Directory.Delete(FolderOf(build), recursive: true);
        Directory.Move(unfinished, FolderOf(build));
    }

    /// <summary>The quick fingerprint of the sources that a build was last found to belong to.</summary>
    public string? StampOf(string build)
    {
        var file = Path.Combine(FolderOf(build), StampFile);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>Makes a complete build the current one.</summary>
    public void SwitchTo(string build, string stamp)
    {
        WholeFile.Write(Path.Combine(FolderOf(build), StampFile), stamp);
        Directory.SetLastWriteTimeUtc(FolderOf(build), DateTime.UtcNow);
        WholeFile.Write(Pointer, build + "\n");
    }

    /// <summary>Keeps a build from being pruned for as long as the returned value lives.</summary>
    public IDisposable? Use(string build)
    {
        try
        {
            return new FileStream(Path.Combine(FolderOf(build), UseFile), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Deletes all builds but the newest ones, and what interrupted set-ups left behind a day ago or earlier.</summary>
    public void Prune(int keep = 3)
    {
        var folders = new DirectoryInfo(state).GetDirectories();
        var builds = folders.Where(folder => IsBuildName(folder.Name)).OrderByDescending(folder => folder.LastWriteTimeUtc);
        var current = Current();
        foreach (var old in builds.Skip(keep).Where(folder => folder.Name != current && !IsInUse(folder.Name)))
            TryDelete(old);
        foreach (var rest in folders.Where(folder => folder.Name.EndsWith(".tmp", StringComparison.Ordinal)
            && folder.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1)))
            TryDelete(rest);
    }

    private static bool IsBuildName(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0;

    private bool IsInUse(string build)
    {
        var file = Path.Combine(FolderOf(build), UseFile);
        try
        {
            if (File.Exists(file))
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody still uses it, as Windows tells us; the next prune tries again.
        }
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
