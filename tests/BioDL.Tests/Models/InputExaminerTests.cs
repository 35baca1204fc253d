using BioDL.Images;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class InputExaminerTests
{
    private static readonly Dictionary<string, object?> Diameters = new()
    {
        ["biodl"] = new Dictionary<string, object?> { ["objects"] = new Dictionary<string, object?> { ["diameter_pixels"] = new Dictionary<string, object?> { ["p5"] = 6.0, ["median"] = 13.0, ["p95"] = 24.0 } } },
    };

    [Fact]
    public void An_image_that_fits_gives_no_finding()
    {
        var examination = Examine(SmallModels.Noise(40, 40));
        Assert.Empty(examination);
        Assert.True(examination.CanRun);
        Assert.StartsWith("Nothing speaks against running small on this image", examination.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_that_do_not_fit_prevent_the_run_and_the_message_says_what_to_do()
    {
        const string Message = "The image has 3 channels, the model takes 1: call ToGrey() for its brightness, or pick the channel that shows what the model looks for.";
        var finding = Assert.Single(Examine(SmallModels.Noise(8, 8, channels: 3)));
        Assert.Equal(("channels", Message, true), (finding.Subject, finding.Message, finding.Prevents));
        using var network = SmallModels.Chain(1);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => new ModelRunner(SmallModels.Description(), network).Predict(SmallModels.Noise(8, 8, channels: 3))).Message);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Values_that_are_not_finite_prevent_the_run_and_are_located(float value, string name)
    {
        var values = new float[12];
        values[7] = value;
        var finding = Assert.Single(Examine(new Image(1, 3, 4, values)));
        Assert.Equal($"Found {name} in channel 0, row 1, column 3; expected finite values. Replace such values first.", finding.Message);
        Assert.True(finding.Prevents);
    }

    [Fact]
    public void Stacks_are_told_from_planes()
    {
        var model = SmallModels.Description();
        var stack = model with { Inputs = [model.Inputs[0] with { Axes = [.. model.Inputs[0].Axes, SmallModels.Space("z", new SteppedSize(8, 8))] }] };
        Assert.Contains("takes stacks: at least 8 along 'z'", Assert.Single(Examine(SmallModels.Noise(8, 8), stack)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_beyond_the_described_range_are_noticed()
    {
        var model = SmallModels.Description();
        var limited = model with { Inputs = [model.Inputs[0] with { Range = (0, 1) }] };
        Assert.Contains("the image holds 0 to 255, but the model expects 0 to 1", Assert.Single(Examine(new Image(1, 1, 2, [0, 255]), limited)).Message, StringComparison.Ordinal);
        var whole = model with { Inputs = [model.Inputs[0] with { DataType = "uint8" }] };
        Assert.Contains("numbers of type uint8 (0 to 255, whole), but the image holds 0.5 to 300 with fractions", Assert.Single(Examine(new Image(1, 1, 2, [0.5f, 300]), whole)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_one_value_holds_nothing() =>
        Assert.Contains("every pixel is 7", Assert.Single(Examine(new Image(1, 1, 2, [7, 7]))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_small_image_is_said_to_be_mirrored() =>
        Assert.Contains("the image has 8 × 5 pixels, the model takes at least 16 × 16", Assert.Single(Examine(SmallModels.Noise(5, 8), SmallModels.Description(16, 16))).Message, StringComparison.Ordinal);

    [Fact]
    public void Dark_objects_on_bright_ground_are_suspected_where_the_model_wants_bright_ones()
    {
        var bright = SmallModels.Description() with { Tags = ["fluorescence"] };
        var image = Discs(12, dark: true);
        Assert.Equal("polarity", Assert.Single(Examine(image, bright)).Subject);
        Assert.Empty(Examine(Discs(12, dark: false), bright));
        Assert.Empty(Examine(image, SmallModels.Description() with { Tags = ["brightfield"] }));
    }

    [Theory]
    [InlineData(12, null)]
    [InlineData(40, "objects here measure about 40 pixels across, the model was trained on 6 to 24: resize the image by 0.3")]
    public void Objects_of_another_size_than_in_training_are_noticed(int diameter, string? message)
    {
        var findings = Examine(Discs(diameter, dark: false), SmallModels.Description() with { Config = Diameters });
        if (message is null)
            Assert.Empty(findings);
        else
            Assert.StartsWith(message, Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_of_a_data_set_are_said_to_be_those_of_the_image() => Assert.Contains("measured on this image alone",
        Assert.Single(Examine(SmallModels.Noise(9, 9), SmallModels.Description(before: [new ZeroMeanUnitVariance(["y", "x"], PerDataset: true)]))).Message, StringComparison.Ordinal);

    private static InputExamination Examine(Image image, ModelDescription? model = null)
    {
        using var network = SmallModels.Chain(1);
        return new ModelRunner(model ?? SmallModels.Description(), network).Examine(image);
    }

    /// <summary>A field of separate discs with a little texture.</summary>
    private static Image Discs(int diameter, bool dark)
    {
        var pitch = 2 * diameter;
        var side = 6 * pitch;
        var random = new Random(3);
        var values = new float[side * side];
        for (var i = 0; i < values.Length; i++)
        {
            double y = i / side % pitch - pitch / 2.0 + 0.5, x = i % side % pitch - pitch / 2.0 + 0.5;
            var inside = y * y + x * x <= diameter * diameter / 4.0;
            values[i] = (inside ^ dark ? 200 : 20) + 4 * random.NextSingle();
        }
        return new Image(1, side, side, values);
    }
}
