using System.Numerics;
using System.Numerics.Tensors;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>Mean and spread of numbers that lie together.</summary>
internal static class RowStatistics
{
    private const int Piece = 1024;

    /// <summary>The mean, and 1 / √(variance + ε), where the variance is the mean square distance from the mean. Sums of pieces are added in double precision.</summary>
    public static (double Mean, double InverseDeviation) Of<T>(ReadOnlySpan<T> values, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0, squares = 0;
        for (var start = 0; start < values.Length; start += Piece)
            sum += double.CreateTruncating(TensorPrimitives.Sum(values.Slice(start, Math.Min(Piece, values.Length - start))));
        var mean = sum / values.Length;
        Span<T> differences = stackalloc T[Piece];
        for (var start = 0; start < values.Length; start += Piece)
        {
            var piece = differences[..Math.Min(Piece, values.Length - start)];
            TensorPrimitives.Subtract(values.Slice(start, piece.Length), T.CreateTruncating(mean), piece);
            squares += double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(piece));
        }
        return (mean, 1 / Math.Sqrt(squares / values.Length + epsilon));
    }
}
