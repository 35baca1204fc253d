using System.Numerics;
using BioDL.Learning.Kernels.Elementwise;
using BioDL.Learning.Kernels.Reductions;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>Mean and spread of numbers that lie together.</summary>
internal static class RowStatistics
{
    private const int Piece = 4096;

    /// <summary>The mean, and 1 / √(variance + ε), where the variance is the mean square distance from the mean. Sums of pieces are added in double precision.</summary>
    public static (double Mean, double InverseDeviation) Of<T>(ReadOnlySpan<T> values, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0, squares = 0;
        for (var start = 0; start < values.Length; start += Piece)
            sum += double.CreateTruncating(VectorFold.Row(default(SumFold<T>), values.Slice(start, Math.Min(Piece, values.Length - start))));
        var mean = sum / values.Length;
        var fold = new SquareFold<T>(VectorMath.All<T>(mean));
        for (var start = 0; start < values.Length; start += Piece)
            squares += double.CreateTruncating(VectorFold.Row(fold, values.Slice(start, Math.Min(Piece, values.Length - start))));
        return (mean, 1 / Math.Sqrt(squares / values.Length + epsilon));
    }
}
