using BioDL.Learning.Files;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Checking;

/// <summary>Whether the shapes of a node's weights fit each other and its attributes.</summary>
internal sealed class WeightCheck(Graph graph, Problems problems)
{
    /// <summary>Checks a node; one whose weights are computed says it when it runs.</summary>
    public void Check(Node node, string within)
    {
        var place = $"{node}{within}";
        switch (node.Operator)
        {
            case "Conv":
                Convolution(node, place, outputAxis: 0);
                break;
            case "ConvTranspose":
                Convolution(node, place, outputAxis: 1);
                break;
            case "BatchNormalization":
                SameLengths(node, place, 1, 4);
                break;
            case "InstanceNormalization" or "GroupNormalization":
                SameLengths(node, place, 1, 2);
                break;
            case "Gemm":
                if (Weights(node, 1) is { Rank: not 2 } shape)
                    problems.Add($"{place}: its weights '{node.Inputs[1]}' have shape {shape}, but two axes are expected.");
                break;
            default:
                break;
        }
    }

    private void Convolution(Node node, string place, int outputAxis)
    {
        if (Weights(node, 1) is not { } shape)
            return;
        var weights = $"{place}: its weights '{node.Inputs[1]}' have shape {shape}";
        if (shape.Rank < 3)
        {
            problems.Add($"{weights}, but channels, channels and at least one axis of the kernel are expected.");
            return;
        }
        var kernel = shape.ToArray()[2..];
        if (List(node, "kernel_shape") is { } stated && !stated.SequenceEqual(kernel.Select(size => (long)size)))
            problems.Add($"{weights}, but its attribute kernel_shape says ({string.Join(", ", stated)}).");
        foreach (var (name, length) in new[] { ("strides", kernel.Length), ("dilations", kernel.Length), ("pads", 2 * kernel.Length) })
        {
            if (List(node, name) is { } list && list.Length != length)
                problems.Add($"{place}: its attribute {name} has {list.Length} numbers, but {length} are expected for a kernel of {kernel.Length} axes.");
        }
        var groups = node.Attributes.FirstOrDefault(attribute => attribute.Key == "group").Value as long? ?? 1;
        if (groups < 1 || shape[0] % groups != 0)
            problems.Add($"{weights}, but its {groups} groups cannot share {shape[0]} channels.");
        else if (Weights(node, 2) is { } bias && (bias.Rank != 1 || bias.Count != (outputAxis == 0 ? shape[0] : shape[1] * groups)))
            problems.Add($"{weights}, but its bias '{node.Inputs[2]}' has {bias}.");
    }

    private void SameLengths(Node node, string place, int first, int last)
    {
        if (Weights(node, first) is not { } shape)
            return;
        for (var input = first; input <= last; input++)
        {
            if (Weights(node, input) is { } other && (other.Rank != 1 || other != shape))
                problems.Add($"{place}: '{node.Inputs[input]}' has shape {other} and '{node.Inputs[first]}' {shape}, but both must be one number for each channel.");
        }
    }

    private static long[]? List(Node node, string name) => node.Attributes.FirstOrDefault(attribute => attribute.Key == name).Value as long[];

    private TensorShape? Weights(Node node, int input) =>
        input < node.Inputs.Count && graph.Initialisers.TryGetValue(node.Inputs[input], out var tensor) ? tensor.Shape : null;
}
