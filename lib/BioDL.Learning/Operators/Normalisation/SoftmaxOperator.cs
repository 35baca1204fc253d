using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Elementwise;
using BioDL.Learning.Kernels.Reductions;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>
/// Softmax, eˣ / Σ eˣ, and its logarithm. Up to operator set 12 the sum goes over the axis and all axes after it (axis 1 unless given), since 13
/// over one axis (the last one unless given).
/// </summary>
internal sealed class SoftmaxOperator(Node node, int opset, bool isLogarithm) : Operator
{
    private const int Piece = 16384;
    private const int Columns = 1024;

    private readonly bool flattens = opset < 13;
    private readonly long axis = node.Attributes.Integer("axis", opset < 13 ? 1 : -1);

    public override void Run(OperatorCall call)
    {
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Run<float>(call); break;
            case ElementType.Float64: Run<double>(call); break;
            default: throw new OnnxException($"its input holds {call.Input(0).Type}, but Float32 or Float64 is expected. Cast the input first.");
        }
    }

    private void Run<T>(OperatorCall call)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = call.Input(0).Shape;
        var along = InputReading.Axis(axis, shape.Rank);
        var source = call.Input(0);
        var target = call.OutputOver(0, 0);
        if (shape.Count == 0)
            return;
        int outer = shape.CountOf(0, along), length = flattens ? shape.CountOf(along, shape.Rank) : shape[along];
        var inner = flattens ? 1 : shape.CountOf(along + 1, shape.Rank);
        if (inner == 1)
        {
            ComputeThreads.Pieces(outer, Math.Max(1, Piece / length), call.Compute.Threads, (start, count) =>
            {
                for (var row = start; row < start + count; row++)
                    Row<T>(source.Span<T>().Slice(row * length, length), target.Span<T>().Slice(row * length, length));
            });
            return;
        }
        var across = (inner + Columns - 1) / Columns;
        ComputeThreads.For(outer * across, call.Compute.Threads, part =>
        {
            int column = part % across * Columns, start = part / across * length * inner + column;
            Block<T>(source.Span<T>()[start..], target.Span<T>()[start..], length, inner, Math.Min(Columns, inner - column));
        });
    }

    private void Row<T>(ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = VectorFold.Row(new MaximumFold<T>(Vector.Create(T.NegativeInfinity)), source);
        Difference<T>().WithNumber(source, largest, target);
        if (isLogarithm)
        {
            Difference<T>().WithNumber(target, T.Log(SumOfPowers<T>(target)), target);
            return;
        }
        VectorMap.Apply(new Exponential<T>(), target, target);
        VectorMap.Apply(new Affine<T>(Vector.Create(T.One / VectorFold.Row<T, SumFold<T>>(default, target)), Vector<T>.Zero), target, target);
    }

    private static BinaryMap<T> Difference<T>()
        where T : unmanaged => VectorPairs.Of<T, Minus<T>>(default);

    private static T SumOfPowers<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> powers = stackalloc T[Columns];
        var sum = T.Zero;
        for (; values.Length > 0; values = values[Math.Min(Columns, values.Length)..])
        {
            var piece = powers[..Math.Min(Columns, values.Length)];
            VectorMap.Apply(new Exponential<T>(), values[..piece.Length], piece);
            sum += VectorFold.Row<T, SumFold<T>>(default, piece);
        }
        return sum;
    }

    /// <summary>Many neighbouring columns at once, row by row.</summary>
    private void Block<T>(ReadOnlySpan<T> source, Span<T> target, int length, int stride, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> largest = stackalloc T[count], sum = stackalloc T[count], powers = stackalloc T[count];
        source[..count].CopyTo(largest);
        for (var row = 1; row < length; row++)
            VectorPairs.Apply(default(Larger<T>), largest, source.Slice(row * stride, count), largest);
        sum.Clear();
        for (var row = 0; row < length; row++)
        {
            var result = target.Slice(row * stride, count);
            VectorPairs.Apply(default(Minus<T>), source.Slice(row * stride, count), largest, result);
            VectorMap.Apply(new Exponential<T>(), result, isLogarithm ? powers : result);
            VectorPairs.Apply(default(Plus<T>), sum, isLogarithm ? powers : result, sum);
        }
        if (isLogarithm)
            VectorMap.Apply(default(Logarithm<T>), sum, sum);
        else
            VectorMap.Apply(default(Inverse<T>), sum, sum);
        for (var row = 0; row < length; row++)
        {
            var result = target.Slice(row * stride, count);
            if (isLogarithm)
                VectorPairs.Apply(default(Minus<T>), result, sum, result);
            else
                VectorPairs.Apply(default(Times<T>), result, sum, result);
        }
    }
}
