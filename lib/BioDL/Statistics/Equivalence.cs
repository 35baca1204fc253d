using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>
/// Are two methods equal for practical purposes? Two one-sided tests (TOST, Schuirmann 1987) on a margin that was fixed before the data were seen: equivalent if the difference is
/// shown to be above −margin and below +margin, each at the significance level α; just then lies the interval of confidence 1 − 2α within the margins. "Not significant" is no such evidence.
/// </summary>
public static class Equivalence
{
    /// <summary>By t tests: t = (mean(d) ± margin) √n / sd(d). Assumes that differences d = a − b are about normal.</summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="margin">The largest difference that doesn't matter, above 0, in the scores' own unit.</param>
    /// <param name="groups">The group of each image: its mean difference is tested.</param>
    /// <param name="significance">Level α of each of the two tests, between 0 and 0.5.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units, a number that is not finite, lists of different length, or differences that are all equal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0, or the level out of its range.</exception>
    public static EquivalenceResult Paired(IReadOnlyList<double> a, IReadOnlyList<double> b, double margin, IReadOnlyList<string>? groups = null, double significance = 0.05)
    {
        var (differences, options) = Prepare(a, b, margin, groups, significance);
        var (mean, error) = Statistics.Paired.MeanAndError(differences.Values);
        StudentT t = Statistics.Paired.StudentT(differences.Count - 1);
        double Half(double level) => Statistics.Paired.Quantile(differences.Count - 1, 1 - level) * error;
        return Result(differences, margin, options, "two one-sided t tests") with
        {
            Low = mean - Half(significance),
            High = mean + Half(significance),
            PAbove = t.CumulativeDistribution(-(mean + margin) / error),
            PBelow = t.CumulativeDistribution((mean - margin) / error),
            ZeroExcluded = Math.Abs(mean) > Half(significance / 2),
        };
    }

    /// <summary>By sign-flip permutation tests of the differences moved by the margin. Assumes that differences are symmetric about their mean, not that they are normal.</summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="margin">The largest difference that doesn't matter, above 0, in the scores' own unit.</param>
    /// <param name="groups">The group of each image: its signs are flipped together.</param>
    /// <param name="significance">Level α of each of the two tests, between 0 and 0.5.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units, a number that is not finite, or lists of different length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0, or the level out of its range.</exception>
    public static EquivalenceResult PairedPermutation(IReadOnlyList<double> a, IReadOnlyList<double> b, double margin, IReadOnlyList<string>? groups = null, double significance = 0.05)
    {
        var (differences, options) = Prepare(a, b, margin, groups, significance);
        var (low, high) = SignFlips.Limits(differences.Values, options with { Significance = Math.Min(2 * significance, 0.999999) });
        var (atLeast, atMost) = SignFlips.Tails(differences.Values, options);
        return Result(differences, margin, options, "two one-sided sign-flip permutation tests") with
        {
            Low = low,
            High = high,
            PAbove = SignFlips.Tails([.. differences.Values.Select(difference => difference + margin)], options).AtLeast,
            PBelow = SignFlips.Tails([.. differences.Values.Select(difference => difference - margin)], options).AtMost,
            ZeroExcluded = options.Choose(atLeast, atMost) <= significance,
            Cautions = Math.ScaleB(1, -differences.Count) > significance ? [$"Of {differences.Count} units this test can never show equivalence at {Wording.Number(significance)}."] : [],
        };
    }

    /// <summary>By the BCa bootstrap: equivalent if the interval of confidence 1 − 2α lies within the margins. Of fewer than 20 units it is too ready to say so.</summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="margin">The largest difference that doesn't matter, above 0, in the scores' own unit.</param>
    /// <param name="groups">The group of each image: whole groups are drawn.</param>
    /// <param name="significance">Level α, between 0 and 0.5.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units, a number that is not finite, or lists of different length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0, or the level out of its range.</exception>
    public static EquivalenceResult PairedBootstrap(IReadOnlyList<double> a, IReadOnlyList<double> b, double margin, IReadOnlyList<string>? groups = null, double significance = 0.05)
    {
        var (differences, options) = Prepare(a, b, margin, groups, significance);
        Interval Of(double confidence) => Bootstrap.Difference(a, b, groups, new BootstrapOptions { Confidence = confidence });
        Interval narrow = Of(1 - 2 * significance), wide = Of(1 - significance);
        return Result(differences, margin, options, narrow.Method) with { Low = narrow.Low, High = narrow.High, ZeroExcluded = !wide.Contains(0), Cautions = narrow.Cautions };
    }

    private static (Evidence Differences, TestOptions Options) Prepare(IReadOnlyList<double> a, IReadOnlyList<double> b, double margin, IReadOnlyList<string>? groups, double significance)
    {
        Require.Positive(margin, nameof(margin));
        Require.Between(significance, 0, 0.5, nameof(significance));
        return (Evidence.Differences(a, b, groups, 2), new TestOptions { Significance = significance });
    }

    private static EquivalenceResult Result(Evidence differences, double margin, TestOptions options, string test) => new()
    {
        Test = test,
        Estimate = Summary.Average(differences.Values),
        Low = 0,
        High = 0,
        Margin = margin,
        Significance = options.Significance,
        ZeroExcluded = false,
        Units = differences.Count,
        Size = differences.Describe("pair"),
    };
}
