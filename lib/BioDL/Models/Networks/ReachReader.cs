using BioDL.Learning.Graphs;

namespace BioDL.Models;

/// <summary>Follows a graph from its input to its outputs and works out what each value depends on.</summary>
internal sealed class ReachReader(Graph graph)
{
    // What changes each pixel by itself, or mixes channels.
    private static readonly HashSet<string> Pointwise =
    [
        "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "ThresholdedRelu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Softplus", "Softsign", "Mish", "Gelu", "Erf",
        "Add", "Sub", "Mul", "Div", "Pow", "Mod", "Min", "Max", "Sum", "Mean", "Neg", "Abs", "Exp", "Log", "Sqrt", "Reciprocal", "Sign", "Floor", "Ceil", "Round", "Clip",
        "Sin", "Cos", "Identity", "Dropout", "Cast", "BatchNormalization", "Where", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Equal", "And", "Or", "Not", "Xor",
        "IsNaN", "IsInf", "LRN",
    ];

    private readonly Dictionary<string, Reach> reaches = new(StringComparer.Ordinal);
    private readonly GraphConstants constants = new(graph);
    private long stride = 1;

    public NetworkReach Read()
    {
        foreach (var input in graph.Inputs)
            reaches[input.Name] = Reach.Input;
        try
        {
            foreach (var node in graph.Nodes)
                Follow(node);
        }
        catch (UnboundedReachException unbounded)
        {
            return new NetworkReach(unbounded.Message, (int)stride);
        }
        return Summary([.. graph.Outputs.Where(output => reaches.ContainsKey(output.Name)).Select(output => reaches[output.Name])]);
    }

    private NetworkReach Summary(Reach[] outputs) => outputs.Length == 0
        ? new NetworkReach("no output depends on the image", (int)stride)
        : new NetworkReach(outputs.Min(output => output.First), outputs.Max(output => output.Last), (int)stride);

    private void Follow(Node node)
    {
        var inputs = node.Inputs.Where(reaches.ContainsKey).Select(name => reaches[name]).ToArray();
        // Sizes of images, and what is computed of constants alone, look at no pixel.
        if (inputs.Length == 0 || node.Operator is "Shape" or "Size" or "ConstantOfShape")
            return;
        var joined = inputs[0];
        foreach (var other in inputs.Skip(1))
        {
            if (Math.Abs(other.Step - joined.Step) > 1e-9)
                throw new UnboundedReachException($"{node} joins values of different resolution");
            joined = joined.With(other);
        }
        var result = Through(node, joined);
        stride = Common(stride, Math.Max(1, (long)Math.Ceiling(result.Step - 1e-9)));
        foreach (var output in node.Outputs.Where(name => name.Length > 0))
            reaches[output] = result;
    }

    private Reach Through(Node node, Reach input) => node.Operator switch
    {
        _ when node.Domain.Length > 0 => throw new UnboundedReachException($"{node} is no standard operator"),
        _ when Pointwise.Contains(node.Operator) => input,
        "Conv" => WindowReach.Convolution(node, input, constants),
        "MaxPool" or "AveragePool" or "LpPool" => WindowReach.Pooling(node, input),
        "ConvTranspose" => WindowReach.Transposed(node, input, constants),
        "Resize" or "Upsample" => ResizeReach.Of(node, input, constants),
        "DepthToSpace" => input.Enlarge(node.Attributes.Integer("blocksize", 1), -(1 - 1.0 / node.Attributes.Integer("blocksize", 1)), 0),
        "SpaceToDepth" => input.Window(node.Attributes.Integer("blocksize", 1), 0, node.Attributes.Integer("blocksize", 1) - 1),
        "Concat" or "Split" or "Softmax" or "LogSoftmax" when node.Attributes.Integer("axis", node.Operator == "Split" ? 0 : -1) is 1 or -3 => input,
        "Pad" => WindowReach.Padding(node, input, constants),
        "GlobalAveragePool" or "GlobalMaxPool" or "GlobalLpPool" => throw new UnboundedReachException($"{node} takes the whole image together"),
        "InstanceNormalization" or "GroupNormalization" or "LayerNormalization" =>
            throw new UnboundedReachException($"{node} measures mean and spread of the whole image"),
        _ when node.Operator.StartsWith("Reduce", StringComparison.Ordinal) && OverChannels(node) => input,
        _ when node.Operator.StartsWith("Reduce", StringComparison.Ordinal) => throw new UnboundedReachException($"{node} takes the whole image together"),
        _ => throw new UnboundedReachException($"how far {node} looks is not known"),
    };

    private bool OverChannels(Node node)
    {
        var axes = node.Attributes.Integers("axes") ?? (node.Inputs.Count > 1 ? constants.Integers(node.Inputs[1]) : null);
        return axes is [1 or -3] && node.Attributes.Integer("keepdims", 1) == 1;
    }

    private static long Common(long first, long second)
    {
        var (a, b) = (first, second);
        while (b != 0)
            (a, b) = (b, a % b);
        return first / a * second;
    }
}
