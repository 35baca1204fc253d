using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace BioDL.Statistics;

/// <summary>
/// The studentised range q (Tukey 1953): the range of k normal values over an independent estimate of their standard deviation with ν degrees of freedom.
/// P(q ≤ x) is the mean, over that estimate s, of k ∫ φ(z) (Φ(z) − Φ(z − x s))^(k−1) dz.
/// </summary>
internal static class StudentisedRange
{
    private const double Reach = 8.5;

    /// <summary>P(q &gt; x).</summary>
    /// <param name="x">The range, 0 or more.</param>
    /// <param name="count">k, at least 2.</param>
    /// <param name="freedom">ν, at least 1; infinity when the standard deviation is known.</param>
    public static double Above(double x, int count, double freedom) =>
        Math.Clamp(1 - StandardError.Mean(freedom, s => RangeBelow(x * s, count)), 0, 1);

    /// <summary>The x with P(q &gt; x) = <paramref name="share"/>.</summary>
    public static double Quantile(double share, int count, double freedom) =>
        Brent.FindRootExpand(x => Above(Math.Max(0, x), count, freedom) - share, 0, 20, 1e-10, 200);

    private static double RangeBelow(double width, int count) => count * Quadrature.Integrate(
        z => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * Math.Pow(Normal.CDF(0, 1, z) - Normal.CDF(0, 1, z - width), count - 1), -Reach, Reach, 8);
}
