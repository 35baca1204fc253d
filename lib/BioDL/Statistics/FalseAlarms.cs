using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>
/// How often a treatment that does nothing would come out as significant: <c>FalseAlarms.Count(areas, fields)</c>. Whole groups are divided at random into two halves, called
/// treated and control; a sound test is significant at the level 0.05 in 5 of 100 such studies.
/// </summary>
public sealed record FalseAlarms : Finding
{
    private FalseAlarms()
    {
    }

    /// <summary>Number of studies that were made up.</summary>
    public required int Studies { get; init; }

    /// <summary>Number of groups.</summary>
    public required int Groups { get; init; }

    /// <summary>Number of values.</summary>
    public required int Values { get; init; }

    /// <summary>Level of the tests.</summary>
    public required double Significance { get; init; }

    /// <summary>Share of the studies, 0 to 1, that are significant when every value counts as independent.</summary>
    public required double ByValue { get; init; }

    /// <summary>The same when every group counts once, with its mean.</summary>
    public required double ByGroup { get; init; }

    /// <inheritdoc/>
    protected override string Sentence =>
        $"{Studies} studies of a treatment that does nothing: significant in {Wording.Percent(ByValue)} of them with n = {Values} values, in {Wording.Percent(ByGroup)} with n = "
        + $"{Groups} groups; {Wording.Percent(Significance)} is what the level promises";

    /// <summary>Divides groups at random, again and again, and tests the difference of means by Welch's t (1947), values first, then the groups' means.</summary>
    /// <param name="values">What was measured: one number per nucleus.</param>
    /// <param name="groups">The group of each value, such as its field; at least 4, the halves differing by one where their number is odd.</param>
    /// <param name="studies">How many, 1 to 100,000.</param>
    /// <param name="significance">Level of the tests.</param>
    /// <param name="seed">Decides the divisions.</param>
    /// <exception cref="ArgumentException">Fewer than 4 groups, a number that is not finite, lists of different length, or values that don't vary.</exception>
    public static FalseAlarms Count(IReadOnlyList<double> values, IReadOnlyList<string> groups, int studies = 1000, double significance = 0.05, int seed = 1)
    {
        var numbers = Require.Numbers(values, nameof(values), 4);
        ArgumentNullException.ThrowIfNull(groups);
        Require.SameLength(numbers.Length, groups.Count, nameof(values), nameof(groups));
        Require.Within(studies, 1, 100_000, nameof(studies));
        Require.Between(significance, 0, 0.5, nameof(significance));
        double[][] own = [.. numbers.Zip(groups).GroupBy(pair => pair.Second, StringComparer.Ordinal).Select(group => group.Select(pair => pair.First).ToArray())];
        if (own.Length < 4)
            throw new ArgumentException($"Found {own.Length} group{(own.Length == 1 ? "" : "s")}; expected at least 4, so that two are treated and two are not.", nameof(groups));
        double[][] means = [.. own.Select(group => new[] { Summary.Average(group) })];
        if (means.All(mean => mean[0] == means[0][0]))
            throw new ArgumentException("The means of all groups are equal; expected values that vary. Was the same number given for every object?", nameof(values));
        var (random, byValue, byGroup) = (new RandomDraws(seed), 0, 0);
        int[] order = [.. Enumerable.Range(0, own.Length)];
        for (var study = 0; study < studies; study++)
        {
            random.Shuffle(order);
            byValue += P(own, order) <= significance ? 1 : 0;
            byGroup += P(means, order) <= significance ? 1 : 0;
        }
        return new FalseAlarms
        {
            Studies = studies,
            Groups = own.Length,
            Values = numbers.Length,
            Significance = significance,
            ByValue = byValue / (double)studies,
            ByGroup = byGroup / (double)studies,
        };
    }

    /// <summary>p of Welch's test, the first half of the order against the second.</summary>
    private static double P(double[][] groups, int[] order)
    {
        var (first, second) = (Moments(groups, order.AsSpan(0, order.Length / 2)), Moments(groups, order.AsSpan(order.Length / 2)));
        var (a, b) = (first.Variance / first.Count, second.Variance / second.Count);
        if (!(a + b > 0))
            return first.Mean == second.Mean ? 1 : 0;
        var t = (first.Mean - second.Mean) / Math.Sqrt(a + b);
        var freedom = (a + b) * (a + b) / (a * a / (first.Count - 1) + b * b / (second.Count - 1));
        return 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t));
    }

    private static (double Mean, double Variance, int Count) Moments(double[][] groups, ReadOnlySpan<int> chosen)
    {
        var (count, sum) = (0, 0.0);
        foreach (var group in chosen)
            (count, sum) = (count + groups[group].Length, sum + groups[group].Sum());
        var (mean, squares) = (sum / count, 0.0);
        foreach (var group in chosen)
            squares += groups[group].Sum(value => (value - mean) * (value - mean));
        return (mean, squares / (count - 1), count);
    }
}
