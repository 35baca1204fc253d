namespace BioDL.Statistics;

/// <summary>Numbers that sum up a sample: <c>Summary.Median(scores)</c>. All refuse NaN, infinity and empty samples.</summary>
public static class Summary
{
    /// <summary>Makes a median absolute deviation estimate the standard deviation of a normal distribution: 1 / Φ⁻¹(3/4).</summary>
    public const double NormalConsistency = 1.482602218505602;

    /// <summary>The arithmetic mean, Σx / n.</summary>
    /// <exception cref="ArgumentException">No value, or one that is no finite number.</exception>
    public static double Mean(IReadOnlyList<double> values) => Average(Require.Numbers(values, nameof(values)));

    /// <inheritdoc cref="Mean(IReadOnlyList{double})"/>
    public static double Mean(ReadOnlySpan<double> values) => Average(Checked(values, 1));

    /// <summary>The standard deviation of a sample, √(Σ(x − mean)² / (n − 1)).</summary>
    /// <exception cref="ArgumentException">Fewer than 2 values, or one that is no finite number.</exception>
    public static double StandardDeviation(IReadOnlyList<double> values) => Math.Sqrt(Variance(Require.Numbers(values, nameof(values), 2)));

    /// <inheritdoc cref="StandardDeviation(IReadOnlyList{double})"/>
    public static double StandardDeviation(ReadOnlySpan<double> values) => Math.Sqrt(Variance(Checked(values, 2)));

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    /// <exception cref="ArgumentException">No value, or one that is no finite number.</exception>
    public static double Median(IReadOnlyList<double> values) => Quantile(values, 0.5);

    /// <inheritdoc cref="Median(IReadOnlyList{double})"/>
    public static double Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>
    /// The value below which a share of the sample lies, linear between neighbours: with h = share × (n − 1) it is
    /// x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎), counted from 0 (definition 7 of Hyndman and Fan 1996, NumPy's default).
    /// </summary>
    /// <param name="values">The sample, in any order.</param>
    /// <param name="share">From 0 (smallest) to 1 (largest).</param>
    /// <exception cref="ArgumentException">No value, or one that is no finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share lies outside of 0 to 1.</exception>
    public static double Quantile(IReadOnlyList<double> values, double share) => QuantileOf(Require.Numbers(values, nameof(values)), share);

    /// <inheritdoc cref="Quantile(IReadOnlyList{double}, double)"/>
    public static double Quantile(ReadOnlySpan<double> values, double share)
    {
        Checked(values, 1);
        return QuantileOf(values.ToArray(), share);
    }

    /// <summary>
    /// The median of |x − median(x)|, a spread that a few outliers don't move (Hampel 1974). Times <see cref="NormalConsistency"/> it estimates
    /// the standard deviation of normal data.
    /// </summary>
    /// <exception cref="ArgumentException">No value, or one that is no finite number.</exception>
    public static double MedianAbsoluteDeviation(IReadOnlyList<double> values)
    {
        var middle = Median(values);
        return Median([.. values.Select(value => Math.Abs(value - middle))]);
    }

    /// <summary>The mean of each group (photograph, slide, animal), in the order of its first member: the independent units of a test.</summary>
    /// <param name="values">One value per image.</param>
    /// <param name="groups">The group of each image.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or hold what is no finite number.</exception>
    public static IReadOnlyList<double> ByGroup(IReadOnlyList<double> values, IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Evidence.Of(values, groups, nameof(values), 1).Values;
    }

    internal static double Average(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    internal static double Variance(ReadOnlySpan<double> values)
    {
        var mean = Average(values);
        var sum = 0.0;
        foreach (var value in values)
            sum += (value - mean) * (value - mean);
        return sum / (values.Length - 1);
    }

    internal static double QuantileOf(double[] values, double share)
    {
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share from 0 (the smallest value) to 1 (the largest).");
        Array.Sort(values);
        return OfSorted(values, share);
    }

    internal static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = Math.Min((int)position, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static ReadOnlySpan<double> Checked(ReadOnlySpan<double> values, int least)
    {
        Require.AtLeast(values.Length, least, nameof(values));
        Require.Finite(values, nameof(values));
        return values;
    }
}
