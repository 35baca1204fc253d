using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>Works out the sizes of MaxPool and AveragePool from the node's attributes and the shape of its input.</summary>
internal sealed class PoolingSizes
{
    private readonly WindowAttributes window;
    private readonly bool isCeiling;
    private TensorShape last;
    private (PoolingShape Sizes, TensorShape Output)? found;

    /// <summary>Reads and checks the attributes of a node.</summary>
    /// <exception cref="OnnxException">They make no window.</exception>
    public PoolingSizes(Node node)
    {
        window = new WindowAttributes(node);
        isCeiling = node.Attributes.Integer("ceil_mode", 0) != 0;
        if (!node.Attributes.Has("kernel_shape"))
            throw new OnnxException("attribute 'kernel_shape' is missing");
    }

    /// <summary>The sizes for an input, whose planes are its channels, and the shape of the output.</summary>
    /// <exception cref="OnnxException">The shape does not fit.</exception>
    public (PoolingShape Sizes, TensorShape Output) For(TensorShape input)
    {
        if (found is null || last != input)
        {
            (found, last) = (Find(input), input);
            Blocked = found.Value.Sizes with { Planes = input[0] * TensorLayouts.Blocks(input[1]) };
        }
        return found.Value;
    }

    /// <summary>The sizes of last time, with blocks of channels as planes.</summary>
    public PoolingShape Blocked { get; private set; } = null!;

    private (PoolingShape Sizes, TensorShape Output) Find(TensorShape input)
    {
        if (input.Rank < 3)
            throw new OnnxException($"the input has shape {input}, but (batch, channel, height, width) or (batch, channel, width) is expected");
        var image = input.ToArray().AsSpan(2);
        var slide = window.For(image);
        var (height, width) = image.Length == 1 ? (1, image[0]) : (image[0], image[1]);
        var (outputHeight, outputWidth) = (Positions(slide.Y, height), Positions(slide.X, width));
        var output = image.Length == 1 ? input.With(2, outputWidth) : input.With(2, outputHeight).With(3, outputWidth);
        return (new PoolingShape(input[0] * input[1], height, width, outputHeight, outputWidth, slide), output);
    }

    private int Positions(WindowAxis axis, int length)
    {
        var rest = (long)length + axis.Before + axis.After - axis.Span;
        if (rest < 0)
            throw new OnnxException($"a window that spans {axis.Span} does not fit into {length} + {axis.Before} + {axis.After} pixels; give a larger image");
        var positions = (int)((rest + (isCeiling ? axis.Stride - 1 : 0)) / axis.Stride) + 1;
        return isCeiling && (positions - 1) * (long)axis.Stride >= length + axis.Before ? positions - 1 : positions;
    }
}
