using BioDL.Data;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class CzannTests : IDisposable
{
    private const string Metadata = """
        {
          "Id": "b511d295-91ff-46ca-bb60-b2e26c393809", "Type": "SingleClassSemanticSegmentation", "Classes": ["background", "nucleus"],
          "InputShape": [32, 48, 1], "OutputShape": [32, 48, 2], "MinOverlap": [8, 12], "Scaling": [2.5E-07, 5E-07], "ModelName": "Mine"
        }
        """;

    private readonly TemporaryFolder folder = new();

    private static byte[] Network(string axes = "channels last")
    {
        using var model = SmallModels.Of(
            ("Concat", ["x", "x"], "y", new Learning.Graphs.Attributes { { "axis", axes == "channels last" ? 3 : 1 } }));
        return model.ToBytes();
    }

    private string Save(params IEnumerable<(string Name, byte[] Content)> files)
    {
        var path = Path.Combine(folder.Path, "mine.czann");
        File.WriteAllBytes(path, Zips.Of(files));
        return path;
    }

    private string Refusal(string json) => Assert.Throws<PackageException>(() => Zoo.Open(Save(("model.json", Zips.Text(json)), ("model.model", Network())))).Message;

    [Fact]
    public void What_the_file_says_becomes_a_description()
    {
        var model = Zoo.Open(Save(("model.json", Zips.Text(Metadata)), ("model.model", Network()), ("license.txt", Zips.Text("words"))));
        var (input, output) = (model.Description.Inputs[0], model.Description.Outputs[0]);
        Assert.Equal(("Mine", (0.0, 1.0)), (model.Description.Name, input.Range));
        Assert.Contains("A network for single class semantic segmentation", model.Description.Description, StringComparison.Ordinal);
        Assert.Equal(["batch", "y", "x", "channel"], input.Axes.Select(axis => axis.Id));
        Assert.Equal([new FixedSize(1), new FixedSize(32), new FixedSize(48), new FixedSize(1)], input.Axes.Select(axis => axis.Size));
        Assert.Equal([(0.5, "micrometer"), (0.25, "micrometer")], input.Axes.Skip(1).Take(2).Select(axis => (Math.Round(axis.Scale, 9), axis.Unit)));
        Assert.Equal([4, 6], output.Axes.Skip(1).Take(2).Select(axis => axis.Halo));
        Assert.Equal(["background", "nucleus"], output.Axes[3].ChannelNames);
    }

    [Fact]
    public void Channels_lie_innermost_and_other_sizes_are_mirrored_and_cut_back()
    {
        var model = Zoo.Open(Save(("model.json", Zips.Text(Metadata)), ("model.model", Network())));
        foreach (var (height, width) in new[] { (32, 48), (20, 20), (70, 99) })
        {
            var image = SmallModels.Noise(height, width);
            var prediction = model.Predict(image);
            Assert.Equal(["background", "nucleus"], prediction.Channels);
            Assert.Equal(0, SmallModels.Difference(image, prediction["nucleus"]));
            Assert.Contains(prediction.Warnings, warning => warning.Message.Contains("the model expects 0 to 1", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("", "cannot be used")]
    [InlineData("[1]", "is a Array, expected named entries")]
    [InlineData("{}", "has no Type")]
    [InlineData("""{"Type": "Regression"}""", "has an InputShape of 0 numbers")]
    [InlineData("""{"Type": "Regression", "InputShape": [8, 8], "OutputShape": [8, 8, 1]}""", "has an InputShape of 2 numbers")]
    [InlineData("""{"Type": "Regression", "InputShape": [8, 8, 0], "OutputShape": [8, 8, 1]}""", "has the number 0 in InputShape, expected 1 to")]
    [InlineData("""{"Type": "Regression", "InputShape": [8, 8, 1e99], "OutputShape": [8, 8, 1]}""", "has the number 1e99 in InputShape")]
    [InlineData("""{"Type": "Regression", "InputShape": ["8", 8, 1], "OutputShape": [8, 8, 1]}""", "cannot be used")]
    [InlineData("""{"Type": "Regression", "InputShape": [8, 8, 1], "OutputShape": [8, 8, 1], "MinOverlap": [-2, 4]}""", "has the number -2 in MinOverlap")]
    [InlineData("""{"Type": "Regression", "InputShape": [8, 8, 1], "OutputShape": [8, 8, 1], "Scaling": [0, 1]}""", "has the number 0 in Scaling, expected metres")]
    [InlineData("""{"a":[[[[[[[[[[1]]]]]]]]]]}""", "cannot be used")]
    public void Wrong_entries_are_named(string json, string message) => Assert.Contains(message, Refusal(json), StringComparison.Ordinal);

    [Fact]
    public void Missing_files_and_other_networks_are_named()
    {
        Assert.Contains("has no file model.model. It holds: model.json", Assert.Throws<PackageException>(() => Zoo.Open(Save(("model.json", Zips.Text(Metadata))))).Message, StringComparison.Ordinal);
        Assert.Contains("is a SavedModel of TensorFlow", Assert.Throws<PackageException>(() => Zoo.Open(Save(("model.json", Zips.Text(Metadata)), ("model.model", Zips.Of(("saved_model.pb", [1])))))).Message, StringComparison.Ordinal);
        var noNetwork = Zoo.Open(Save(("model.json", Zips.Text(Metadata)), ("model.model", [1, 2, 3])));
        Assert.Throws<OnnxException>(() => noNetwork.LoadWeights());
        var path = Path.Combine(folder.Path, "text.czann");
        File.WriteAllText(path, "text");
        Assert.Contains("is no zip archive", Assert.Throws<PackageException>(() => Zoo.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_damaged_files_are_read_or_refused()
    {
        var random = new Random(5);
        var (whole, network, refused) = (Zips.Text(Metadata), Network(), 0);
        for (var i = 0; i < 1_000; i++)
        {
            var json = i % 2 == 0 ? Damage.Text(random, whole) : Damage.Bytes(random, whole);
            try
            {
                ModelImport.Of("damaged.czann", "damaged.czann", Zips.Of(("model.json", json), ("model.model", network)));
            }
            catch (PackageException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 100, 999);
    }

    [RealImagesFact]
    public void The_published_denoiser_keeps_the_brightness_and_lessens_the_noise()
    {
        var model = Zoo.Open("n2v-tobacco-leaf");
        var image = ImageFile.Decode(FileSet.Open("model-n2v-tobacco-leaf").Read("LowSNR_s001.png"), "LowSNR_s001.png").ToGrey();
        var prediction = model.Predict(image);
        var restored = prediction.Image;
        Assert.Equal((1024, 1024), (restored.Height, restored.Width));
        Assert.Equal(Mean(image), Mean(restored), 1.0);
        Assert.InRange(Roughness(restored) / Roughness(image), 0, 0.4);
        Assert.Contains("self-supervised", model.Description.Description, StringComparison.Ordinal);
        Assert.Contains("the network itself subtracts 0.26729", model.Documentation, StringComparison.Ordinal);
        Assert.Equal(["prediction"], prediction.Channels);
        Assert.Equal([16, 16], model.Description.Outputs[0].Axes.Skip(1).Take(2).Select(axis => axis.Halo));
        Assert.DoesNotContain(prediction.Warnings, warning => warning.Subject is "values" or "size");
    }

    public void Dispose() => folder.Dispose();

    private static double Mean(Image image) => image.Values.ToArray().Average();

    /// <summary>Mean difference between neighbours along rows.</summary>
    private static double Roughness(Image image)
    {
        var values = image.Values.ToArray();
        return values.Zip(values.Skip(1), (left, right) => Math.Abs((double)left - right)).Average();
    }
}
