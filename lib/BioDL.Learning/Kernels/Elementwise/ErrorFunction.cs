using System.Numerics;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>The error function in double precision: a power series near 0 and a continued fraction far from it (Abramowitz and Stegun, 7.1.6 and 7.1.14).</summary>
internal static class ErrorFunction
{
    /// <summary>The error function of each lane.</summary>
    public static Vector<double> Of(Vector<double> x)
    {
        Span<double> lanes = stackalloc double[Vector<double>.Count];
        x.CopyTo(lanes);
        foreach (ref var lane in lanes)
            lane = Of(lane);
        return new Vector<double>(lanes);
    }

    /// <summary>2/√π · ∫ exp(−t²) dt from 0 to x.</summary>
    public static double Of(double x)
    {
        var size = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        return size < 2.5 ? Series(x) : Math.CopySign(size > 6 ? 1 : 1 - Complement(size), x);
    }

    private static double Series(double x)
    {
        double term = x, sum = x, square = 2 * x * x;
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= square / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double Complement(double x)
    {
        var fraction = x;
        for (var n = 60; n > 0; n--)
            fraction = x + n / 2.0 / fraction;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
