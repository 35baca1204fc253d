using System.Text.Json;

namespace BioDL.Models;

/// <summary>
/// A .czann file, as czmodel 1.1.0 specifies it: a zip with <c>model.json</c>, which says what goes in and out,
/// <c>model.model</c>, the network (ONNX, or TensorFlow's SavedModel in a further zip, which is refused), and sometimes <c>license.txt</c>.
/// </summary>
internal sealed class CzannFile
{
    private const string MetadataName = "model.json", NetworkName = "model.model";
    private const long LongestMetadata = 1_000_000;

    /// <exception cref="PackageException">It is no such file, is damaged, or holds no ONNX.</exception>
    public CzannFile(byte[] content, string name)
    {
        if (!ZipFiles.IsZip(content))
            throw new PackageException($"{name} is no zip archive, as .czann files are. Get it again.");
        var zip = new ZipFiles(name, content);
        foreach (var file in new[] { MetadataName, NetworkName })
        {
            if (!zip.Paths.Contains(file))
                throw new PackageException($"{name} has no file {file}. It holds: {string.Join(", ", zip.Paths.Take(8))}.");
        }
        Metadata = CzannMetadata.Read(zip.Read(MetadataName, LongestMetadata), $"{MetadataName} of {name}");
        Network = zip.Read(NetworkName, PackageLimits.File);
        if (ZipFiles.IsZip(Network))
            throw new PackageException($"The network of {name} is a SavedModel of TensorFlow, which does not run here. "
                + "Ask its authors for a .czann with ONNX.");
    }

    /// <summary>What goes in and out.</summary>
    public CzannMetadata Metadata { get; }

    /// <summary>The network, ONNX.</summary>
    public byte[] Network { get; }
}

/// <summary>The entries of <c>model.json</c>.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Type">The task: <c>Regression</c>, <c>SingleClassSemanticSegmentation</c> …</param>
/// <param name="InputShape">(depth,) height, width, channels.</param>
/// <param name="OutputShape">(depth,) height, width, channels or classes.</param>
/// <param name="Name">Its name; null when not said.</param>
/// <param name="Classes">Names of the classes; empty when not said.</param>
/// <param name="MinOverlap">Least overlap of tiles along height and width in pixels: twice their border; empty when not said.</param>
/// <param name="PixelSize">Extent of a pixel along x and y in metres; empty when not said.</param>
internal sealed record CzannMetadata(
    string Id, string Type, IReadOnlyList<int> InputShape, IReadOnlyList<int> OutputShape, string? Name, IReadOnlyList<string> Classes,
    IReadOnlyList<int> MinOverlap, IReadOnlyList<double> PixelSize)
{
    private const int Deepest = 8, MostClasses = 1000, MostOverlap = 100_000;

    /// <summary>Reads and checks the entries.</summary>
    /// <param name="json">The file.</param>
    /// <param name="place">What it is called in messages.</param>
    /// <exception cref="PackageException">It is no JSON, or an entry is missing or not possible.</exception>
    public static CzannMetadata Read(byte[] json, string place)
    {
        try
        {
            var text = json.AsMemory(json is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException($"is a {root.ValueKind}, expected named entries");
            return new CzannMetadata(
                Text(root, "Id") ?? "", Text(root, "Type") ?? throw new FormatException("has no Type"),
                Shape(root, "InputShape"), Shape(root, "OutputShape"),
                Text(root, "ModelName"), [.. List(root, "Classes", MostClasses).Select(item => item.GetString() ?? "")],
                [.. List(root, "MinOverlap", 3).Select(item => Whole(item, "MinOverlap", 0, MostOverlap))],
                [.. List(root, "Scaling", 3).Select(Length)]);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            throw new PackageException($"{place} cannot be used: {fault.Message.TrimEnd('.')}. "
                + "Expected Id, Type, InputShape and OutputShape as czmodel writes them; get the file again.", fault);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement[] List(JsonElement root, string name, int most)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most)
            throw new FormatException($"has a {name} that is no list of at most {most}");
        return [.. value.EnumerateArray()];
    }

    private static int[] Shape(JsonElement root, string name)
    {
        var items = List(root, name, 4);
        return items.Length is 3 or 4
            ? [.. items.Select(item => Whole(item, name, 1, int.MaxValue))]
            : throw new FormatException($"has an {name} of {items.Length} numbers, expected (depth,) height, width and channels");
    }

    private static int Whole(JsonElement item, string name, int least, int most) =>
        item.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw new FormatException($"has the number {item.GetRawText()} in {name}, expected {least} to {most}");

    private static double Length(JsonElement item) => item.TryGetDouble(out var number) && number is > 0 and < 1
        ? number
        : throw new FormatException($"has the number {item.GetRawText()} in Scaling, expected metres");
}
