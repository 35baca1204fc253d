using System.Numerics;
using System.Numerics.Tensors;

namespace BioDL.Learning.Kernels.Reductions;

/// <summary>The reductions that ONNX knows, for any type of number.</summary>
internal static class ReductionKinds<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Sum; 0 of nothing.</summary>
    public static Reduction<T> Sum => new(T.Zero, TensorPrimitives.Sum, (values, results) => TensorPrimitives.Add(results, values, results), Plus);

    /// <summary>Product; 1 of nothing.</summary>
    public static Reduction<T> Product =>
        new(T.One, TensorPrimitives.Product, (values, results) => TensorPrimitives.Multiply(results, values, results), (a, b) => unchecked(a * b));

    /// <summary>Mean; of whole numbers cut towards 0.</summary>
    public static Reduction<T> Mean => Sum with { Finish = (sum, count) => sum / T.CreateTruncating(count) };

    /// <summary>The largest; the lowest possible one of nothing, NaN when any is.</summary>
    public static Reduction<T> Max => new(Infinite(-1, T.MinValue), TensorPrimitives.Max, (values, results) => TensorPrimitives.Max(results, values, results), T.Max);

    /// <summary>The smallest; the highest possible one of nothing, NaN when any is.</summary>
    public static Reduction<T> Min => new(Infinite(1, T.MaxValue), TensorPrimitives.Min, (values, results) => TensorPrimitives.Min(results, values, results), T.Min);

    /// <summary>Sum of squares.</summary>
    public static Reduction<T> SumOfSquares =>
        new(T.Zero, TensorPrimitives.SumOfSquares, (values, results) => TensorPrimitives.MultiplyAdd(values, values, results, results), Plus);

    /// <summary>Sum of absolute values.</summary>
    public static Reduction<T> SumOfMagnitudes => new(T.Zero, Magnitudes, AddMagnitudes, Plus);

    /// <summary>Square root of the sum of squares.</summary>
    public static Reduction<T> Length => SumOfSquares with { Finish = (sum, _) => T.CreateSaturating(Math.Sqrt(double.CreateSaturating(sum))) };

    /// <summary>Logarithm of the sum; −∞ of nothing.</summary>
    public static Reduction<T> LogSum => Sum with { Finish = (sum, _) => T.CreateSaturating(Math.Log(double.CreateSaturating(sum))) };

    private static T Plus(T a, T b) => unchecked(a + b);

    private static T Infinite(int sign, T orElse) => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateSaturating(sign * double.PositiveInfinity) : orElse;

    private static T Magnitudes(ReadOnlySpan<T> values)
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            return TensorPrimitives.SumOfMagnitudes(values);
        var sum = T.Zero;
        foreach (var value in values)
            sum = unchecked(sum + (value < T.Zero ? -value : value));
        return sum;
    }

    private static void AddMagnitudes(ReadOnlySpan<T> values, Span<T> results)
    {
        var n = 0;
        for (; n <= values.Length - Vector<T>.Count; n += Vector<T>.Count)
            (new Vector<T>(results[n..]) + Vector.Abs(new Vector<T>(values[n..]))).CopyTo(results[n..]);
        for (; n < values.Length; n++)
            results[n] = unchecked(results[n] + (values[n] < T.Zero ? -values[n] : values[n]));
    }
}
