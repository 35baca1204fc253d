using System.Globalization;
using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>
/// Do two methods differ, measured on the same fields? <c>Paired.Permutation(unet.Accuracies, otsu.Accuracies, groups: photographs)</c>. With groups the means of
/// each group's differences are tested, so that n is the number of independent fields, slides or animals.
/// </summary>
public static class Paired
{
    private const int MostPairs = 2_000;

    /// <summary>
    /// The sign-flip permutation test (Fisher 1935) of the mean difference: p is the share of the 2ⁿ ways to give the differences signs whose sum is at least as
    /// extreme. All are counted up to n = 32; beyond that random ones are drawn, p = (b + 1) / (m + 1) (Phipson and Smyth 2010). Assumes that differences are
    /// symmetric about 0 if the methods are equal. The interval holds the shifts that the test would not reject (Hartigan 1969).
    /// </summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="groups">The group of each image: its signs are flipped together.</param>
    /// <param name="options">Alternative, level, draws and seed.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units, a number that is not finite, lists of different length, or no difference at all.</exception>
    public static TestResult Permutation(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups = null, TestOptions? options = null)
    {
        var (differences, chosen) = Prepare(a, b, groups, options);
        var (atLeast, atMost) = SignFlips.Tails(differences.Values, chosen);
        var (low, high) = SignFlips.Limits(differences.Values, chosen);
        var mean = Summary.Average(differences.Values);
        var exact = differences.Count <= SignFlips.MostExact;
        return Result(differences, chosen, exact) with
        {
            Test = exact ? "paired permutation test, all sign flips" : FormattableString.Invariant($"paired permutation test, {chosen.Draws:#,0} random sign flips"),
            Quantity = "Mean difference",
            Estimate = mean,
            Low = low,
            High = high,
            StatisticName = "mean",
            Statistic = mean,
            P = chosen.Choose(atLeast, atMost),
        };
    }

    /// <summary>
    /// Wilcoxon's signed-rank test (Wilcoxon 1945): W⁺ is the sum of the ranks of |dᵢ| where dᵢ &gt; 0. Exact up to 200 pairs that differ, ties included, else normal
    /// with continuity correction. The estimate is the median of the means of two differences (Hodges and Lehmann 1963), its interval the shifts that the test would not reject.
    /// Assumes that differences are symmetric about 0 if the methods are equal.
    /// </summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="groups">The group of each image: its mean difference is ranked.</param>
    /// <param name="options">Alternative, level, and what becomes of pairs that don't differ.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units or more than 2,000, a number that is not finite, lists of different length, or no difference at all.</exception>
    public static TestResult Wilcoxon(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups = null, TestOptions? options = null)
    {
        var (differences, chosen) = Prepare(a, b, groups, options);
        Require.Within(differences.Count, 2, MostPairs, groups is null ? "The number of pairs" : "The number of groups");
        var ranks = new SignedRanks(differences.Values, chosen.Zeros);
        var (atLeast, atMost) = ranks.Tails();
        var (middle, low, high) = SignedRanks.Shift(differences.Values, SignedRanks.Outside(differences.Count, chosen.Significance));
        var result = Result(differences, chosen, ranks.IsExact);
        return result with
        {
            Test = ranks.IsExact ? "Wilcoxon signed-rank test, exact" : "Wilcoxon signed-rank test, normal approximation",
            Quantity = "Median of paired means of differences",
            Estimate = middle,
            Low = low,
            High = high,
            StatisticName = "W⁺",
            Statistic = ranks.Positive,
            P = chosen.Choose(atLeast, atMost),
            Cautions = ranks.Dropped == 0 ? result.Cautions : [.. result.Cautions, string.Create(CultureInfo.InvariantCulture,
                $"{Wording.Count(ranks.Dropped, "unit")} did not differ and {(ranks.Dropped == 1 ? "was" : "were")} {(chosen.Zeros == Zeros.LeftOut ? "left out" : "ranked without a sign (Pratt)")}.")],
        };
    }

    /// <summary>
    /// The paired t test (Student 1908): t = mean(d) √n / sd(d), with n − 1 degrees of freedom. Assumes that differences are about normal, which few can't show.
    /// </summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="groups">The group of each image: its mean difference is tested.</param>
    /// <param name="options">Alternative and level.</param>
    /// <exception cref="ArgumentException">Fewer than 2 units, a number that is not finite, lists of different length, or differences that are all equal.</exception>
    public static TestResult StudentT(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups = null, TestOptions? options = null)
    {
        var (differences, chosen) = Prepare(a, b, groups, options);
        var (mean, error) = MeanAndError(differences.Values);
        double freedom = differences.Count - 1, t = mean / error;
        var half = Quantile(freedom, 1 - chosen.Significance / 2) * error;
        return Result(differences, chosen, exact: false) with
        {
            Test = "paired t test",
            Quantity = "Mean difference",
            Estimate = mean,
            Low = mean - half,
            High = mean + half,
            StatisticName = $"t({freedom})",
            Statistic = t,
            P = chosen.Choose(StudentT(freedom).CumulativeDistribution(-t), StudentT(freedom).CumulativeDistribution(t)),
        };
    }

    internal static StudentT StudentT(double freedom) => new(0, 1, freedom);

    /// <summary>The t below which a share lies, with a step of Newton's on what MathNet finds to nine digits.</summary>
    internal static double Quantile(double freedom, double share)
    {
        var distribution = StudentT(freedom);
        var t = distribution.InverseCumulativeDistribution(share);
        return t - (distribution.CumulativeDistribution(t) - share) / distribution.Density(t);
    }

    internal static (double Mean, double Error) MeanAndError(double[] differences)
    {
        var error = Math.Sqrt(Summary.Variance(differences) / differences.Length);
        return differences.Any(difference => difference != differences[0])
            ? (Summary.Average(differences), error)
            : throw new ArgumentException($"All {differences.Length} differences are {Wording.Number(differences[0])}; expected differences that vary, since t divides by their spread. Use Paired.Permutation.");
    }

    private static (Evidence Differences, TestOptions Options) Prepare(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups, TestOptions? options)
    {
        var differences = Evidence.Differences(a, b, groups, 2);
        return differences.Values.Any(difference => difference != 0)
            ? (differences, (options ?? new TestOptions()).Checked())
            : throw new ArgumentException($"All {differences.Count} differences are 0; expected some that are not. Are a and b the same scores?", nameof(b));
    }

    private static TestResult Result(Evidence differences, TestOptions options, bool exact)
    {
        var sides = options.Alternative == Alternative.TwoSided ? 2 : 1;
        var least = sides * Math.ScaleB(1, -Math.Min(differences.Count, 1000));
        return new TestResult
        {
            Test = "",
            Quantity = "",
            Estimate = 0,
            Low = 0,
            High = 0,
            StatisticName = "",
            Statistic = 0,
            P = 1,
            Units = differences.Count,
            Size = differences.Describe("pair"),
            Options = options,
            Cautions = exact && least > options.Significance
                ? [$"With {differences.Count} units the smallest p that this test can give is {Wording.Number(least)}: it could not have been significant at {Wording.Number(options.Significance)}."]
                : !exact && differences.Count < 10 ? [$"Whether {differences.Count} differences are normal can't be seen; compare with Paired.Permutation."] : [],
        };
    }
}
