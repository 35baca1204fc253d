using BioDL.Statistics;

namespace BioDL.Validation;

/// <summary>
/// Which test decides, and what it says. The rule, for n independent fields and k candidates, images of a field being averaged first:
/// <list type="bullet">
/// <item>n below 6: nothing is tested. Of 5 fields all pointing the same way, p of a two-sided permutation test is 2/2⁵ = 0.06.</item>
/// <item>k = 2: the paired permutation test of the mean difference, and two one-sided ones against the margin.</item>
/// <item>
/// k of 3 and more: first all candidates together, by analysis of variance for repeated measures (Greenhouse and Geisser's correction always on, so that sphericity need not be assumed) if there are at least
/// 20 fields and Shapiro and Wilk's test doesn't speak against normal residuals (p above 0.05), else by Friedman's test of ranks. Only if that is significant at 0.05 are pairs told apart: by the paired
/// permutation test, p adjusted after Holm for all k (k − 1)/2 pairs. Equivalence on the margin is adjusted in the same way, without that gate.
/// </item>
/// </list>
/// Pairs are not decided by Nemenyi's test: whether it tells two candidates apart depends on which others take part (Benavoli, Corani and Mangili 2016), and baselines always do here. Its diagram
/// (Demšar 2006) is drawn as an overview.
/// In 1,000 simulated comparisons each (normal scores; scores skewed to the left), 3 candidates of 8 fields that were all equal in truth were told apart in 2.9 % of both; the two equal ones beside a better one in
/// 4.8 and 4.9 %; 2 candidates that differed by the margin were called equivalent in 0.1 and 0.3 % with 8 fields, in 2.9 and 3.6 % with 26.
/// </summary>
internal sealed class ScoutDecision
{
    public const double Significance = 0.05;
    public const int FewestFields = 6;
    private const int FewestForVariance = 20;

    private ScoutDecision(int fields, string rule, Finding? together, double? p, NemenyiResult? ranks, IReadOnlyList<CandidatePair> pairs) =>
        (Fields, Rule, Together, P, Ranks, Pairs) = (fields, rule, together, p, ranks, pairs);

    /// <summary>Number of independent fields.</summary>
    public int Fields { get; }

    /// <summary>Which test was chosen and why, in a sentence.</summary>
    public string Rule { get; }

    /// <summary>The test of all candidates together; null where none was made.</summary>
    public Finding? Together { get; }

    /// <summary>Its p.</summary>
    public double? P { get; }

    /// <summary>Average ranks and the critical difference; null of fewer than 3 candidates or 6 fields.</summary>
    public NemenyiResult? Ranks { get; }

    /// <summary>Every two candidates; none where there are too few fields.</summary>
    public IReadOnlyList<CandidatePair> Pairs { get; }

    public static ScoutDecision Of(IReadOnlyList<CandidateResult> candidates, ScoutOptions options)
    {
        var (n, k) = (candidates[0].ByGroup.Count, candidates.Count);
        var fields = $"{n} independent field{(n == 1 ? "" : "s")}";
        if (n < FewestFields)
            return new ScoutDecision(n, $"{fields}: nothing is tested, since of fewer than {FewestFields} fields no difference can reach a level of 0.05.", null, null, null, []);
        if (k == 2)
            return new ScoutDecision(n, $"{fields}, two candidates: a paired permutation test over fields, and two one-sided ones against the margin.", null, null, null, PairsOf(candidates, options, true));
        if (Enumerable.Range(0, n).All(field => candidates.All(candidate => candidate.ByGroup[field] == candidates[0].ByGroup[field])))
            return new ScoutDecision(n, $"{fields}: all candidates have the same score in every field, which needs no test.", null, 1, null, PairsOf(candidates, options, false));
        (string, IReadOnlyList<double>)[] scores = [.. candidates.Select(candidate => (candidate.Name, candidate.ByGroup))];
        var friedman = Statistics.Compare.Friedman(scores);
        var (variance, why) = Variance(scores, n);
        var (together, p) = variance is null ? ((Finding)friedman, friedman.P) : (variance, variance.P);
        var rule = $"{fields}, {why}; pairs by paired permutation tests, p adjusted after Holm for {k * (k - 1) / 2} pairs.";
        return new ScoutDecision(n, rule, together, p, friedman.Nemenyi(Significance), PairsOf(candidates, options, p <= Significance));
    }

    private static (RepeatedMeasuresResult? Result, string Why) Variance((string, IReadOnlyList<double>)[] scores, int fields)
    {
        const string Ranks = "Friedman's test of ranks for all candidates together";
        if (fields < FewestForVariance)
            return (null, $"too few to see whether scores are normal: {Ranks}");
        try
        {
            var result = Statistics.Compare.RepeatedMeasures(scores);
            return result.Normality.P > Significance
                ? (result, "residuals that look normal: analysis of variance for repeated measures, Greenhouse–Geisser corrected, for all candidates together")
                : (null, $"residuals that don't look normal: {Ranks}");
        }
        catch (ArgumentException)
        {
            return (null, $"differences that don't vary: {Ranks}");
        }
    }

    private static CandidatePair[] PairsOf(IReadOnlyList<CandidateResult> candidates, ScoutOptions options, bool mayBeTold)
    {
        CandidateResult[] ordered = [.. candidates.OrderByDescending(candidate => candidate.MeanScore)];
        var pairs = Statistics.Compare.Pairs(ordered.Length).Select(pair => Pair(ordered[pair.First], ordered[pair.Second], options, mayBeTold)).ToArray();
        var p = Multiplicity.Holm([.. pairs.Select(pair => pair.P)]);
        var equivalence = Multiplicity.Holm([.. pairs.Select(pair => pair.PEquivalence)]);
        return [.. pairs.Select((pair, n) => pair with { P = p[n], PEquivalence = equivalence[n] })];
    }

    private static CandidatePair Pair(CandidateResult first, CandidateResult second, ScoutOptions options, bool mayBeTold)
    {
        var difference = ScoreDifference.Of([.. first.Scores], [.. second.Scores], first.Groups, options.Margin);
        return new CandidatePair
        {
            First = first,
            Second = second,
            Difference = difference,
            P = difference.P,
            PEquivalence = difference.Equivalence.P ?? 1,
            DifferencesMayBeTold = mayBeTold,
        };
    }

    /// <summary>Standard deviation over fields of the difference of two candidates; 0 where rounding alone makes it differ.</summary>
    public static double Spread(CandidateResult first, CandidateResult second)
    {
        double[] differences = [.. first.ByGroup.Zip(second.ByGroup, (a, b) => a - b)];
        var spread = Summary.StandardDeviation(differences);
        return spread > 1e-12 ? spread : 0;
    }
}
