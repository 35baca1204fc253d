using System.Text;

namespace BioDL.Models;

/// <summary>Copies of a model that ships, each with one fault, where no published model with that fault is at hand.</summary>
internal static class Planted
{
    private const string Description = "rdf.yaml";

    /// <summary>An earlier description, in which the training data bear a comment that the newest one lacks.</summary>
    public static ZooModel EarlierDescription(string shipped) => Open(shipped, new Altered(new ShippedFiles(shipped), Description, content =>
    {
        var text = Encoding.UTF8.GetString(content);
        var line = text.Split('\n').Single(each => each.StartsWith("training_data:", StringComparison.Ordinal));
        var id = line[(line.IndexOf("id:", StringComparison.Ordinal) + 3)..].Trim(' ', '}');
        return Encoding.UTF8.GetBytes(text.Replace("format_version: 0.5.4", "format_version: 0.5.3", StringComparison.Ordinal)
            .Replace(line, $"training_data:\n  id: {id} # note: not the real training data (planted by the lesson)", StringComparison.Ordinal));
    }), false);

    /// <summary>The description of one model beside the weights of another.</summary>
    public static ZooModel OtherWeights(string shipped, string other, bool acceptOtherChecksum)
    {
        var weights = Zoo.Open(other).Weights.File;
        return Open(shipped, new Altered(new ShippedFiles(shipped), Zoo.Open(shipped).Weights.File.Source, _ => Zoo.Open(other).Package.Read(weights)), acceptOtherChecksum);
    }

    private static ZooModel Open(string shipped, IPackageFiles files, bool acceptOtherChecksum)
    {
        var package = ModelPackage.From(files, format: null);
        package.AcceptsOtherChecksums = acceptOtherChecksum;
        return new ZooModel(shipped, package);
    }

    /// <summary>Files of which one is another.</summary>
    private sealed class Altered(IPackageFiles files, string altered, Func<byte[], byte[]> change) : IPackageFiles
    {
        public string Name => $"{files.Name} (a copy with a planted fault)";

        public IReadOnlyList<string> Paths => files.Paths;

        public byte[] Read(string path, long most) => path == altered ? change(files.Read(path, most)) : files.Read(path, most);
    }
}
