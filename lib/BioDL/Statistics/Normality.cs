using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>The result of a test of normality.</summary>
/// <param name="W">Shapiro and Wilk's W, 0 to 1 (straight normal plot).</param>
/// <param name="P">Chance of a W as low if the values were normal.</param>
/// <param name="Units">Number of values.</param>
public sealed record NormalityResult(double W, double P, int Units) : Finding
{
    /// <inheritdoc/>
    protected override string Sentence => $"Shapiro–Wilk test of {Wording.Count(Units, "value")}: W = {Wording.Number(W)}, {Wording.P(P)}. "
        + (P <= 0.05 ? "They don't look normal." : "Nothing speaks against a normal distribution, which few values can't show anyway.");
}

/// <summary>Do values look normally distributed?</summary>
public static class Normality
{
    private static readonly double[] Last = [-2.706056, 4.434685, -2.07119, -0.147981, 0.221157, 0];
    private static readonly double[] LastButOne = [-3.582633, 5.682633, -1.752461, -0.293762, 0.042981, 0];

    /// <summary>
    /// Shapiro and Wilk's (1965) test: W = (Σ aᵢ x₍ᵢ₎)² / Σ(x − mean)², with weights a and the distribution of W as approximated by Royston (1992, 1995, algorithm AS R94).
    /// </summary>
    /// <param name="values">3 to 5,000 values.</param>
    /// <exception cref="ArgumentException">Too few values, one that is not finite, or values that are all equal.</exception>
    public static NormalityResult ShapiroWilk(IReadOnlyList<double> values)
    {
        var sorted = Require.Numbers(values, nameof(values), 3);
        Require.Within(sorted.Length, 3, 5000, "The number of values");
        Array.Sort(sorted);
        var squares = Summary.Variance(sorted) * (sorted.Length - 1);
        if (sorted[0] == sorted[^1] || squares == 0)
            throw new ArgumentException($"All {sorted.Length} values are {Wording.Number(sorted[0])}; expected values that vary.", nameof(values));
        var weights = Weights(sorted.Length);
        var sum = weights.Zip(sorted, (weight, value) => weight * value).Sum();
        var w = Math.Min(1, sum * sum / squares);
        return new NormalityResult(w, Chance(w, sorted.Length), sorted.Length);
    }

    /// <summary>Blom's approximate normal scores, scaled, the outermost two at each end by polynomials in 1/√n.</summary>
    private static double[] Weights(int n)
    {
        if (n == 3)
            return [-Math.Sqrt(0.5), 0, Math.Sqrt(0.5)];
        double[] scores = [.. Enumerable.Range(1, n).Select(i => Normal.InvCDF(0, 1, (i - 0.375) / (n + 0.25)))];
        double total = scores.Sum(score => score * score), root = 1 / Math.Sqrt(n);
        double last = Polynomial(Last, root) + scores[^1] / Math.Sqrt(total), next = Polynomial(LastButOne, root) + scores[^2] / Math.Sqrt(total);
        var ends = n > 5 ? 2 : 1;
        var scale = ends == 2
            ? (total - 2 * scores[^1] * scores[^1] - 2 * scores[^2] * scores[^2]) / (1 - 2 * last * last - 2 * next * next)
            : (total - 2 * scores[^1] * scores[^1]) / (1 - 2 * last * last);
        double[] weights = [.. scores.Select(score => score / Math.Sqrt(scale))];
        (weights[0], weights[^1]) = (-last, last);
        if (ends == 2)
            (weights[1], weights[^2]) = (-next, next);
        return weights;
    }

    private static double Chance(double w, int n)
    {
        if (n == 3)
            return Math.Clamp(6 / Math.PI * (Math.Asin(Math.Sqrt(w)) - Math.Asin(Math.Sqrt(0.75))), 0, 1);
        if (w >= 1)
            return 1;
        double distance = Math.Log(1 - w), logarithm = Math.Log(n);
        if (n > 11)
            return 1 - Normal.CDF(Polynomial([0.0038915, -0.083751, -0.31082, -1.5861], logarithm), Math.Exp(Polynomial([0.0030302, -0.082676, -0.4803], logarithm)), distance);
        var bound = 0.459 * n - 2.273;
        return distance >= bound ? 0 : 1 - Normal.CDF(
            Polynomial([-6.714e-4, 0.025054, -0.39978, 0.544], n), Math.Exp(Polynomial([-0.0020322, 0.062767, -0.77857, 1.3822], n)), -Math.Log(bound - distance));
    }

    /// <summary>Coefficients from the highest power down.</summary>
    private static double Polynomial(double[] coefficients, double x) => coefficients.Aggregate(0.0, (sum, coefficient) => sum * x + coefficient);
}
