using BioDL.Classical;
using BioDL.Images;
using BioDL.Learning.Graphs;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class ObjectRuleTests
{
    private const int Side = 40;

    // Two squares of 16 × 16 pixels that touch, at columns 4 to 19 and 20 to 35, rows 8 to 23.
    private static readonly float[] Foreground = Filled((y, x) => y is >= 8 and < 24 && x is >= 4 and < 36 ? 1 : 0);
    private static readonly float[] Boundary = Filled((y, x) => y is >= 8 and < 24 && x is 19 or 20 ? 0.9f : 0.1f);
    private static readonly float[] Depth = Filled((y, x) => y is >= 8 and < 24 && x is >= 4 and < 36 ? Math.Min(1, Math.Min(Math.Min(y - 7, 24 - y), Math.Min(x < 20 ? x - 3 : x - 19, x < 20 ? 20 - x : 36 - x)) / 8f) : 0);
    private static readonly float[] Centres = Filled((y, x) => y is 15 or 16 && x is 11 or 12 or 27 or 28 ? 1 : 0);

    [Fact]
    public void A_probability_alone_is_parted_by_the_width_of_the_mask()
    {
        var labels = Segment(["probability"], Filled((y, x) => Math.Pow(y - 16, 2) + Math.Pow(x - 12, 2) < 64 || Math.Pow(y - 16, 2) + Math.Pow(x - 26, 2) < 64 ? 0.9f : 0.1f));
        Assert.Equal(2, labels.Count);
        Assert.Contains("small: probability above 0.5, parted by a watershed of the mask's distance map", labels.Provenance, StringComparison.Ordinal);
    }

    [Fact]
    public void A_boundary_parts_what_touches()
    {
        var labels = Segment(["foreground", "boundary"], Foreground, Boundary);
        AssertTwoSquares(labels);
        Assert.Contains("a watershed on boundary from parts where it is below 0.5 (at least 10 pixels), within foreground above 0.5", labels.Provenance, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_unnamed_channels_of_a_model_of_boundaries_are_foreground_and_boundary() =>
        AssertTwoSquares(Segment([], [Foreground, Boundary], model => model with { Tags = ["nuclei", "boundary-segmentation"] }));

    [Fact]
    public void Middles_grow_within_the_foreground() => AssertTwoSquares(Segment(["foreground", "centre"], Foreground, Centres));

    [Fact]
    public void A_distance_is_flooded_from_its_peaks() => AssertTwoSquares(Segment(["foreground", "distance"], Foreground, Depth));

    [Fact]
    public void Affinities_are_boundaries_the_other_way_round() =>
        AssertTwoSquares(Segment([], [Foreground, Array.ConvertAll(Boundary, value => 1 - value), Array.ConvertAll(Boundary, _ => 1f)], model => model with { Description = "Foreground and affinities." }));

    [Fact]
    public void Our_own_models_bring_their_separation()
    {
        var config = new Dictionary<string, object?> { ["biodl"] = new Dictionary<string, object?> { ["separation"] = new Dictionary<string, object?> { ["foreground"] = 0.6, ["core"] = 0.7, ["minimum_core"] = 3L, ["minimum_area"] = 25 } } };
        var labels = Segment(["foreground", "depth"], [Foreground, Depth], model => model with { Config = config });
        AssertTwoSquares(labels);
        Assert.Contains("foreground above 0.6, parted by a watershed on depth from seeds deeper than 0.7 (at least 3 pixels), without objects below 25 pixels", labels.Provenance, StringComparison.Ordinal);
        var expected = new ObjectSeparation { Foreground = 0.6, Core = 0.7, MinimumCore = 3, MinimumArea = 25 }.Apply(new Image(2, Side, Side, [.. Foreground, .. Depth]));
        Assert.Equal(expected.Values.ToArray(), labels.Values.ToArray());
    }

    [Fact]
    public void Labels_that_a_model_gives_are_taken_as_they_are()
    {
        var labels = Segment([], [Filled((y, x) => x < 20 ? 3 : y < 20 ? 0 : 7)], model => model with { Outputs = [model.Outputs[0] with { DataType = "int32", Description = "Instance labels." }] });
        Assert.Equal((2, 1, 2), (labels.Count, labels[0, 0], labels[39, 39]));
    }

    [Fact]
    public void A_rule_of_ones_own_comes_first()
    {
        var labels = Predict(["foreground", "boundary"], Foreground, Boundary).Segment(new ThresholdRule { Channel = "foreground", Part = false });
        Assert.Equal(1, labels.Count);
    }

    [Fact]
    public void Channels_that_say_nothing_are_not_guessed_at()
    {
        var fault = Assert.Throws<ArgumentException>(() => Segment(["a", "b", "c"], Foreground, Boundary, Depth));
        Assert.StartsWith("small gives the channels a, b, c, and its description does not say which of them make objects. Say it: Segment(new ThresholdRule { Channel = \"a\" })", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_found_by_name_and_unknown_ones_are_refused_with_those_there_are()
    {
        var prediction = Predict(["foreground", "boundary"], Foreground, Boundary);
        Assert.Equal(Boundary, prediction["boundary"].Values.ToArray());
        Assert.Contains("gives no channel 'depth'. Its channels are: foreground, boundary.", Assert.Throws<ArgumentException>(() => prediction["depth"]).Message, StringComparison.Ordinal);
        Assert.Equal(["answer 0", "answer 1"], Predict([], Foreground, Boundary).Channels);
        Assert.Equal(["answer"], Predict([], Foreground).Channels);
    }

    [Fact]
    public void Nothing_gives_no_objects()
    {
        var nothing = new float[Side * Side];
        Assert.Equal(0, Segment(["probability"], nothing).Count);
        Assert.Equal(0, Segment(["foreground", "boundary"], nothing, nothing).Count);
        Assert.Equal(0, Segment(["foreground", "distance"], nothing, nothing).Count);
        Assert.Equal(0, Segment(["foreground", "centre"], nothing, nothing).Count);
    }

    private static void AssertTwoSquares(LabelImage labels)
    {
        Assert.Equal(2, labels.Count);
        Assert.Equal(256, labels.Areas[1], 24.0);
        Assert.Equal(256, labels.Areas[2], 24.0);
        Assert.NotEqual(labels[16, 10], labels[16, 30]);
        Assert.Equal(0, labels[2, 2]);
    }

    private static LabelImage Segment(string[] channels, params float[][] planes) => Predict(channels, planes).Segment();

    private static LabelImage Segment(string[] channels, float[][] planes, Func<ModelDescription, ModelDescription> change) => Predict(channels, planes, change).Segment();

    private static Prediction Predict(string[] channels, params float[][] planes) => Predict(channels, planes, model => model);

    /// <summary>A prediction of the given planes: a model that gives back the channels of its image.</summary>
    private static Prediction Predict(string[] channels, float[][] planes, Func<ModelDescription, ModelDescription> change)
    {
        using var network = SmallModels.Of(("Identity", ["x"], "y", new Attributes()));
        var model = SmallModels.Description(channels: channels);
        var input = model.Inputs[0] with { Axes = [model.Inputs[0].Axes[0], model.Inputs[0].Axes[1] with { Size = new FixedSize(planes.Length) }, .. model.Inputs[0].Axes.Skip(2)] };
        return new ModelRunner(change(model with { Inputs = [input] }), network).Predict(new Image(planes.Length, Side, Side, [.. planes.SelectMany(plane => plane)]));
    }

    private static float[] Filled(Func<int, int, float> value) => [.. Enumerable.Range(0, Side * Side).Select(i => value(i / Side, i % Side))];
}
