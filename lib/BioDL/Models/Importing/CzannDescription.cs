namespace BioDL.Models;

/// <summary>What a .czann file says of its network, in the words of the zoo.</summary>
internal static class CzannDescription
{
    private const string Input = "image", Output = "prediction", Regression = "Regression", Micrometre = "micrometer";
    private const double MicrometresPerMetre = 1e6;

    /// <summary>The description. Axes are in the order that the format prescribes: batch, (z,) y, x, channel.</summary>
    /// <param name="metadata">The file's entries.</param>
    /// <param name="name">The model's name, where the file gives none.</param>
    public static ModelDescription Of(CzannMetadata metadata, string name) => new()
    {
        FormatVersion = ModelUpgrade.Format,
        Name = string.IsNullOrWhiteSpace(metadata.Name) ? name : metadata.Name,
        Description = $"A network for {Words(metadata.Type)}, imported from a .czann file, which does not say what it was trained on.",
        Inputs =
        [
            new TensorDescription
            {
                Id = Input,
                Description = "Values from 0 to 1, as the format asks: divide by the largest that the camera gives; "
                    + "colours in the order blue, green, red.",
                Range = (0, 1),
                Axes = Axes(metadata.InputShape, metadata.PixelSize, (id, length) => new FixedSize(length), [], []),
            },
        ],
        Outputs =
        [
            new TensorDescription
            {
                Id = Output,
                Axes = Axes(
                    metadata.OutputShape, metadata.PixelSize, (id, length) => SizeOf(metadata, id, length), metadata.MinOverlap, Classes(metadata)),
            },
        ],
        Weights = [new WeightsDescription { Format = WeightsDescription.Onnx, File = new FileReference(ImportedFiles.Network) }],
        Config = new Dictionary<string, object?>
        {
            ["czann"] = new Dictionary<string, object?>
            {
                ["id"] = metadata.Id,
                ["type"] = metadata.Type,
                ["min_overlap"] = metadata.MinOverlap.Cast<object?>().ToList(),
            },
        },
    };

    private static List<Axis> Axes(
        IReadOnlyList<int> shape, IReadOnlyList<double> pixel, Func<string, int, AxisSize> size, IReadOnlyList<int> overlap,
        IReadOnlyList<string> channels)
    {
        string[] ids = shape.Count == 4 ? ["z", "y", "x"] : ["y", "x"];
        var axes = new List<Axis> { new() { Kind = AxisKind.Batch, Id = "batch", Size = new FixedSize(1) } };
        for (var i = 0; i < ids.Length; i++)
        {
            // Scaling gives x first, overlaps follow the axes of the shape; half of an overlap is the border of a tile.
            var metres = pixel.Count >= 2 ? ids[i] switch { "x" => pixel[0], "y" => pixel[1], _ => 0 } : 0;
            var border = overlap.Count == ids.Length ? overlap[i] / 2 : 0;
            axes.Add(new Axis
            {
                Kind = AxisKind.Space,
                Id = ids[i],
                Size = size(ids[i], shape[i]),
                Halo = border,
                Unit = metres > 0 ? Micrometre : null,
                Scale = metres > 0 ? metres * MicrometresPerMetre : 1,
            });
        }
        axes.Add(new Axis { Kind = AxisKind.Channel, Id = "channel", Size = new FixedSize(shape[^1]), ChannelNames = channels });
        return axes;
    }

    /// <summary>An output as large as the input follows it; the network may take other sizes than the one that the file states.</summary>
    private static AxisSize SizeOf(CzannMetadata metadata, string id, int length)
    {
        var fromEnd = id == "x" ? 2 : id == "y" ? 3 : 4;
        return metadata.InputShape.Count >= fromEnd && metadata.InputShape[^fromEnd] == length
            ? new ReferencedSize(Input, id)
            : new FixedSize(length);
    }

    private static IReadOnlyList<string> Classes(CzannMetadata metadata) =>
        metadata.Type != Regression && metadata.Classes.Count == metadata.OutputShape[^1] ? metadata.Classes
        : metadata.OutputShape[^1] == 1 ? [Output] : [];

    /// <summary>"SingleClassSemanticSegmentation" as "single class semantic segmentation".</summary>
    private static string Words(string type) => string.Concat(type.Where(char.IsAsciiLetterOrDigit).Take(60)
        .Select((letter, i) => $"{(i > 0 && char.IsAsciiLetterUpper(letter) ? " " : "")}{char.ToLowerInvariant(letter)}"));
}
