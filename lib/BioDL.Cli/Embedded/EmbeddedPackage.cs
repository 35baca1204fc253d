using System.Globalization;
using System.Security.Cryptography;
using BioDL.Classical;
using BioDL.Data;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Training;

namespace BioDL.Cli.Embedded;

/// <summary>A trained model with all that is known of it, as it is written to its folder.</summary>
internal sealed record EmbeddedPackage
{
    /// <summary>The figures beside the model.</summary>
    public const string FiguresName = "figures.csv";

    /// <summary>The scores of each photograph.</summary>
    public const string FieldsName = "fields.csv";

    /// <summary>The weights.</summary>
    public const string WeightsName = "weights.onnx";

    /// <summary>What goes in, as an example.</summary>
    public const string InputName = "test-input.npy";

    /// <summary>What comes out.</summary>
    public const string OutputName = "test-output.npy";

    private static readonly string[] Trained = [".weight", ".bias", ".scale", ".offset"];

    /// <summary>How it was made.</summary>
    public required EmbeddedRecipe Recipe { get; init; }

    /// <summary>The trained network.</summary>
    public required OnnxModel Network { get; init; }

    /// <summary>How predictions become objects.</summary>
    public required Choice<ObjectSeparation> Separation { get; init; }

    /// <summary>Parameters of the classical way, by set.</summary>
    public required IReadOnlyDictionary<string, OtsuWatershed> Classical { get; init; }

    /// <summary>The figures on <c>test</c>.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>The field that shows what goes in and what comes out: of <c>train</c>.</summary>
    public required Image Example { get; init; }

    /// <summary>The scores that the figures are means of: of each photograph.</summary>
    public required IReadOnlyList<FieldFigure> Fields { get; init; }

    /// <summary>The objects that it has seen.</summary>
    public required Diameters Objects { get; init; }

    /// <summary>The images on which it does worst, by set, in words.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>Number of trained numbers; running means and variances are measured, not trained.</summary>
    public int Parameters => Network.Graph.Initialisers.Where(pair => Trained.Any(ending => pair.Key.EndsWith(ending, StringComparison.Ordinal))).Sum(pair => pair.Value.Shape.Count);

    /// <summary>Writes the folder: under a temporary name beside its own, then renamed, replacing an earlier one.</summary>
    public void Write(string parent)
    {
        Directory.CreateDirectory(parent);
        string folder = Path.Combine(parent, Recipe.Id), unfinished = $"{folder}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteParts(Directory.CreateDirectory(unfinished).FullName);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.Move(unfinished, folder);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>SHA-256 of bytes, in lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>SHA-256 of the table of a data set, which holds those of all its files.</summary>
    public static string HashOf(string set)
    {
        using var table = typeof(DatasetManifest).Assembly.GetManifestResourceStream(DatasetManifest.Of(set).Files)!;
        return Convert.ToHexStringLower(SHA256.HashData(table));
    }

    private void WriteParts(string folder)
    {
        var output = new ObjectSegmenter(Network, Recipe.Range, Recipe.Multiple).Predict(Example);
        var files = new Dictionary<string, byte[]>
        {
            [WeightsName] = Network.ToBytes(),
            [InputName] = NpyEncoder.Encode(Example.Values, 1, 1, Example.Height, Example.Width),
            [OutputName] = NpyEncoder.Encode(output.Values, 1, ObjectTargets.Channels, output.Height, output.Width),
        };
        var hashes = files.ToDictionary(file => file.Key, file => Hash(file.Value));
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        File.WriteAllText(Path.Combine(folder, FiguresName), FiguresAsTable());
        File.WriteAllText(Path.Combine(folder, FieldsName), FieldsAsTable());
        File.WriteAllText(Path.Combine(folder, "README.md"), EmbeddedReadme.Of(this));
        File.WriteAllText(Path.Combine(folder, "rdf.yaml"), EmbeddedDescription.Of(this, hashes));
    }

    private string FiguresAsTable() => "set,measure,method,mean,low,high,fields,images\n" + string.Concat(Figures.Select(figure => string.Create(CultureInfo.InvariantCulture,
        $"{figure.Set},{figure.Measure},{figure.Method},{figure.Value.Mean:0.0000},{figure.Value.Low:0.0000},{figure.Value.High:0.0000},{figure.Value.Fields},{figure.Images}\n")));

    private string FieldsAsTable() => "set,measure,method,field,score\n" + string.Concat(Fields.Select(field => string.Create(CultureInfo.InvariantCulture,
        $"{field.Set},{field.Measure},{field.Method},{field.Field},{field.Score:0.0000}\n")));
}
