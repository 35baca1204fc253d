using BioDL.Data;
using BioDL.Learning;
using BioDL.Learning.Graphs;

namespace BioDL.Cli.Benchmarks;

/// <summary>A network to measure, as a file that every engine reads, and the size of its input.</summary>
internal sealed record InferenceCase(string Name, byte[] File, int[] Sizes)
{
    private static readonly (int Channels, int Side)[] Convolutions = [(16, 256), (32, 128), (64, 64), (128, 32)];

    /// <summary>The zoo's U-Net on its own size, and single convolutions of 3 × 3.</summary>
    public static IReadOnlyList<InferenceCase> All() =>
    [
        new("zoo U-Net, 512²", FileSet.Open("model-unet2d-nuclei-broad").Read("weights.onnx"), [1, 1, 512, 512]),
        .. Convolutions.Select(each => Convolution(each.Channels, each.Side)),
    ];

    /// <summary>An input of random numbers.</summary>
    public Tensor Input()
    {
        var random = new Random(3);
        var tensor = Tensor.Zeros(ElementType.Float32, Sizes);
        foreach (ref var value in tensor.Span<float>())
            value = random.NextSingle() - 0.5f;
        return tensor;
    }

    private static InferenceCase Convolution(int channels, int side)
    {
        var random = new Random(4);
        var weights = Tensor.Zeros(ElementType.Float32, channels, channels, 3, 3);
        foreach (ref var value in weights.Span<float>())
            value = (random.NextSingle() - 0.5f) / channels;
        var graph = new Graph
        {
            Name = "convolution",
            Inputs = { new GraphValue("x", ElementType.Float32, [1, channels, side, side]) },
            Outputs = { new GraphValue("y", ElementType.Float32, [1, channels, side, side]) },
            Initialisers = { ["weights"] = weights, ["bias"] = Tensor.Zeros(ElementType.Float32, channels) },
            Nodes =
            {
                new Node
                {
                    Operator = "Conv",
                    Inputs = ["x", "weights", "bias"],
                    Outputs = ["y"],
                    Attributes = new Attributes { { "kernel_shape", new[] { 3L, 3 } }, { "pads", new[] { 1L, 1, 1, 1 } } },
                },
            },
        };
        using var model = new OnnxModel(graph, 13);
        return new InferenceCase($"convolution {channels} → {channels}, {side}²", model.ToBytes(), [1, channels, side, side]);
    }
}
