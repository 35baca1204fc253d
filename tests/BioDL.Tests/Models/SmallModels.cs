using BioDL.Images;
using BioDL.Learning;
using BioDL.Learning.Graphs;
using BioDL.Models;

namespace BioDL.Tests.Models;

/// <summary>Small networks whose answers are known by hand, and descriptions for them.</summary>
internal static class SmallModels
{
    /// <summary>Convolutions of 3 × 3 with random weights, one after the other: each sees one pixel farther.</summary>
    public static OnnxModel Chain(int layers, int seed = 1, int dilation = 1, int pad = -1)
    {
        var random = new Random(seed);
        var graph = Border();
        for (var layer = 0; layer < layers; layer++)
        {
            var weights = Tensor.Zeros(ElementType.Float32, 1, 1, 3, 3);
            foreach (ref var value in weights.Span<float>())
                value = random.NextSingle() + 0.1f;
            graph.Initialisers[$"w{layer}"] = weights;
            long padding = pad < 0 ? dilation : pad;
            Add(graph, "Conv", [layer == 0 ? "x" : $"v{layer - 1}", $"w{layer}"], layer == layers - 1 ? "y" : $"v{layer}", new Attributes
            {
                { "kernel_shape", new[] { 3L, 3 } }, { "pads", new[] { padding, padding, padding, padding } }, { "dilations", new long[] { dilation, dilation } },
            });
        }
        return new OnnxModel(graph, 13);
    }

    /// <summary>A network of the given nodes from x to y.</summary>
    public static OnnxModel Of(params (string Operator, string[] Inputs, string Output, Attributes Attributes)[] nodes)
    {
        var graph = Border();
        graph.Initialisers["twice"] = Tensor.From([1f, 1, 2, 2], 4);
        foreach (var (name, inputs, output, attributes) in nodes)
            Add(graph, name, inputs, output, attributes);
        return new OnnxModel(graph, 13);
    }

    /// <summary>A model of images of one channel: any size, or multiples of a step.</summary>
    public static ModelDescription Description(
        int step = 1, int minimum = 1, IReadOnlyList<ProcessingStep>? before = null, IReadOnlyList<ProcessingStep>? after = null, int halo = 0, double scale = 1, int offset = 0,
        IReadOnlyList<string>? channels = null) => new()
        {
            FormatVersion = "0.5.4",
            Name = "small",
            Inputs =
            [
                new TensorDescription
                {
                    Id = "raw",
                    Axes = [Batch, new Axis { Kind = AxisKind.Channel, Id = "channel", Size = new FixedSize(1) }, Space("y", new SteppedSize(minimum, step)), Space("x", new SteppedSize(minimum, step))],
                    Processing = before ?? [],
                },
            ],
            Outputs =
            [
                new TensorDescription
                {
                    Id = "answer",
                    Axes =
                    [
                        Batch, new Axis { Kind = AxisKind.Channel, Id = "channel", Size = new FixedSize(Math.Max(1, channels?.Count ?? 1)), ChannelNames = channels ?? [] },
                        Space("y", new ReferencedSize("raw", "y", offset)) with { Halo = halo, Scale = scale },
                        Space("x", new ReferencedSize("raw", "x", offset)) with { Halo = halo, Scale = scale },
                    ],
                    Processing = after ?? [],
                },
            ],
            Weights = [],
        };

    /// <summary>The same model for images of exactly one size.</summary>
    public static ModelDescription Fixed(this ModelDescription model, int height, int width) => model with
    {
        Inputs = [model.Inputs[0] with { Axes = [model.Inputs[0].Axes[0], model.Inputs[0].Axes[1], Space("y", new FixedSize(height)), Space("x", new FixedSize(width))] }],
    };

    public static Axis Batch { get; } = new() { Kind = AxisKind.Batch, Id = "batch", Size = new SteppedSize(1, 1) };

    public static Axis Space(string id, AxisSize size) => new() { Kind = AxisKind.Space, Id = id, Size = size };

    /// <summary>An image of random values.</summary>
    public static Image Noise(int height, int width, int seed = 1, int channels = 1)
    {
        var random = new Random(seed);
        return new Image(channels, height, width, [.. Enumerable.Range(0, channels * height * width).Select(_ => random.NextSingle() * 100)]) { PixelSize = 0.5, Provenance = "noise" };
    }

    /// <summary>The largest difference between two images of one size.</summary>
    public static double Difference(Image first, Image second)
    {
        Assert.Equal((first.Channels, first.Height, first.Width), (second.Channels, second.Height, second.Width));
        var largest = 0.0;
        for (var i = 0; i < first.Values.Length; i++)
            largest = Math.Max(largest, Math.Abs(first.Values[i] - (double)second.Values[i]));
        return largest;
    }

    private static Graph Border()
    {
        Dimension[] shape = [new(null, "batch"), new(null, "channels"), new(null, "height"), new(null, "width")];
        return new Graph { Inputs = { new GraphValue("x", ElementType.Float32, shape) }, Outputs = { new GraphValue("y", ElementType.Float32, shape) } };
    }

    private static void Add(Graph graph, string name, string[] inputs, string output, Attributes attributes) =>
        graph.Nodes.Add(new Node { Operator = name, Name = output, Inputs = inputs, Outputs = [output], Attributes = attributes });
}
