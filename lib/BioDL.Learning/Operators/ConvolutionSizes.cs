using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>Works out the sizes of Conv and ConvTranspose from the node's attributes and the shapes of its inputs.</summary>
internal sealed class ConvolutionSizes
{
    private readonly WindowAttributes window;
    private readonly int groups;
    private readonly bool isTransposed;
    private readonly IReadOnlyList<long>? outputPadding;
    private readonly IReadOnlyList<long>? outputShape;
    private (TensorShape Input, TensorShape Weights, TensorShape? Bias) last;
    private ConvolutionShape? found;

    /// <summary>Reads and checks the attributes of a node.</summary>
    /// <exception cref="OnnxException">They make no convolution.</exception>
    public ConvolutionSizes(Node node, bool isTransposed)
    {
        this.isTransposed = isTransposed;
        window = new WindowAttributes(node);
        var group = node.Attributes.Integer("group", 1);
        groups = group is > 0 and <= int.MaxValue ? (int)group : throw new OnnxException($"group is {group}, but it must be at least 1");
        if (!isTransposed)
            return;
        outputPadding = node.Attributes.Integers("output_padding");
        outputShape = node.Attributes.Integers("output_shape");
        if (outputPadding is not null && outputPadding.Any(padding => padding is < 0 or > int.MaxValue / 4))
            throw new OnnxException($"output_padding is ({string.Join(", ", outputPadding)}), but it cannot be negative");
    }

    /// <summary>Groups that channels are cut into.</summary>
    public int Groups => groups;

    /// <summary>Whether a kernel of one pixel would neither skip nor add pixels.</summary>
    public bool StaysInPlace => window.StaysInPlace;

    /// <summary>The sizes for given inputs.</summary>
    /// <exception cref="OnnxException">The shapes do not fit.</exception>
    public ConvolutionShape For(TensorShape input, TensorShape weights, TensorShape? bias)
    {
        if (found is null || last != (input, weights, bias))
            (found, last) = (Find(input, weights, bias), (input, weights, bias));
        return found;
    }

    private ConvolutionShape Find(TensorShape input, TensorShape weights, TensorShape? bias)
    {
        if (input.Rank < 3)
            throw new OnnxException($"the input has shape {input}, but (batch, channel, height, width) or (batch, channel, width) is expected");
        if (weights.Rank != input.Rank)
            throw new OnnxException($"the weights have shape {weights}, but an input of shape {input} needs {input.Rank} axes");
        var outputs = isTransposed ? checked(weights[1] * groups) : weights[0];
        var channels = isTransposed ? weights[0] : checked(weights[1] * groups);
        if (input[1] != channels)
            throw new OnnxException($"the input has {input[1]} channels, but weights of shape {weights} and group {groups} expect {channels}");
        if (channels % groups != 0 || outputs % groups != 0 || outputs == 0)
            throw new OnnxException($"{channels} input and {outputs} output channels cannot be cut into {groups} groups");
        if (bias is { } shape && (shape.Rank != 1 || shape[0] != outputs))
            throw new OnnxException($"the bias has shape {shape}, but ({outputs}) is expected");
        var image = input.ToArray().AsSpan(2);
        var slide = window.For(image, weights.ToArray()[2..]);
        var (height, width) = image.Length == 1 ? (1, image[0]) : (image[0], image[1]);
        return isTransposed
            ? Transposed(input, height, width, outputs, slide)
            : new ConvolutionShape(input[0], channels, height, width, outputs, Positions(slide.Y, height), Positions(slide.X, width), groups, slide);
    }

    private static int Positions(WindowAxis axis, int length) => axis.Positions(length) is > 0 and var positions
        ? positions
        : throw new OnnxException($"a kernel that spans {axis.Span} does not fit into {length} + {axis.Before} + {axis.After} pixels; give a larger image");

    private ConvolutionShape Transposed(TensorShape input, int height, int width, int outputs, Window slide)
    {
        var rank = input.Rank - 2;
        if (outputPadding is not null && outputPadding.Count != rank)
            throw new OnnxException($"output_padding has {outputPadding.Count} numbers, but the input's spatial axes need {rank}");
        if (outputShape is not null && outputShape.Count != rank && outputShape.Count != rank + 2)
            throw new OnnxException($"output_shape has {outputShape.Count} numbers, but the input's spatial axes need {rank}");
        var (y, outputHeight) = rank == 1 ? (slide.Y, 1) : Spread(slide.Y, height, 0, rank);
        var (x, outputWidth) = Spread(slide.X, width, rank - 1, rank);
        return new ConvolutionShape(input[0], input[1], height, width, outputs, outputHeight, outputWidth, groups, new Window(y, x));
    }

    /// <summary>Padding and length of the output along an axis: given pads say the length, a given length says the pads.</summary>
    private (WindowAxis Axis, int Length) Spread(WindowAxis axis, int length, int number, int rank)
    {
        var extra = outputPadding?[number] ?? 0;
        var full = ((long)axis.Stride * (length - 1)) + extra + axis.Span;
        var isGiven = outputShape is not null || window.AutoPad.StartsWith("SAME", StringComparison.Ordinal);
        var wanted = outputShape is not null ? outputShape[number + outputShape.Count - rank]
            : isGiven ? (long)axis.Stride * length
            : full - axis.Before - axis.After;
        if (wanted is < 1 or > int.MaxValue || length < 1)
            throw new OnnxException($"the output would have {wanted} pixels along an axis of {length}; give a larger image or less padding");
        if (!isGiven)
            return (axis, (int)wanted);
        var total = (int)Math.Clamp(full - wanted, 0, int.MaxValue);
        var before = window.AutoPad == "SAME_UPPER" ? total / 2 : total - (total / 2);
        return (axis with { Before = before, After = total - before }, (int)wanted);
    }
}
