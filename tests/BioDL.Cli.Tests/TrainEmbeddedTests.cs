using System.Security.Cryptography;
using BioDL.Cli.Embedded;
using BioDL.Data;
using BioDL.Learning;

namespace BioDL.Cli.Tests;

public sealed class TrainEmbeddedTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_quick_training_gives_a_package_that_reproduces_its_example_and_the_same_weights_twice()
    {
        var recipe = EmbeddedRecipe.Shipped[1].Quick();
        var figures = Make(recipe, "first");
        Make(recipe, "second");
        Assert.Equal(18, figures.Count);
        Assert.All(figures, figure => Assert.InRange(figure.Value.Mean, figure.Value.Low, figure.Value.High));
        var folder = root.At("first", recipe.Id);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "weights.onnx")), File.ReadAllBytes(root.At("second", recipe.Id, "weights.onnx")));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "rdf.yaml")), File.ReadAllText(root.At("second", recipe.Id, "rdf.yaml")));
        Assert.Equal([folder], Directory.GetDirectories(root.At("first")));
        ReproducesItsExample(folder);
        var description = new YamlDotNet.Serialization.DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(folder, "rdf.yaml")));
        Assert.Equal("0.5.4", description["format_version"]);
        Assert.Superset(new HashSet<string> { "name", "description", "authors", "cite", "license", "documentation", "inputs", "outputs", "weights", "training_data" }, description.Keys.ToHashSet());
    }

    [Fact]
    public void Every_model_that_ships_reproduces_its_example_and_says_the_truth_about_its_files()
    {
        var models = new Workplace(SourceFolder()).EmbeddedModels;
        Assert.Equal(EmbeddedRecipe.Shipped.Select(recipe => recipe.Id).Order(), Directory.GetDirectories(models).Select(Path.GetFileName).Order());
        foreach (var recipe in EmbeddedRecipe.Shipped)
        {
            var folder = Path.Combine(models, recipe.Id);
            Assert.InRange(new FileInfo(Path.Combine(folder, "weights.onnx")).Length, 1, 2_500_000);
            ReproducesItsExample(folder);
            var description = File.ReadAllText(Path.Combine(folder, "rdf.yaml"));
            foreach (var name in new[] { "weights.onnx", "test-input.npy", "test-output.npy" })
                Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name)))), description, StringComparison.Ordinal);
            Assert.All(recipe.TrainingSets, set => Assert.Contains($"manifest: {set}, split: train, sha256: {TableHash(set)}", description, StringComparison.Ordinal));
        }
    }

    private static string TableHash(string set) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(SourceFolder(), "data-manifests", DatasetManifest.Of(set).Files))));

    private static string SourceFolder() => Workplace.Find(null, AppContext.BaseDirectory).Root;

    private IReadOnlyList<Figure> Make(EmbeddedRecipe recipe, string folder) =>
        new EmbeddedRun(new Screen(TextWriter.Null, TextWriter.Null, isTerminal: false), root.At(folder)).Make(recipe);

    /// <summary>As a user of the description would: percentiles to 0 and 1, the network, a sigmoid.</summary>
    private static void ReproducesItsExample(string folder)
    {
        using var model = OnnxModel.Load(Path.Combine(folder, "weights.onnx"));
        var (values, shape) = ReadArray(Path.Combine(folder, "test-input.npy"));
        var sorted = values.Order().ToArray();
        var (low, high) = (Percentile(sorted, 0.01), Percentile(sorted, 0.998));
        using var input = Tensor.From(Array.ConvertAll(values, value => (float)((value - low) / (high - low + 1e-6))), shape);
        using var output = model.Run(input);
        var (expected, outputShape) = ReadArray(Path.Combine(folder, "test-output.npy"));
        Assert.Equal(outputShape, output.Shape.ToArray());
        var found = Array.ConvertAll(output.ToArray<float>(), logit => 1 / (1 + Math.Exp(-logit)));
        Assert.All(found.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    private static double Percentile(float[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + (position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }

    /// <summary>Reads a float array of four axes that has a header of version 1.</summary>
    private static (float[] Values, int[] Shape) ReadArray(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var start = 10 + BitConverter.ToUInt16(bytes, 8);
        var header = System.Text.Encoding.ASCII.GetString(bytes, 10, start - 10);
        Assert.Contains("'<f4', 'fortran_order': False", header, StringComparison.Ordinal);
        var shape = header.Split('(', ')')[1].Split(',', StringSplitOptions.TrimEntries).Select(int.Parse).ToArray();
        var values = new float[(bytes.Length - start) / 4];
        Buffer.BlockCopy(bytes, start, values, 0, bytes.Length - start);
        return (values, shape);
    }
}
