using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Cli.Running;

/// <summary>Finds the notebooks that are meant by what somebody typed.</summary>
internal sealed class NotebookNames(string notebooks, string callerFolder)
{
    private const string Extension = ".ipynb";
    private const string Further = "further";

    /// <summary>The curriculum in its order: 00, 01, … and then the further ones.</summary>
    public IReadOnlyList<string> All() => [.. InFolder(notebooks), .. InFolder(Path.Combine(notebooks, Further))];

    /// <summary>Paths of the notebooks that were named, each once; the whole curriculum when none was.</summary>
    /// <exception cref="UsageException">A name fits no notebook, or several.</exception>
    public IReadOnlyList<string> Resolve(IReadOnlyList<string> names)
    {
        if (names.Count > 0)
            return [.. names.SelectMany(Resolve).Distinct()];
        var all = All();
        return all.Count > 0 ? all : throw new UsageException(
            $"No notebook was found in {notebooks}. Expected files such as 00-the-path{Extension}; restore them with 'git checkout -- notebooks'.");
    }

    /// <summary>A notebook's path as the user would type it: relative to the folder of notebooks, without extension.</summary>
    public string Shorten(string path)
    {
        var relative = Path.GetRelativePath(notebooks, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative)[..^Extension.Length].Replace('\\', '/');
    }

    private IReadOnlyList<string> Resolve(string name)
    {
        foreach (var folder in new[] { callerFolder, notebooks, Path.Combine(notebooks, Further) })
        {
            var path = Path.GetFullPath(name, folder);
            if (path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && File.Exists(path))
                return [path];
            if (File.Exists(path + Extension))
                return [path + Extension];
            if (InFolder(path) is { Count: > 0 } inside)
                return inside;
        }

        return ByNumber(name) ?? ByNumberAndLetter(name) ?? throw new UsageException(Unknown(name));
    }

    private string[]? ByNumber(string name)
    {
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        foreach (var folder in new[] { notebooks, Path.Combine(notebooks, Further) })
        {
            var fitting = InFolder(folder).Where(path => NumberOf(path) == number).ToArray();
            if (fitting.Length == 1)
                return fitting;
            if (fitting.Length > 1)
                throw new UsageException($"'{name}' fits several notebooks: {string.Join(", ", fitting.Select(Shorten))}. Type more of the name.");
        }

        return null;
    }

    /// <summary><c>01b</c>: a further notebook of lesson 01.</summary>
    private string[]? ByNumberAndLetter(string name) =>
        name.Length > 1 && char.IsAsciiLetter(name[^1]) && int.TryParse(name[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && InFolder(Path.Combine(notebooks, Further)).Where(path => Path.GetFileName(path).StartsWith(name + "-", StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } fitting
            ? fitting
            : null;

    private string Unknown(string name)
    {
        var known = All().Select(Shorten).ToList();
        if (known.Count == 0)
            return $"No notebook named '{name}' was found, and there is none in {notebooks}. Give the path of an {Extension} file.";
        var plain = name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : name;
        var nearest = Spelling.Nearest(plain, known) is { } meant ? $" Did you mean {meant}?" : "";
        return $"""
            No notebook named '{name}' was found, neither in {callerFolder} nor in {notebooks}.{nearest}
            There are:
              {string.Join("\n  ", known)}
            Type one of these names, its leading number (01, 01b), or the path of an {Extension} file.
            """;
    }

    private static int? NumberOf(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        var end = name.IndexOfAnyExceptInRange('0', '9');
        return end > 0 && int.TryParse(name[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static List<string> InFolder(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)]
        : [];
}
