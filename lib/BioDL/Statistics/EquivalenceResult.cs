namespace BioDL.Statistics;

/// <summary>What a comparison on a margin comes to.</summary>
public enum Verdict
{
    /// <summary>Neither a difference nor equivalence was shown: more independent units are needed.</summary>
    CannotTell,

    /// <summary>The difference is shown to be smaller than the margin, either way.</summary>
    Equivalent,

    /// <summary>a is greater than b, and not equivalent.</summary>
    Greater,

    /// <summary>a is less than b, and not equivalent.</summary>
    Less,
}

/// <summary>The result of a test of equivalence.</summary>
public sealed record EquivalenceResult : Finding
{
    /// <summary>The test in words.</summary>
    public required string Test { get; init; }

    /// <summary>Mean difference a − b.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the interval of confidence 1 − 2 × significance.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>The largest difference that doesn't matter.</summary>
    public required double Margin { get; init; }

    /// <summary>Level of each of the two tests.</summary>
    public required double Significance { get; init; }

    /// <summary>Chance of such data if the difference were −margin; none for the bootstrap, which decides by its interval.</summary>
    public double? PAbove { get; init; }

    /// <summary>Chance of such data if the difference were +margin.</summary>
    public double? PBelow { get; init; }

    /// <summary>p of equivalence: the larger of the two.</summary>
    public double? P => PAbove is { } above && PBelow is { } below ? Math.Max(above, below) : null;

    /// <summary>Whether the two-sided test at the significance level shows that there is a difference.</summary>
    public required bool ZeroExcluded { get; init; }

    /// <summary>Number of independent units: groups where groups were given.</summary>
    public required int Units { get; init; }

    /// <summary>The units in words: "4 groups (12 pairs)".</summary>
    public required string Size { get; init; }

    /// <summary>Equivalent, greater, less, or not to be told.</summary>
    public Verdict Verdict => (P is { } p ? p <= Significance : Low > -Margin && High < Margin) ? Verdict.Equivalent
        : !ZeroExcluded ? Verdict.CannotTell : Estimate > 0 ? Verdict.Greater : Verdict.Less;

    /// <inheritdoc/>
    protected override string Sentence =>
        $"Mean difference {Wording.Number(Estimate)} ({Wording.Interval(Low, High, 1 - 2 * Significance)}; {Size}), margin ±{Wording.Number(Margin)}; {Test}{(P is { } p ? ", " + Wording.P(p) : "")}: {Meaning}";

    private string Meaning => Verdict switch
    {
        Verdict.Equivalent => ZeroExcluded ? "equivalent within the margin, though not the same: a small difference was shown." : "equivalent within the margin.",
        Verdict.Greater => Low > Margin ? "the first is greater, by more than the margin." : "the first is greater; whether by more than the margin is not sure.",
        Verdict.Less => High < -Margin ? "the first is less, by more than the margin." : "the first is less; whether by more than the margin is not sure.",
        _ => "neither equivalence nor a difference was shown. More independent units are needed.",
    };
}
