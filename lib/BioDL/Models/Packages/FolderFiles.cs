namespace BioDL.Models;

/// <summary>The files of a folder and those below it. Links are neither listed nor followed.</summary>
internal sealed class FolderFiles : IPackageFiles
{
    private readonly string folder;
    private string[]? paths;

    public FolderFiles(string folder) => this.folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    public string Name => folder;

    public IReadOnlyList<string> Paths => paths ??= List();

    /// <summary>Looks for the one file: the folder of a lone description may be large.</summary>
    public bool Has(string path)
    {
        var at = folder;
        foreach (var part in path.Split('/'))
        {
            at = Path.Combine(at, part);
            if (new FileInfo(at).LinkTarget is not null)
                return false;
        }
        return File.Exists(at);
    }

    public byte[] Read(string path, long most)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, path));
            PackageLimits.RequireSize(Name, path, file.Length, most);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"{path} of {Name} cannot be read: {fault.Message}", fault);
        }
    }

    private string[] List()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        var found = Directory.EnumerateFiles(folder, "*", options).Take(PackageLimits.Entries + 1)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal).ToArray();
        return found.Length <= PackageLimits.Entries
            ? found
            : throw new PackageException($"{Name} holds more than {PackageLimits.Entries:N0} files; that is no package of a model. Name the folder of the model itself.");
    }
}
