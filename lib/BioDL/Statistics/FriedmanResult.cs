namespace BioDL.Statistics;

/// <summary>The result of Friedman's test. What differs from what is the next question: <see cref="Nemenyi"/>, or <see cref="Compare.Pairwise"/> with Holm's adjustment.</summary>
public sealed record FriedmanResult : Finding
{
    /// <summary>The methods, as given.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Each method's mean rank over the fields; 1 is the best.</summary>
    public required IReadOnlyList<double> AverageRanks { get; init; }

    /// <summary>Number of independent fields, n.</summary>
    public required int Fields { get; init; }

    /// <summary>Friedman's χ², corrected for ties.</summary>
    public required double ChiSquare { get; init; }

    /// <summary>Iman and Davenport's F; infinite when every field ranks the methods alike.</summary>
    public required double F { get; init; }

    /// <summary>p by permutations of each field's scores.</summary>
    public required double P { get; init; }

    /// <summary>Whether all permutations were counted.</summary>
    public required bool Exact { get; init; }

    /// <summary>p of χ² with k − 1 degrees of freedom; conservative for few fields.</summary>
    public double PChiSquare => FriedmanRanks.Approximate(ChiSquare, F, Methods.Count, Fields).ChiSquare;

    /// <summary>p of F with k − 1 and (k − 1)(n − 1) degrees of freedom.</summary>
    public double PF => FriedmanRanks.Approximate(ChiSquare, F, Methods.Count, Fields).F;

    /// <summary>
    /// Nemenyi's (1963) comparison of every two methods: average ranks differ if they lie at least CD = q √(k (k + 1) / 6n) apart, where q √2 is the quantile of the studentised range of k means with
    /// endless degrees of freedom (Demšar 2006).
    /// </summary>
    /// <param name="significance">Level for all comparisons together, between 0 and 0.5.</param>
    public NemenyiResult Nemenyi(double significance = 0.05)
    {
        Require.Between(significance, 0, 0.5, nameof(significance));
        double k = Methods.Count, unit = Math.Sqrt(k * (k + 1) / (12 * Fields));
        MethodPair Pair(int first, int second)
        {
            var difference = AverageRanks[first] - AverageRanks[second];
            var p = StudentisedRange.Above(Math.Abs(difference) / unit, Methods.Count, double.PositiveInfinity);
            return new MethodPair(Methods[first], Methods[second], difference, p, p);
        }
        return new NemenyiResult
        {
            Methods = Methods,
            AverageRanks = AverageRanks,
            Fields = Fields,
            Significance = significance,
            CriticalDifference = StudentisedRange.Quantile(significance, Methods.Count, double.PositiveInfinity) * unit,
            Pairs = [.. Compare.Pairs(Methods.Count).Select(pair => Pair(pair.First, pair.Second))],
        };
    }

    /// <inheritdoc/>
    protected override string Sentence =>
        $"Friedman test of {Methods.Count} methods on {Wording.Count(Fields, "field")}, {(Exact ? "all permutations" : "random permutations")}: χ²({Methods.Count - 1}) = {Wording.Number(ChiSquare)}, "
        + $"F({Methods.Count - 1}, {(Methods.Count - 1) * (Fields - 1)}) = {Wording.Number(F)}, {Wording.P(P)}. Average ranks (1 is best): "
        + string.Join(", ", Methods.Zip(AverageRanks).OrderBy(pair => pair.Second).Select(pair => $"{pair.First} {Wording.Number(pair.Second)}")) + ". " + Wording.Meaning(P, 0.05);
}
