namespace BioDL.Statistics;

/// <summary>The result of a test of a difference.</summary>
public sealed record TestResult : Finding
{
    /// <summary>The test, and how p was found: "Wilcoxon signed-rank test, exact".</summary>
    public required string Test { get; init; }

    /// <summary>What was estimated: "mean difference".</summary>
    public required string Quantity { get; init; }

    /// <summary>The estimated difference, a − b.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the two-sided interval that goes with the test; −∞ when there are too few units for one.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>The test's statistic by name: "W⁺".</summary>
    public required string StatisticName { get; init; }

    /// <summary>Its value.</summary>
    public required double Statistic { get; init; }

    /// <summary>Chance of a result at least as extreme if there were no difference.</summary>
    public required double P { get; init; }

    /// <summary>Number of independent units: groups where groups were given.</summary>
    public required int Units { get; init; }

    /// <summary>The units in words: "4 groups (12 pairs)".</summary>
    public required string Size { get; init; }

    /// <summary>Which difference was looked for, and the level.</summary>
    public required TestOptions Options { get; init; }

    /// <summary>Whether p is at most the significance level. If not, that does not show equality: see <see cref="Equivalence"/>.</summary>
    public bool Significant => P <= Options.Significance;

    /// <inheritdoc/>
    protected override string Sentence =>
        $"{Quantity} {Wording.Number(Estimate)} ({Wording.Interval(Low, High, Options.Confidence)}; {Size}); {Test}{Side}: {StatisticName} = {Wording.Number(Statistic)}, {Wording.P(P)}. {Wording.Meaning(P, Options.Significance)}";

    private string Side => Options.Alternative == Alternative.TwoSided ? "" : $", one-sided ({(Options.Alternative == Alternative.Greater ? "greater" : "less")})";
}
