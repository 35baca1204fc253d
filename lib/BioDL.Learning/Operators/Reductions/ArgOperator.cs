using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Reductions;

/// <summary>ArgMax and ArgMin: where along an axis the largest or smallest number is; the first one among equals, or the last when asked for.</summary>
internal sealed class ArgOperator(Node node, bool isMax) : Operator
{
    private const int Columns = 1024;
    private const int Piece = 16384;

    private readonly long axis = node.Attributes.Integer("axis", 0);
    private readonly bool keepsAxis = node.Attributes.Integer("keepdims", 1) != 0;
    private readonly bool takesLast = node.Attributes.Integer("select_last_index", 0) != 0;

    public override void Run(OperatorCall call)
    {
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Find<float>(call); break;
            case ElementType.Float64: Find<double>(call); break;
            case ElementType.Int32: Find<int>(call); break;
            case ElementType.Int64: Find<long>(call); break;
            case ElementType.UInt8: Find<byte>(call); break;
            case ElementType.Int8: Find<sbyte>(call); break;
            default: throw new OnnxException($"its input holds {call.Input(0).Type}, but Float32, Float64, Int32, Int64, UInt8 or Int8 is expected. Cast the input first.");
        }
    }

    private void Find<T>(OperatorCall call)
        where T : unmanaged, INumber<T>
    {
        var source = call.Input(0);
        var along = InputReading.Axis(axis, source.Shape.Rank);
        int length = source.Shape[along], inner = source.Shape.CountOf(along + 1, source.Shape.Rank);
        var sizes = source.Shape.ToArray();
        var shape = keepsAxis ? source.Shape.With(along, 1) : new TensorShape([.. sizes.Where((_, each) => each != along)]);
        if (length == 0 && shape.Count > 0)
            throw new OnnxException($"its input has shape {source.Shape}: along axis {along} there is nothing to choose from");
        var target = call.Output(0, ElementType.Int64, shape);
        if (shape.Count == 0)
            return;
        int outer = source.Shape.CountOf(0, along), across = (inner + Columns - 1) / Columns;
        var images = across > 1 ? 1 : Math.Max(1, Piece / (length * inner));
        ComputeThreads.For((outer + images - 1) / images * across, call.Compute.Threads, part =>
        {
            int column = part % across * Columns, count = Math.Min(Columns, inner - column);
            for (var image = part / across * images; image < Math.Min(outer, (part / across + 1) * images); image++)
                Find(source.Span<T>()[(image * length * inner + column)..], inner, length, target.Span<long>().Slice(image * inner + column, count));
        });
    }

    /// <summary>Goes through the rows and remembers for each column the best number so far and its row.</summary>
    private void Find<T>(ReadOnlySpan<T> numbers, int stride, int length, Span<long> places)
        where T : unmanaged, INumber<T>
    {
        Span<T> best = stackalloc T[places.Length];
        numbers[..places.Length].CopyTo(best);
        places.Clear();
        for (var row = 1; row < length; row++)
        {
            var values = numbers.Slice(row * stride, places.Length);
            for (var n = 0; n < values.Length; n++)
            {
                if (isMax ? values[n] > best[n] || (takesLast && values[n] == best[n]) : values[n] < best[n] || (takesLast && values[n] == best[n]))
                    (best[n], places[n]) = (values[n], row);
            }
        }
    }
}
