namespace BioDL.Statistics;

/// <summary>A statistic of a sample: <c>values =&gt; Summary.Quantile(values, 0.9)</c>. NaN means that it is undefined there.</summary>
/// <param name="values">The sample; valid only during the call.</param>
public delegate double Statistic(ReadOnlySpan<double> values);

/// <summary>A statistic of pairs, such as a correlation. NaN means that it is undefined there.</summary>
/// <param name="first">First of each pair; valid only during the call.</param>
/// <param name="second">Second of each pair.</param>
public delegate double PairStatistic(ReadOnlySpan<double> first, ReadOnlySpan<double> second);

/// <summary>
/// How sure is a figure? Units are drawn with replacement, as many as there are, the figure is computed again, many times (Efron 1979):
/// <c>Bootstrap.Mean(accuracies, groups: photographs)</c>. With groups, whole groups are drawn (the cluster bootstrap of Davison and Hinkley 1997, section 3.8), since
/// images of one photograph, slide or animal are no independent evidence. In 2,000 simulated studies each, 95 % intervals (BCa) of the mean of 8, 12, 20 and 50 normal values held it in 88, 91, 92 and 94 %,
/// of exponential ones in 86, 88, 91 and 94 %.
/// </summary>
public static class Bootstrap
{
    /// <summary>The mean; with groups the mean of the groups' means, every group counted once.</summary>
    /// <param name="values">One value per image, at least 2 (of at least 2 groups).</param>
    /// <param name="groups">The group of each image; none: every image is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Too few values, one that is no finite number, or lists of different length.</exception>
    public static Interval Mean(IReadOnlyList<double> values, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null) =>
        OfEvidence(Evidence.Of(values, groups, nameof(values), 2), groups is null ? "Mean" : "Mean of the groups' means", Summary.Average, options);

    /// <summary>The median; with groups the median of the groups' means.</summary>
    /// <param name="values">One value per image, at least 2 (of at least 2 groups).</param>
    /// <param name="groups">The group of each image; none: every image is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Too few values, one that is no finite number, or lists of different length.</exception>
    public static Interval Median(IReadOnlyList<double> values, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null) => OfEvidence(
        Evidence.Of(values, groups, nameof(values), 2), groups is null ? "Median" : "Median of the groups' means", sample => Summary.QuantileOf(sample.ToArray(), 0.5), options);

    /// <summary>The mean difference a − b of pairs; with groups the mean of the groups' mean differences.</summary>
    /// <param name="a">One method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="groups">The group of each image; none: every image is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Too few values, one that is no finite number, or lists of different length.</exception>
    public static Interval Difference(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null) =>
        OfEvidence(Evidence.Differences(a, b, groups, 2), groups is null ? "Mean difference" : "Mean of the groups' mean differences", Summary.Average, options);

    /// <summary>Any statistic of a sample. With groups it sees all values of the groups that were drawn, a group drawn twice with its values twice.</summary>
    /// <param name="values">One value per image, at least 2 (of at least 2 groups).</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="groups">The group of each image; none: every image is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Too few values, one that is no finite number, lists of different length, or a statistic that is undefined for the sample.</exception>
    public static Interval Of(IReadOnlyList<double> values, Statistic statistic, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var numbers = Require.Numbers(values, nameof(values), 2);
        var clusters = Evidence.Clusters(groups, numbers.Length, nameof(values));
        return new Resampling(clusters.Length, drawn => statistic(Gather(numbers, clusters, drawn)), options).Interval("Statistic", numbers.Length);
    }

    /// <summary>Any statistic of pairs, such as a correlation: pairs (with groups, whole groups of pairs) are drawn.</summary>
    /// <param name="pairs">The pairs, at least 2 (of at least 2 groups).</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="groups">The group of each pair; none: every pair is independent.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Too few pairs, a number that is not finite, lists of different length, or a statistic that is undefined for the sample.</exception>
    public static Interval OfPairs(IReadOnlyList<(double First, double Second)> pairs, PairStatistic statistic, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(statistic);
        double[] first = Require.Numbers([.. pairs.Select(pair => pair.First)], nameof(pairs), 2), second = Require.Numbers([.. pairs.Select(pair => pair.Second)], nameof(pairs), 2);
        var clusters = Evidence.Clusters(groups, first.Length, nameof(pairs));
        return new Resampling(clusters.Length, drawn => statistic(Gather(first, clusters, drawn), Gather(second, clusters, drawn)), options).Interval("Statistic", first.Length);
    }

    /// <summary>Any statistic of groups, such as a variance between animals: whole groups are drawn.</summary>
    /// <param name="groups">At least 2 groups, each of at least 1 value.</param>
    /// <param name="statistic">The statistic; it sees as many groups as were given. NaN means that it is undefined there.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <exception cref="ArgumentException">Fewer than 2 groups, an empty one, a number that is not finite, or a statistic that is undefined for the sample.</exception>
    public static Interval OfGroups(IReadOnlyList<IReadOnlyList<double>> groups, Func<IReadOnlyList<IReadOnlyList<double>>, double> statistic, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(statistic);
        double[][] copies = [.. groups.Select((group, n) => Require.Numbers(group, $"groups[{n}]"))];
        return new Resampling(copies.Length, drawn => statistic([.. drawn.Select(n => copies[n])]), options).Interval("Statistic", copies.Sum(group => group.Length));
    }

    internal static Interval OfEvidence(Evidence evidence, string quantity, Statistic statistic, BootstrapOptions? options)
    {
        var sample = new double[evidence.Count];
        return new Resampling(evidence.Count, drawn =>
        {
            var values = evidence.Values;
            for (var i = 0; i < drawn.Length; i++)
                sample[i] = values[drawn[i]];
            return statistic(sample.AsSpan(0, drawn.Length));
        }, options).Interval(quantity, evidence.Measured);
    }

    private static double[] Gather(double[] values, int[][] clusters, int[] drawn)
    {
        var gathered = new double[drawn.Sum(cluster => clusters[cluster].Length)];
        var next = 0;
        foreach (var cluster in drawn)
        {
            foreach (var member in clusters[cluster])
                gathered[next++] = values[member];
        }
        return gathered;
    }
}
