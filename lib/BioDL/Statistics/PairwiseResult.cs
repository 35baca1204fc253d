namespace BioDL.Statistics;

/// <summary>Two methods compared.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Difference">First less second: of average ranks after Nemenyi (below 0: the first is better), else of scores.</param>
/// <param name="P">Unadjusted p; the adjusted one where the method knows no other.</param>
/// <param name="Adjusted">p adjusted for the number of comparisons.</param>
public sealed record MethodPair(string First, string Second, double Difference, double P, double Adjusted);

/// <summary>Every two of several methods compared.</summary>
public sealed record PairwiseResult : Finding
{
    /// <summary>The paired test.</summary>
    public required string Test { get; init; }

    /// <summary>How p were adjusted.</summary>
    public required string Adjustment { get; init; }

    /// <summary>Number of independent fields.</summary>
    public required int Fields { get; init; }

    /// <summary>The comparisons.</summary>
    public required IReadOnlyList<MethodPair> Pairs { get; init; }

    /// <inheritdoc/>
    protected override string Sentence => $"{Test}, p adjusted after {Adjustment} for {Wording.Count(Pairs.Count, "comparison")} on {Wording.Count(Fields, "field")}: "
        + string.Join("; ", Pairs.Select(pair => $"{pair.First} and {pair.Second} differ by {Wording.Number(pair.Difference)}, {Wording.P(pair.Adjusted)}")) + ".";
}
