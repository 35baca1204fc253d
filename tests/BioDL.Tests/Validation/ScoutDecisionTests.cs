using BioDL.Statistics;
using BioDL.Validation;
using MathNet.Numerics.Distributions;
using Xunit.Abstractions;
using Verdict = BioDL.Statistics.Verdict;

namespace BioDL.Tests.Validation;

public sealed class ScoutDecisionTests(ITestOutputHelper output)
{
    private const int Studies = 1_000;

    private static readonly ScoutOptions Options = new() { Margin = 0.05 };

    [Fact]
    public void Normal_scores_of_many_fields_go_to_the_analysis_of_variance_others_to_ranks()
    {
        // Residuals are normal scores in three different orders; then one field where one candidate breaks down.
        double[] normal = [.. Enumerable.Range(1, 24).Select(i => 0.02 * Normal.InvCDF(0, 1, (i - 0.375) / 24.25))];
        double[][] scores = [[.. normal.Select(z => 0.8 + z)], [.. normal.Select((_, n) => 0.7 + normal[n * 5 % 24])], [.. normal.Select((_, n) => 0.6 + normal[n * 7 % 24])]];
        var decision = ScoutDecision.Of(ScoutFields.Scored(Options, scores), Options);
        Assert.IsType<RepeatedMeasuresResult>(decision.Together);
        Assert.StartsWith("24 independent fields, residuals that look normal: analysis of variance", decision.Rule, StringComparison.Ordinal);
        Assert.All(decision.Pairs, pair => Assert.Equal(Verdict.Greater, pair.Verdict));
        scores[0][5] = 0;
        var broken = ScoutDecision.Of(ScoutFields.Scored(Options, scores), Options);
        Assert.StartsWith("24 independent fields, residuals that don't look normal: Friedman", broken.Rule, StringComparison.Ordinal);
        Assert.StartsWith("12 independent fields, too few to see whether scores are normal: Friedman's test of ranks for all candidates together; pairs by paired permutation tests, p adjusted after Holm for 3 pairs.",
            ScoutDecision.Of(ScoutFields.Scored(Options, scores.Select(own => own[6..18])), Options).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Adjusted_p_are_those_of_Holm_by_hand()
    {
        // A beats C in all 6 fields, B beats C in all 6: 2/64 each. A and B: +, +, +, −, −, − of the same size: p = 1. Holm: 3 · 2/64 twice, then 1.
        double[][] scores = [[0.9, 0.9, 0.9, 0.8, 0.8, 0.8], [0.8, 0.8, 0.8, 0.9, 0.9, 0.9], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]];
        var pairs = ScoutDecision.Of(ScoutFields.Scored(Options, scores), Options).Pairs;
        Assert.Equal([1, 6 / 64.0, 6 / 64.0], pairs.Select(pair => pair.P), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.All(pairs, pair => Assert.Equal(Verdict.CannotTell, pair.Verdict));
    }

    /// <summary>Where all are equal in truth, some pair is told apart in at most a share of 0.05 of comparisons; where the difference is just the margin, equivalence is said in at most 0.05.</summary>
    [Theory]
    [Trait("Tier", "long")]
    [InlineData(3, 8)]
    [InlineData(3, 12)]
    [InlineData(5, 12)]
    public void Equal_candidates_are_told_apart_no_more_often_than_stated(int candidates, int fields)
    {
        foreach (var (name, draw) in Populations())
        {
            // The best of all apart, the others equal: does one of them get told from another?
            var (all, others) = (Share(study => Told(Scores(study, candidates, fields, draw, best: 0), 0)), Share(study => Told(Scores(study, candidates, fields, draw, best: 0.3), 1)));
            output.WriteLine($"{candidates} candidates, {fields} fields, {name}: all equal {all:0.000}, all but the best equal {others:0.000}");
            Assert.InRange(all, 0, 0.066);
            Assert.InRange(others, 0, 0.066);
        }
    }

    [Theory]
    [Trait("Tier", "long")]
    [InlineData(2, 8)]
    [InlineData(2, 26)]
    [InlineData(4, 12)]
    public void Candidates_that_differ_by_the_margin_are_called_equivalent_no_more_often_than_stated(int candidates, int fields)
    {
        foreach (var (name, draw) in Populations())
        {
            var share = Share(study => ScoutDecision.Of(ScoutFields.Scored(Options, Scores(study, candidates, fields, draw, best: Options.Margin)), Options).Pairs
                .Any(pair => (pair.First.Name == "candidate 0" || pair.Second.Name == "candidate 0") && pair.Verdict == Verdict.Equivalent));
            output.WriteLine($"{candidates} candidates, {fields} fields, {name}: {share:0.000}");
            Assert.InRange(share, 0, 0.066);
        }
    }

    private static bool Told(IEnumerable<double[]> scores, int from)
    {
        string[] equal = [.. Enumerable.Range(from, 10).Select(n => $"candidate {n}")];
        return ScoutDecision.Of(ScoutFields.Scored(Options, scores), Options).Pairs
            .Any(pair => equal.Contains(pair.First.Name) && equal.Contains(pair.Second.Name) && pair.Differ);
    }

    private static double Share(Func<int, bool> condition) => Enumerable.Range(0, Studies).AsParallel().Count(condition) / (double)Studies;

    /// <summary>Each field has a difficulty of its own that all candidates share; the first candidate is better by a constant.</summary>
    private static IEnumerable<double[]> Scores(int study, int candidates, int fields, Func<Random, double> draw, double best)
    {
        var random = new Random(study);
        double[] difficulty = [.. Enumerable.Range(0, fields).Select(_ => draw(random))];
        return [.. Enumerable.Range(0, candidates).Select(candidate => difficulty.Select(hard => hard + draw(random) + (candidate == 0 ? best : 0)).ToArray())];
    }

    private static (string Name, Func<Random, double> Draw)[] Populations() =>
        [("normal", random => 0.1 * Normal.InvCDF(0, 1, Uniform(random))), ("skewed to the left", random => 0.1 * Math.Log(Uniform(random)))];

    private static double Uniform(Random random) => Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12);
}
