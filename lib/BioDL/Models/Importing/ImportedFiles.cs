using System.Text;

namespace BioDL.Models;

/// <summary>A package that is made of a file of another program: its description and its network are written when it is opened, in memory.</summary>
internal sealed class ImportedFiles : IPackageFiles
{
    /// <summary>Where the network lies in the package.</summary>
    public const string Network = "weights.onnx";

    private const string DescriptionName = "rdf.yaml";

    private readonly Dictionary<string, byte[]> files;

    /// <param name="name">What it is called in messages.</param>
    /// <param name="description">The description; checksums are filled in.</param>
    /// <param name="files">The files that it names.</param>
    public ImportedFiles(string name, ModelDescription description, IReadOnlyDictionary<string, byte[]> files)
    {
        Name = name;
        var yaml = PackageChecksums.Fill(description, files).ToYaml();
        this.files = new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [DescriptionName] = Encoding.UTF8.GetBytes(yaml) };
    }

    public string Name { get; }

    public IReadOnlyList<string> Paths => [.. files.Keys.Order(StringComparer.Ordinal)];

    public byte[] Read(string path, long most)
    {
        PackageLimits.RequireSize(Name, path, files[path].Length, most);
        return files[path];
    }
}
