using BioDL.Learning;
using BioDL.Learning.Graphs;

namespace BioDL.Models;

/// <summary>
/// The U-Net of segmentify (repository transformify-plugins/segmentify): four levels of two convolutions, each followed by a rectifier and then by batch
/// normalisation; a single convolution at the bottom; on the way up two convolutions, then a transposed one that doubles the size, to which the
/// level's values are added, not joined. A 1 × 1 convolution and the logistic function end it.
/// </summary>
/// <param name="Inputs">Channels of the image.</param>
/// <param name="Width">Channels of the first level, doubled at each of the four below.</param>
/// <param name="Outputs">Channels of the answer.</param>
internal sealed record SegmentifyUNet(int Inputs, int Width, int Outputs)
{
    public const string First = "encode_1.conv.conv_block.0.weight", Last = "segment.weight";

    /// <summary>Images are halved as often.</summary>
    public const int Levels = 4;

    private const int Opset = 17, Kernel = 3, Most = 1024;

    /// <summary>Its name in messages.</summary>
    public string Name => $"the U-Net of segmentify ({Inputs} to {Outputs} channels, {Width} on the first level)";

    /// <summary>The network that weights may belong to; null when they have not even its first and last layer.</summary>
    public static SegmentifyUNet? Of(StateDict weights) =>
        weights.Find(First) is { Sizes: [var width and > 0 and <= Most, var inputs and > 0 and <= Most, _, _] }
        && weights.Find(Last) is { Sizes: [var outputs and > 0 and <= Most, _, _, _] }
            ? new SegmentifyUNet(inputs, width, outputs)
            : null;

    /// <summary>Names and sizes of all its weights.</summary>
    public IReadOnlyList<(string Name, int[] Sizes)> Weights()
    {
        var weights = new List<(string, int[])>();
        for (var level = 1; level <= Levels; level++)
            AddBlock($"encode_{level}", level == 1 ? Inputs : Channels(level - 1), Channels(level));
        AddLayer("bridge", [Channels(Levels + 1), Channels(Levels), Kernel, Kernel], Channels(Levels + 1));
        for (var level = Levels; level >= 1; level--)
        {
            AddBlock($"decode_{level}", Channels(level + 1), Channels(level));
            AddLayer($"decode_{level}.conv_t", [Channels(level), Channels(level), Kernel, Kernel], Channels(level));
        }
        AddLayer("segment", [Outputs, Width, 1, 1], Outputs);
        return weights;

        void AddLayer(string name, int[] sizes, int channels) => weights.AddRange([($"{name}.weight", sizes), ($"{name}.bias", [channels])]);

        void AddBlock(string name, int inputs, int outputs)
        {
            foreach (var (place, from) in new[] { (0, inputs), (3, outputs) })
            {
                AddLayer($"{name}.conv.conv_block.{place}", [outputs, from, Kernel, Kernel], outputs);
                weights.AddRange(NormalisationParts.Select(part => ($"{name}.conv.conv_block.{place + 2}.{part}", new[] { outputs })));
            }
        }
    }

    /// <summary>The network with the given weights, as ONNX. Height and width of images must be multiples of 16.</summary>
    /// <param name="weights">All of <see cref="Weights"/>.</param>
    public OnnxModel Build(StateDict weights)
    {
        var graph = new Graph { Name = "segmentify U-Net" };
        foreach (var (name, _) in Weights())
            graph.Initialisers.Add(name, weights[name].ToTensor());
        graph.Inputs.Add(new GraphValue("image", ElementType.Float32, [new(null, "batch"), Inputs, new(null, "height"), new(null, "width")]));
        var bridges = new Stack<string>();
        var value = "image";
        for (var level = 1; level <= Levels; level++)
        {
            bridges.Push(Block(graph, $"encode_{level}", value));
            value = Node(graph, "MaxPool", $"encode_{level}.max_pool", [bridges.Peek()], Halving());
        }
        value = Convolution(graph, "bridge", value, Kernel);
        for (var level = Levels; level >= 1; level--)
        {
            value = Enlarged(graph, $"decode_{level}.conv_t", Block(graph, $"decode_{level}", value));
            value = Node(graph, "Add", $"decode_{level}.sum", [value, bridges.Pop()]);
        }
        value = Convolution(graph, "segment", value, 1);
        graph.Nodes.Add(new Node { Operator = "Sigmoid", Name = "activate", Inputs = [value], Outputs = ["probability"] });
        graph.Outputs.Add(new GraphValue("probability", ElementType.Float32, [new(null, "batch"), Outputs, new(null, "height"), new(null, "width")]));
        return new OnnxModel(graph, Opset);
    }

    private static string[] NormalisationParts { get; } = ["weight", "bias", "running_mean", "running_var"];

    private int Channels(int level) => Width << (level - 1);

    private static Attributes Halving() => new() { { "kernel_shape", new long[] { 2, 2 } }, { "strides", new long[] { 2, 2 } } };

    private static string Block(Graph graph, string name, string value)
    {
        foreach (var place in new[] { 0, 3 })
        {
            value = Convolution(graph, $"{name}.conv.conv_block.{place}", value, Kernel);
            value = Node(graph, "Relu", $"{name}.conv.conv_block.{place + 1}", [value]);
            var normalisation = $"{name}.conv.conv_block.{place + 2}";
            string[] inputs = [value, .. NormalisationParts.Select(part => $"{normalisation}.{part}")];
            value = Node(graph, "BatchNormalization", normalisation, inputs, new Attributes { { "epsilon", 1e-5f } });
        }
        return value;
    }

    private static string Convolution(Graph graph, string name, string value, long kernel) => Node(
        graph, "Conv", name, [value, $"{name}.weight", $"{name}.bias"],
        new Attributes { { "kernel_shape", new[] { kernel, kernel } }, { "pads", Enumerable.Repeat(kernel / 2, 4).ToArray() } });

    private static string Enlarged(Graph graph, string name, string value) => Node(
        graph, "ConvTranspose", name, [value, $"{name}.weight", $"{name}.bias"], new Attributes
    {
        { "kernel_shape", new long[] { Kernel, Kernel } }, { "strides", new long[] { 2, 2 } },
        { "pads", new long[] { 1, 1, 1, 1 } }, { "output_padding", new long[] { 1, 1 } },
    });

    private static string Node(Graph graph, string operation, string name, string[] inputs, Attributes? attributes = null)
    {
        var value = $"{name}.out";
        graph.Nodes.Add(new Node
        {
            Operator = operation,
            Name = name,
            Inputs = inputs,
            Outputs = [value],
            Attributes = attributes ?? new Attributes(),
        });
        return value;
    }
}
