using BioDL.Data;

namespace BioDL.Models;

/// <summary>A model of a manifest: the files of the folder that holds its descriptions, each verified by the manifest's checksum.</summary>
internal sealed class PinnedFiles(FileSet set, string folder) : IPackageFiles
{
    private readonly Dictionary<string, DatasetFile> files = set.Files
        .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)).ToDictionary(file => file.Path[folder.Length..], StringComparer.Ordinal);

    public string Name => set.Manifest.Id;

    public IReadOnlyList<string> Paths => [.. files.Keys];

    /// <summary>The folder of the first description.</summary>
    /// <exception cref="PackageException">The set holds no description.</exception>
    public static PinnedFiles Of(FileSet set)
    {
        var description = set.Files.FirstOrDefault(file => PackageLimits.IsDescription(file.Path))
            ?? throw new PackageException($"{set.Manifest.Id} holds files but no description of a model (rdf.yaml, bioimageio.yaml or *.model.yaml). Use FileSet.Open(\"{set.Manifest.Id}\") to read them.");
        return new PinnedFiles(set, description.Path[..(description.Path.LastIndexOf('/') + 1)]);
    }

    public byte[] Read(string path, long most)
    {
        PackageLimits.RequireSize(Name, path, files[path].Bytes, most);
        return set.Read(files[path].Path);
    }
}
