using BioDL.Learning;
using BioDL.Learning.Graphs;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class ImageLayoutTests
{
    [Theory]
    [InlineData("bcyx")]
    [InlineData("byxc")]
    [InlineData("bczyx")]
    [InlineData("cxy")]
    [InlineData("yx")]
    [InlineData("tyxb")]
    public void Images_go_through_networks_of_any_order_of_axes(string axes)
    {
        var channels = axes.Contains('c') ? 3 : 1;
        using var network = Through(axes.Length, ElementType.Float32);
        var image = SmallModels.Noise(9, 14, channels: channels);
        var runner = new ModelRunner(Model(axes, channels), network);
        var whole = runner.Predict(image);
        Assert.Equal(0, SmallModels.Difference(image, whole.Image));
        Assert.Equal(0, SmallModels.Difference(image, runner.Predict(image, new PredictOptions { Tile = 6, Halo = 1 }).Image));
    }

    [Theory]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.Float64)]
    public void Numbers_go_in_and_out_in_the_type_that_the_network_takes(ElementType type)
    {
        using var network = Through(4, type);
        var noise = SmallModels.Noise(5, 6);
        var image = noise.Like(Array.ConvertAll(noise.Values.ToArray(), MathF.Floor));
        Assert.Equal(0, SmallModels.Difference(image, new ModelRunner(Model("bcyx", 1), network).Predict(image).Image));
    }

    [Fact]
    public void A_network_that_gives_several_images_for_one_is_refused()
    {
        using var network = SmallModels.Of(("Concat", ["x", "x"], "y", new Attributes { { "axis", 0 } }));
        Assert.Contains("2 images where one was expected", Assert.Throws<ArgumentException>(() => new ModelRunner(Model("bcyx", 1), network).Predict(SmallModels.Noise(5, 6))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_with_other_inputs_than_described_is_refused_at_once()
    {
        using var network = SmallModels.Chain(1);
        var model = SmallModels.Description();
        var fault = Assert.Throws<ArgumentException>(() => new ModelRunner(model with { Inputs = [.. model.Inputs, model.Inputs[0] with { Id = "second" }] }, network));
        Assert.Contains("described with 2 inputs and 1 outputs, but the network has 1 and 1", fault.Message, StringComparison.Ordinal);
    }

    private static OnnxModel Through(int rank, ElementType type)
    {
        Dimension[] shape = [.. Enumerable.Range(0, rank).Select(i => new Dimension(null, $"d{i}"))];
        var graph = new Graph { Inputs = { new GraphValue("x", type, shape) }, Outputs = { new GraphValue("y", type, shape) } };
        graph.Nodes.Add(new Node { Operator = "Identity", Inputs = ["x"], Outputs = ["y"] });
        return new OnnxModel(graph, 13);
    }

    private static ModelDescription Model(string axes, int channels)
    {
        var model = SmallModels.Description();
        return model with
        {
            Inputs = [model.Inputs[0] with { Axes = [.. axes.Select(letter => Axis(letter, channels, isInput: true))] }],
            Outputs = [model.Outputs[0] with { Axes = [.. axes.Select(letter => Axis(letter, channels, isInput: false))] }],
        };
    }

    private static Axis Axis(char letter, int channels, bool isInput) => letter switch
    {
        'b' => SmallModels.Batch,
        'c' => new Axis { Kind = AxisKind.Channel, Id = "channel", Size = new FixedSize(channels) },
        't' => new Axis { Kind = AxisKind.Time, Id = "time", Size = new SteppedSize(1, 1) },
        _ => SmallModels.Space($"{letter}", isInput || letter == 'z' ? new SteppedSize(1, 1) : new ReferencedSize("raw", $"{letter}")),
    };
}
