using MathNet.Numerics;

namespace BioDL.Statistics;

/// <summary>How large is a difference? With a bootstrap interval, since of few fields such sizes are rough.</summary>
public static class EffectSize
{
    /// <summary>Cohen's d_z (Cohen 1988): mean(d) / sd(d) of paired differences d = a − b; with groups of the groups' mean differences. Says how regular a difference is, not how large.</summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="groups">The group of each image; none: every image is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units, a number that is not finite, lists of different length, or differences that don't vary.</exception>
    public static Interval StandardisedDifference(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null)
    {
        var differences = Evidence.Differences(a, b, groups, 2);
        Paired.MeanAndError(differences.Values);
        return Bootstrap.OfEvidence(differences, "Cohen's d_z", values => Summary.Average(values) / Math.Sqrt(Summary.Variance(values)), options);
    }

    /// <summary>
    /// Hedges' g_av: J(n − 1) mean(a − b) / √((s_a² + s_b²) / 2), in standard deviations of the scores themselves (Cumming 2012; Lakens 2013), with the correction for small samples
    /// J(ν) = Γ(ν/2) / (√(ν/2) Γ((ν − 1)/2)) (Hedges 1981); with groups of the groups' means.
    /// </summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="groups">The group of each image; none: every image is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Fewer than 3 units, a number that is not finite, lists of different length, or scores that don't vary.</exception>
    public static Interval HedgesAverage(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null)
    {
        Evidence first = Evidence.Of(a, groups, nameof(a), 3), second = Evidence.Of(b, groups, nameof(b), 3);
        Require.SameLength(first.Measured, second.Measured, nameof(a), nameof(b));
        return Bootstrap.OfPairs([.. first.Values.Zip(second.Values)], (x, y) => Correction(first.Count - 1) * (Summary.Average(x) - Summary.Average(y))
            / Math.Sqrt((Summary.Variance(x) + Summary.Variance(y)) / 2), null, options) with
        { Quantity = "Hedges' g_av", Measured = first.Measured };
    }

    /// <summary>Cliff's (1993) delta of two independent samples: (number of pairs with a &gt; b less those with a &lt; b) / (n_a n_b), −1 to 1. For pairs use <see cref="RankBiserial"/>.</summary>
    /// <param name="a">One sample, at least 2 values.</param>
    /// <param name="b">The other.</param>
    /// <param name="options">Confidence, draws, seed and method; both samples are drawn.</param>
    /// <exception cref="ArgumentException">Fewer than 2 values in a sample, or a number that is not finite.</exception>
    public static Interval CliffsDelta(IReadOnlyList<double> a, IReadOnlyList<double> b, BootstrapOptions? options = null)
    {
        double[] first = Require.Numbers(a, nameof(a), 2), second = Require.Numbers(b, nameof(b), 2);
        Require.Within(Math.Max(first.Length, second.Length), 2, 1000, "The number of values");
        var signs = first.Select(x => second.Select(y => Math.Sign(x - y)).ToArray()).ToArray();
        return new Resampling(first.Length + second.Length, Delta, options, first.Length).Interval("Cliff's delta", first.Length + second.Length);

        double Delta(int[] drawn)
        {
            var (sum, own) = (0, 0);
            while (own < drawn.Length && drawn[own] < first.Length)
                own++;
            for (var i = 0; i < own; i++)
            {
                var row = signs[drawn[i]];
                for (var j = own; j < drawn.Length; j++)
                    sum += row[drawn[j] - first.Length];
            }
            return sum / (double)own / (drawn.Length - own);
        }
    }

    /// <summary>The matched-pairs rank-biserial correlation (W⁺ − W⁻) / (W⁺ + W⁻) (Kerby 2014), −1 to 1: what goes with Wilcoxon's test. Pairs that don't differ are left out.</summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="groups">The group of each image; none: every image is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units, a number that is not finite, lists of different length, or no difference at all.</exception>
    public static Interval RankBiserial(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null) =>
        Bootstrap.OfEvidence(Evidence.Differences(a, b, groups, 2), "Rank-biserial correlation", values =>
        {
            var ranks = new SignedRanks(values.ToArray(), Zeros.LeftOut);
            return (ranks.Positive - ranks.Negative) / (ranks.Positive + ranks.Negative);
        }, options);

    internal static double Correction(double freedom) =>
        Math.Exp(SpecialFunctions.GammaLn(freedom / 2) - SpecialFunctions.GammaLn((freedom - 1) / 2)) / Math.Sqrt(freedom / 2);
}
