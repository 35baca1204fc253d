using BioDL.Learning.Graphs;

namespace BioDL.Models;

/// <summary>What operators with windows read; of rows and columns the wider one counts for both.</summary>
internal static class WindowReach
{
    public static Reach Convolution(Node node, Reach input, GraphConstants constants) => Slide(node, input, Kernel(node, constants));

    public static Reach Pooling(Node node, Reach input) => Slide(node, input, [.. node.Attributes.Integers("kernel_shape") ?? []]);

    /// <summary>Pixel o of the output gets from pixels i of the input where o = i · stride − pad + t · dilation, t from 0 to kernel − 1.</summary>
    public static Reach Transposed(Node node, Reach input, GraphConstants constants)
    {
        if (node.Attributes.Has("output_shape") || node.Attributes.Text("auto_pad", "NOTSET") is not ("NOTSET" or "VALID"))
            throw new UnboundedReachException($"the padding of {node} depends on the size of the image");
        var kernel = Kernel(node, constants);
        var result = default(Reach?);
        for (var axis = 0; axis < kernel.Length; axis++)
        {
            double step = At(node, "strides", axis, 1), before = At(node, "pads", axis, 0);
            var span = (kernel[axis] - 1) * At(node, "dilations", axis, 1);
            result = Join(node, result, input.Enlarge(step, (before - span) / step, before / step));
        }
        return result!.Value;
    }

    public static Reach Padding(Node node, Reach input, GraphConstants constants)
    {
        var pads = node.Attributes.Integers("pads") ?? (node.Inputs.Count > 1 ? constants.Integers(node.Inputs[1]) : null)
            ?? throw new UnboundedReachException($"how much {node} adds is not known before it runs");
        if (node.Inputs.Count > 3 && node.Inputs[3].Length > 0)
            throw new UnboundedReachException($"{node} names its axes");
        var result = default(Reach?);
        for (var axis = 2; axis < pads.Count / 2; axis++)
            result = Join(node, result, input.Window(1, -pads[axis], -pads[axis]));
        return result ?? input;
    }

    private static Reach Slide(Node node, Reach input, long[] kernel)
    {
        if (kernel.Length == 0)
            throw new UnboundedReachException($"the window of {node} is not known before it runs");
        var automatic = node.Attributes.Text("auto_pad", "NOTSET");
        var result = default(Reach?);
        for (var axis = 0; axis < kernel.Length; axis++)
        {
            var span = (kernel[axis] - 1) * At(node, "dilations", axis, 1);
            var step = At(node, "strides", axis, 1);
            // With SAME the padding depends on the size: anything from none to all may lie before.
            var each = automatic is "SAME_UPPER" or "SAME_LOWER"
                ? step == 1 ? input.Window(1, -((span + (automatic == "SAME_LOWER" ? 1 : 0)) / 2), span - (span + (automatic == "SAME_LOWER" ? 1 : 0)) / 2)
                : input.Window(step, -span, span)
                : input.Window(step, -At(node, "pads", axis, 0), span - At(node, "pads", axis, 0));
            result = Join(node, result, each);
        }
        return result!.Value;
    }

    private static Reach Join(Node node, Reach? first, Reach second) =>
        first is not { } other ? second
        : other.Step == second.Step ? other.With(second)
        : throw new UnboundedReachException($"{node} scales rows and columns differently");

    private static long[] Kernel(Node node, GraphConstants constants) =>
        node.Attributes.Integers("kernel_shape") is { } given ? [.. given]
        : constants.Shape(node.Inputs[1]) is { Rank: > 2 } shape ? [.. shape.ToArray().Skip(2).Select(size => (long)size)]
        : throw new UnboundedReachException($"the window of {node} is not known before it runs");

    private static long At(Node node, string name, int axis, long orElse) =>
        node.Attributes.Integers(name) is { } values && axis < values.Count ? values[axis] : orElse;
}
