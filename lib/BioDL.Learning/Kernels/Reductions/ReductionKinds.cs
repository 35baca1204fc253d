using System.Numerics;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Kernels.Reductions;

/// <summary>The reductions that ONNX knows, for any type of number.</summary>
internal static class ReductionKinds<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Sum; 0 of nothing.</summary>
    public static Reduction<T> Sum => Reduction<T>.Of(default(SumFold<T>));

    /// <summary>Product; 1 of nothing.</summary>
    public static Reduction<T> Product => Reduction<T>.Of(default(ProductFold<T>));

    /// <summary>Mean; of whole numbers cut towards 0, NaN of nothing.</summary>
    public static Reduction<T> Mean => Sum with { Finish = Divide };

    /// <summary>The largest; the lowest possible one of nothing, NaN when any is.</summary>
    public static Reduction<T> Max => Reduction<T>.Of(new MaximumFold<T>(Vector.Create(Infinite(-1, T.MinValue))));

    /// <summary>The smallest; the highest possible one of nothing, NaN when any is.</summary>
    public static Reduction<T> Min => Reduction<T>.Of(new MinimumFold<T>(Vector.Create(Infinite(1, T.MaxValue))));

    /// <summary>Sum of squares.</summary>
    public static Reduction<T> SumOfSquares => Reduction<T>.Of(new SquareFold<T>(Vector<T>.Zero));

    /// <summary>Sum of absolute values.</summary>
    public static Reduction<T> SumOfMagnitudes => Reduction<T>.Of(default(MagnitudeFold<T>));

    /// <summary>Square root of the sum of squares.</summary>
    public static Reduction<T> Length => SumOfSquares with { Finish = (results, _) => Each(results, Math.Sqrt) };

    /// <summary>Logarithm of the sum; −∞ of nothing.</summary>
    public static Reduction<T> LogSum => Sum with { Finish = (results, _) => Each(results, Math.Log) };

    private static T Infinite(int sign, T orElse) => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateSaturating(sign * double.PositiveInfinity) : orElse;

    private static void Divide(Span<T> results, int count)
    {
        var divisor = T.CreateTruncating(count);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            VectorPairs.Of<T, Over<T>>(default).WithNumber(results, divisor, results);
            return;
        }
        foreach (ref var result in results)
            result /= divisor;
    }

    private static void Each(Span<T> results, Func<double, double> function)
    {
        foreach (ref var result in results)
            result = T.CreateSaturating(function(double.CreateSaturating(result)));
    }
}
