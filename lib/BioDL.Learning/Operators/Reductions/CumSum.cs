using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Reductions;

/// <summary>Running sums along an axis, from the first or from the last element, with or without the element itself.</summary>
internal sealed class CumSum(Node node) : Operator
{
    private readonly bool isExclusive = node.Attributes.Integer("exclusive", 0) != 0;
    private readonly bool isReverse = node.Attributes.Integer("reverse", 0) != 0;

    public override void Run(OperatorCall call)
    {
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Sum<float>(call); break;
            case ElementType.Float64: Sum<double>(call); break;
            case ElementType.Int32: Sum<int>(call); break;
            case ElementType.Int64: Sum<long>(call); break;
            default: throw new OnnxException($"its input holds {call.Input(0).Type}, but Float32, Float64, Int32 or Int64 is expected. Cast the input first.");
        }
    }

    private void Sum<T>(OperatorCall call)
        where T : unmanaged, INumber<T>
    {
        var source = call.Input(0);
        var axis = InputReading.Axis(call.Integers(1) is [var only] ? only : throw new OnnxException($"its axis is {call.Input(1)}, but one number is expected"), source.Shape.Rank);
        int outer = source.Shape.CountOf(0, axis), length = source.Shape[axis], inner = source.Shape.CountOf(axis + 1, source.Shape.Rank);
        var target = call.Output(0, source.Type, source.Shape);
        for (var row = 0; row < outer * length; row++)
        {
            var place = Place(row, length) * inner;
            var result = target.Span<T>().Slice(place, inner);
            if (row % length == 0)
            {
                First(source.Span<T>().Slice(place, inner), result);
                continue;
            }
            var previous = Place(row - 1, length) * inner;
            VectorPairs.Apply(default(Plus<T>), target.Span<T>().Slice(previous, inner), source.Span<T>().Slice(isExclusive ? previous : place, inner), result);
        }
    }

    private void First<T>(ReadOnlySpan<T> source, Span<T> result)
    {
        if (isExclusive)
            result.Clear();
        else
            source.CopyTo(result);
    }

    private int Place(int row, int length) => isReverse ? row / length * length + length - 1 - row % length : row;
}
