using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Cli.Jupyter;

/// <summary>The trainee's own copies of the notebooks. A copy that is there is the trainee's work and is never overwritten.</summary>
/// <param name="source">The course's folder of notebooks.</param>
/// <param name="folder">The folder of the copies.</param>
internal sealed class WorkingCopies(string source, string folder)
{
    private const string Extension = ".ipynb";

    /// <summary>Copies what is not there yet: the notebooks, and the pictures that they show.</summary>
    /// <returns>How many notebooks were copied.</returns>
    public int Add()
    {
        var copied = 0;
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(IsPartOfTheCourse))
        {
            var target = TargetOf(path);
            if (File.Exists(target))
                continue;
            Copy(path, target);
            copied += IsNotebook(path) ? 1 : 0;
        }
        return copied;
    }

    /// <summary>Makes a copy new again. What was there is kept beside it under another name, unless it was as new anyway.</summary>
    /// <param name="path">The notebook in the course's folder.</param>
    /// <param name="clock">Names the kept file.</param>
    /// <returns>The kept file's path; null when nothing had to be kept.</returns>
    public string? Renew(string path, TimeProvider clock)
    {
        var target = TargetOf(path);
        string? kept = null;
        if (File.Exists(target))
        {
            if (File.ReadAllBytes(target).AsSpan().SequenceEqual(File.ReadAllBytes(path)))
                return null;
            kept = NameToKeep(target, clock.GetLocalNow());
            File.Move(target, kept);
        }
        Copy(path, target);
        return kept;
    }

    /// <summary>Where the copy of a notebook of the course lies.</summary>
    public string TargetOf(string path) => Path.Combine(folder, Path.GetRelativePath(source, path));

    private static bool IsNotebook(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    // Editors and Jupyter leave hidden files and folders beside notebooks.
    private bool IsPartOfTheCourse(string path) =>
        Path.GetRelativePath(source, path).Split(Path.DirectorySeparatorChar).All(part => !part.StartsWith('.'))
        && (IsNotebook(path) || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase));

    private static string NameToKeep(string target, DateTimeOffset now)
    {
        var stem = $"{target[..^Extension.Length]}.until-{now.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture)}";
        return Enumerable.Range(1, 1000).Select(n => n == 1 ? stem + Extension : $"{stem}-{n}{Extension}").First(name => !File.Exists(name));
    }

    private static void Copy(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        WholeFile.Write(target, File.ReadAllBytes(path));
    }
}
