using System.Security.Cryptography;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BioDL.Data;

/// <summary>Data sets that users made from their own images.</summary>
internal static partial class OwnSets
{
    /// <summary>The name of the set that <c>data = "mine"</c> opens.</summary>
    public const string Default = "mine";

    /// <summary>The folder of a set.</summary>
    /// <exception cref="DatasetException">That is no name.</exception>
    public static string FolderOf(string own, string name) => Name.IsMatch(name)
        ? Path.Combine(own, name)
        : throw new DatasetException($"'{name}' cannot be the name of a set: use up to 40 small letters, digits and hyphens.");

    /// <summary>The samples of a set.</summary>
    /// <exception cref="DatasetException">There is no such set, or its files were changed.</exception>
    public static (DatasetManifest Manifest, IReadOnlyList<Sample> Samples) Open(string own, string name)
    {
        var folder = FolderOf(own, name);
        if (!File.Exists(Path.Combine(folder, "manifest.yaml")))
            throw new DatasetException($"There are no images of your own yet (looked in {folder}). Make them a data set with './biodl import FOLDER', then start again.");
        var manifest = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build()
            .Deserialize<DatasetManifest>(File.ReadAllText(Path.Combine(folder, "manifest.yaml")));
        using var table = new StreamReader(Path.Combine(folder, manifest.Files));
        manifest = manifest with { OwnFiles = FileTable.Read(table) };
        return (manifest, new PinnedSamples(manifest, file => Read(folder, file)).Of(manifest.OwnFiles));
    }

    private static byte[] Read(string folder, DatasetFile file)
    {
        var path = Mirror.Within(folder, file.Path);
        var content = File.Exists(path) ? File.ReadAllBytes(path) : [];
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256
            ? content
            : throw new DatasetException($"{path} is missing or was changed since it was imported. Import the images again with './biodl import FOLDER'.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex Name { get; }
}
