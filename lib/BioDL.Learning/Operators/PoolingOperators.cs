using System.Numerics;
using System.Numerics.Tensors;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>Operators that take the maximum or mean of neighbouring pixels.</summary>
internal static class PoolingOperators
{
    /// <summary>How each is made.</summary>
    public static IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers { get; } = new Dictionary<string, Func<Node, int, Operator>>(StringComparer.Ordinal)
    {
        ["MaxPool"] = (node, _) => new Pool(node, PoolingKind.Maximum),
        ["AveragePool"] = (node, _) => new Pool(node, Average(node)),
        ["GlobalMaxPool"] = (_, _) => new GlobalPool(isMaximum: true),
        ["GlobalAveragePool"] = (_, _) => new GlobalPool(isMaximum: false),
    };

    /// <summary>Whether padding counts in a mean.</summary>
    public static PoolingKind Average(Node node) =>
        node.Attributes.Integer("count_include_pad", 0) != 0 ? PoolingKind.AverageWithPadding : PoolingKind.Average;
}

/// <summary>MaxPool and AveragePool of (batch, channel, height, width) or (batch, channel, width).</summary>
internal sealed class Pool : Operator
{
    /// <summary>With fewer channels, blocks would be mostly waste.</summary>
    private const int EnoughChannels = 8;

    private readonly PoolingSizes sizes;
    private readonly PoolingKind kind;

    public Pool(Node node, PoolingKind kind)
    {
        sizes = new PoolingSizes(node);
        this.kind = kind;
        if (node.Outputs.Count > 1 && node.Outputs[1].Length > 0)
            throw new OnnxException($"its second output '{node.Outputs[1]}', where the maxima lie (Indices), is not supported; export the network without it");
    }

    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var (shape, outputShape) = sizes.For(input.Shape);
        if (input.Type == ElementType.Float32 && input.Shape.Rank == 4 && (input.Layout == TensorLayout.Blocked16 || input.Shape[1] >= EnoughChannels))
            RunBlocked(call, sizes.Blocked, outputShape);
        else
            RunPlain(call, shape, outputShape);
    }

    private unsafe void RunBlocked(OperatorCall call, PoolingShape shape, TensorShape outputShape)
    {
        var output = call.Output(0, ElementType.Float32, outputShape, TensorLayout.Blocked16);
        new BlockedPooling(shape, kind, call.Blocked(0).Floats, output.Floats).Run(call.Compute.Threads);
    }

    private void RunPlain(OperatorCall call, PoolingShape shape, TensorShape outputShape)
    {
        switch (call.Input(0).Type)
        {
            case ElementType.Float32:
                RunReference<float>(call, shape, outputShape);
                break;
            case ElementType.Float64:
                RunReference<double>(call, shape, outputShape);
                break;
            case ElementType.UInt8 when kind == PoolingKind.Maximum:
                RunReference<byte>(call, shape, outputShape);
                break;
            case ElementType.Int8 when kind == PoolingKind.Maximum:
                RunReference<sbyte>(call, shape, outputShape);
                break;
            default:
                throw new OnnxException($"it computes with Float32 or Float64, but the input holds {call.Input(0).Type}; add Cast");
        }
    }

    private void RunReference<T>(OperatorCall call, PoolingShape shape, TensorShape outputShape)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var input = call.Plain(0);
        ReferencePooling.Run<T>(shape, kind, input.Span<T>(), call.Output(0, input.Type, outputShape).Span<T>());
    }
}

/// <summary>GlobalMaxPool and GlobalAveragePool: each channel becomes one number; the other axes keep the size 1.</summary>
internal sealed class GlobalPool(bool isMaximum) : Operator
{
    public override bool TakesBlocked(int input) => true;

    public override unsafe void Run(OperatorCall call)
    {
        var input = call.Input(0);
        if (input.Type is not (ElementType.Float32 or ElementType.Float64))
            throw new OnnxException($"it computes with Float32 or Float64, but the input holds {input.Type}; add Cast");
        if (input.Shape.Rank < 3 || input.Shape.CountOf(2, input.Shape.Rank) == 0)
            throw new OnnxException($"the input has shape {input.Shape}, but (batch, channel, height, width) with at least one pixel is expected");
        var shape = input.Shape;
        for (var axis = 2; axis < shape.Rank; axis++)
            shape = shape.With(axis, 1);
        var output = call.Output(0, input.Type, shape);
        if (input.Type == ElementType.Float64)
        {
            RunReference(input, output.Span<double>());
            return;
        }
        var pooling = new GlobalPooling(isMaximum, input.Shape, input.Floats, input.Layout == TensorLayout.Blocked16, output.Floats);
        ComputeThreads.Run(pooling.Count, call.Compute.Threads, ref pooling);
    }

    private void RunReference(Tensor input, Span<double> output)
    {
        var size = input.Shape.Count / Math.Max(1, output.Length);
        for (var plane = 0; plane < output.Length; plane++)
        {
            ReadOnlySpan<double> pixels = input.Span<double>().Slice(plane * size, size);
            output[plane] = isMaximum ? TensorPrimitives.Max(pixels) : TensorPrimitives.Sum(pixels) / size;
        }
    }
}
