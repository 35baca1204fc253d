namespace BioDL.Models;

/// <summary>The files of a package, wherever they lie. Paths are relative, with forward slashes.</summary>
internal interface IPackageFiles
{
    /// <summary>What it is, for messages.</summary>
    string Name { get; }

    /// <summary>Paths of all files.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>Whether there is a file of that clean path.</summary>
    bool Has(string path) => Paths.Contains(path, StringComparer.Ordinal);

    /// <summary>The content of a file that is there.</summary>
    /// <param name="path">Which.</param>
    /// <param name="most">A larger file is refused before it is read.</param>
    /// <exception cref="PackageException">It is larger, or cannot be read.</exception>
    byte[] Read(string path, long most);
}
