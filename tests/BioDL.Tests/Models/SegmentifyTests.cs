using BioDL.Data;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Models;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Models;

/// <summary>Weights of segmentify's U-Net as a network that runs here, against PyTorch 1.13: Fixtures/make_state_dicts.py.</summary>
public sealed class SegmentifyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("zip", new[] { 1, 1, 32, 48 })]
    [InlineData("legacy", new[] { 2, 2, 16, 32 })]
    public void The_network_computes_what_PyTorch_computes(string name, int[] sizes)
    {
        using var network = OnnxModel.Load(Zoo.Open(At($"{name}.pth")).Package.Read(new FileReference("weights.onnx")));
        using var input = Tensor.From(Expected($"{name}_input"), sizes);
        using var output = network.Run(input);
        var expected = Expected($"{name}_output");
        Assert.Equal(expected.Length, output.Shape.Count);
        Assert.InRange(output.ToArray<float>().Zip(expected, (ours, theirs) => Math.Abs(ours - theirs)).Max(), 0, 2e-6);
    }

    [Fact]
    public void Unknown_weights_of_a_known_network_predict_and_admit_what_is_not_known()
    {
        var model = Zoo.Open(At("zip.pth"));
        var image = new Image(1, 32, 48, Expected("zip_input")[..(32 * 48)]);
        var prediction = model.Predict(image);
        Assert.Equal(["probability"], prediction.Channels);
        Assert.InRange(prediction["probability"].Values.ToArray().Zip(Expected("zip_output"), (ours, theirs) => Math.Abs(ours - theirs)).Max(), 0, 2e-6);
        Assert.Equal(("zip", null, null), (model.Description.Name, model.Description.License, model.Description.TrainingData));
        Assert.Contains("They do not say what it was trained on, nor how images were scaled", model.Description.Description, StringComparison.Ordinal);
        Assert.Equal((41, 50), (model.Predict(SmallModels.Noise(41, 50)).Image.Height, model.Predict(SmallModels.Noise(41, 50)).Image.Width));
    }

    [Fact]
    public void Several_channels_in_and_out_are_numbered()
    {
        var prediction = Zoo.Open(At("legacy.pth")).Predict(SmallModels.Noise(16, 32, channels: 2));
        Assert.Equal(["probability1", "probability2", "probability3"], prediction.Channels);
    }

    [Fact]
    public void Weights_of_no_known_network_are_refused_with_what_is_in_them()
    {
        var message = Assert.Throws<PackageException>(() => Zoo.Open(At("tensors.pth"))).Message;
        Assert.Contains("these fit none that is known", message, StringComparison.Ordinal);
        Assert.Contains("found: base: Float32 (4 × 6); transposed: Float32 (6 × 4);", message, StringComparison.Ordinal);
        Assert.Contains("torch.onnx.export", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_of_the_network_is_refused_with_the_differences()
    {
        var (weights, network) = (StateDict.Read(At("zip.pth")), new SegmentifyUNet(1, 2, 1));
        StateTensor[] changed = [.. weights.Tensors.Where(tensor => tensor.Name is not ("bridge.bias" or "segment.bias")), StateDict.Read(At("tensors.pth"))["half"]];
        var fault = Assert.Throws<PackageException>(() => Architecture.Require(new StateDict("my.pth", changed), network.Name, new SegmentifyUNet(2, 2, 1).Weights()));
        Assert.Equal("The weights of my.pth do not fit the U-Net of segmentify (1 to 1 channels, 2 on the first level): 2 missing: bridge.bias (32), segment.bias (1); 1 of another size or type: "
            + "encode_1.conv.conv_block.0.weight (expected Float32 2 × 2 × 3 × 3, found Float32 2 × 1 × 3 × 3); 1 not expected: half (3). "
            + "They belong to a variant that is not known; ask its authors for an ONNX export.", fault.Message);
    }

    [Fact]
    public void A_damaged_file_is_refused_by_the_zoo_too()
    {
        var path = Path.Combine(folder.Path, "my.pth");
        File.WriteAllBytes(path, File.ReadAllBytes(At("zip.pth"))[..5000]);
        Assert.Contains("my.pth", Assert.Throws<PackageException>(() => Zoo.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_imported_can_be_found_among_the_models() => Assert.Superset(new HashSet<string>(["segmentify-nuclei", "n2v-tobacco-leaf"]), new HashSet<string>(Zoo.Known));

    [RealImagesFact]
    public void The_published_weights_are_345_465_values_in_the_older_format()
    {
        var weights = StateDict.Read(FileSet.Open("model-segmentify-nuclei").Read("Nuclei.pth"), "Nuclei.pth");
        Assert.Equal((124, 345_465L), (weights.Tensors.Count, weights.Values));
        Assert.Equal(344_489, new SegmentifyUNet(1, 8, 1).Weights().Where(each => !each.Name.Contains("running", StringComparison.Ordinal)).Sum(each => each.Sizes.Aggregate(1, (product, size) => product * size)));
    }

    /// <summary>The share that is right is that which PyTorch gives on the same images: the description divides by 255.</summary>
    [RealImagesFact]
    public void The_published_model_finds_nuclei_of_its_kind()
    {
        var model = Zoo.Open("segmentify-nuclei");
        var fields = Dataset.Open("dsb2018-fluo", "real").Train.Take(8).ToArray();
        var overlaps = fields.Select(field =>
        {
            var (found, truth) = (model.Predict(field.Image.ToGrey())["probability"].Values.ToArray(), field.Labels.Values.ToArray());
            var both = found.Zip(truth).Count(pair => pair.First > 0.5 && pair.Second > 0);
            return both / (double)Math.Max(1, found.Zip(truth).Count(pair => pair.First > 0.5 || pair.Second > 0));
        }).ToArray();
        Assert.InRange(overlaps.Average(), 0.75, 1);
        Assert.Contains("19 % with values left as they are", model.Documentation, StringComparison.Ordinal);
        Assert.Equal("BSD-3-Clause", model.Description.License);
        Assert.Equal(16, model.Reach.Stride);
        Assert.InRange(model.Segment(fields[0].Image.ToGrey()).Count, 1, 1000);
    }

    [RealImagesFact]
    public void A_path_gives_the_same_model_as_its_name()
    {
        var path = Path.Combine(folder.Path, "renamed.pth");
        File.WriteAllBytes(path, FileSet.Open("model-segmentify-nuclei").Read("Nuclei.pth"));
        var (one, other) = (Zoo.Open(path), Zoo.Open("segmentify-nuclei"));
        Assert.Equal(other.Description.ToYaml(), one.Description.ToYaml());
        Assert.Equal("Small U-Net for nuclei (segmentify)", one.Description.Name);
    }

    public void Dispose() => folder.Dispose();

    private static string At(string name) => Fixture.Path(Path.Combine("state_dicts", name));

    private static float[] Expected(string name) => Fixture.Array<float>(Path.Combine("state_dicts", "expected.npz"), name);
}
