namespace BioDL.Statistics;

/// <summary>How studies are simulated.</summary>
public sealed record DesignOptions
{
    /// <summary>Share of studies that should show the difference, between 0.05 and 1.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Level of the two-sided test, between 0 and 0.5.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Number of simulated studies, 100 to 100,000.</summary>
    public int Studies { get; init; } = 2_000;

    /// <summary>Seed: the same seed, the same studies.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>What a design can show.</summary>
public sealed record DesignResult : Finding
{
    /// <summary>Number of independent fields, or groups.</summary>
    public required int Fields { get; init; }

    /// <summary>The mean difference that is shown, or the margin of equivalence.</summary>
    public required double Difference { get; init; }

    /// <summary>Standard deviation of the differences between fields, or groups.</summary>
    public required double Spread { get; init; }

    /// <summary>Share of studies that show it.</summary>
    public required double Power { get; init; }

    /// <summary>Level of the test.</summary>
    public required double Significance { get; init; }

    /// <summary>The test in words.</summary>
    public required string Test { get; init; }

    /// <summary>Whether equivalence is to be shown, not a difference.</summary>
    public bool Equivalence { get; init; }

    /// <summary>Groups and images, if there are several images of a group.</summary>
    public ClusteredDesign? Clusters { get; init; }

    /// <inheritdoc/>
    protected override string Sentence =>
        $"With {Sample}, {Test} at {Wording.Number(Significance)} shows {(Equivalence ? "equivalence on a margin of " : "a mean difference of ")}{Wording.Number(Difference)} in {Wording.Percent(Power)} of studies"
        + (Equivalence ? ", if there is no difference." : ", if the differences are normal.");

    private string Sample => Clusters is { } clusters
        ? $"{clusters.Groups} groups of {clusters.ImagesPerGroup} images (intra-class correlation {Wording.Number(clusters.IntraClassCorrelation)}, standard deviation of differences {Wording.Number(clusters.Spread)}; as much as {Wording.Number(clusters.EffectiveImages)} independent images)"
        : $"{Fields} independent fields (standard deviation of differences {Wording.Number(Spread)})";
}
