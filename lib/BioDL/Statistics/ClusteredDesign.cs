namespace BioDL.Statistics;

/// <summary>Several images of each of few independent groups (photograph, slide, animal): <c>new ClusteredDesign(groups: 6, imagesPerGroup: 10, intraClassCorrelation: 0.5, spread: 0.1)</c>.</summary>
public sealed record ClusteredDesign
{
    /// <summary>A design.</summary>
    /// <param name="groups">Number of independent groups, at least 2.</param>
    /// <param name="imagesPerGroup">Images of each, at least 1.</param>
    /// <param name="intraClassCorrelation">Correlation ρ of two images of a group, 0 to 1; see <see cref="EstimateCorrelation"/>.</param>
    /// <param name="spread">Standard deviation of the differences between images, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public ClusteredDesign(int groups, int imagesPerGroup, double intraClassCorrelation, double spread)
    {
        Require.Within(groups, 2, 1_000_000, nameof(groups));
        Require.Within(imagesPerGroup, 1, 1_000_000, nameof(imagesPerGroup));
        if (!(intraClassCorrelation is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(intraClassCorrelation), FormattableString.Invariant($"intraClassCorrelation is {intraClassCorrelation}; expected 0 to 1."));
        Require.Positive(spread, nameof(spread));
        (Groups, ImagesPerGroup, IntraClassCorrelation, Spread) = (groups, imagesPerGroup, intraClassCorrelation, spread);
    }

    /// <summary>Number of independent groups.</summary>
    public int Groups { get; }

    /// <summary>Images of each, m.</summary>
    public int ImagesPerGroup { get; }

    /// <summary>Correlation ρ of two images of a group, 0 to 1.</summary>
    public double IntraClassCorrelation { get; }

    /// <summary>Standard deviation σ of the differences between images.</summary>
    public double Spread { get; }

    /// <summary>How much the variance of the mean grows because images of a group are alike: 1 + (m − 1) ρ (Kish 1965).</summary>
    public double DesignEffect => 1 + (ImagesPerGroup - 1) * IntraClassCorrelation;

    /// <summary>How many independent images would say as much: all images / design effect.</summary>
    public double EffectiveImages => Groups * (double)ImagesPerGroup / DesignEffect;

    /// <summary>Standard deviation of the groups' means: σ √((1 + (m − 1) ρ) / m).</summary>
    public double GroupSpread => Spread * Math.Sqrt(DesignEffect / ImagesPerGroup);

    /// <summary>
    /// Estimates the intra-class correlation by analysis of variance: (B − W) / (B + (m₀ − 1) W) with the mean squares between (B) and within (W) groups and m₀ = (N − Σmᵢ²/N) / (groups − 1)
    /// (Donner 1986). Of few groups it is rough; below 0 take 0.
    /// </summary>
    /// <param name="values">One value per image, such as its difference between two methods.</param>
    /// <param name="groups">The group of each image: at least 2, and more images than groups.</param>
    /// <exception cref="ArgumentException">Too few values or groups, one that is not finite, or values that are all equal.</exception>
    public static double EstimateCorrelation(IReadOnlyList<double> values, IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var numbers = Require.Numbers(values, nameof(values), 3);
        var clusters = Evidence.Clusters(groups, numbers.Length, nameof(values));
        Require.AtLeast(clusters.Length, 2, nameof(groups));
        double count = numbers.Length, mean = Summary.Average(numbers);
        if (clusters.Length == numbers.Length)
            throw new ArgumentException($"Each of {clusters.Length} groups holds one value; expected groups with several, to see how alike they are.", nameof(groups));
        double[][] members = [.. clusters.Select(cluster => cluster.Select(i => numbers[i]).ToArray())];
        var between = members.Sum(group => group.Length * Math.Pow(Summary.Average(group) - mean, 2)) / (clusters.Length - 1);
        var within = members.Sum(group => group.Sum(value => Math.Pow(value - Summary.Average(group), 2))) / (count - clusters.Length);
        var size = (count - members.Sum(group => (double)group.Length * group.Length) / count) / (clusters.Length - 1);
        return between + within > 0 ? (between - within) / (between + (size - 1) * within)
            : throw new ArgumentException($"All {numbers.Length} values are {Wording.Number(numbers[0])}; expected values that vary.", nameof(values));
    }
}
