using BioDL.Display;
using BioDL.Statistics;

namespace BioDL.Validation;

/// <summary>How much better one method scored than another on the same fields, and what that comes to on a margin that was fixed before.</summary>
public sealed record ScoreDifference : Finding
{
    private ScoreDifference(EquivalenceResult equivalence) => Equivalence = equivalence;

    /// <summary>Mean difference, one less other: averaged within each independent field, then over them.</summary>
    public double Estimate => Equivalence.Estimate;

    /// <summary>Lower end of the 95 % interval, the shifts that the permutation test would not reject; −∞ of fewer than 6 independent fields.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>p of there being no difference, by permutations that flip whole fields; 1 when no field differs.</summary>
    public required double P { get; init; }

    /// <summary>The test on the margin.</summary>
    public EquivalenceResult Equivalence { get; }

    /// <summary>Better (greater), equivalent within the margin, worse (less), or not to be told, each at a level of 0.05.</summary>
    public Verdict Verdict => Equivalence.Verdict;

    /// <summary>The difference in each independent field, averaged over its images.</summary>
    public required IReadOnlyList<double> ByField { get; init; }

    /// <summary>Number of independent fields.</summary>
    public int Fields => Equivalence.Units;

    /// <inheritdoc/>
    protected override string Sentence => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"Mean difference of scores {Estimate:0.###} ({Interval}; {Equivalence.Size}), paired permutation test p {(P < 0.001 ? "< 0.001" : $"= {P:0.000}")}, margin ±{Equivalence.Margin:0.###}: {Words}");

    private string Interval => double.IsFinite(Low) ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"95 % interval {Low:0.###} to {High:0.###}") : "too few for a 95 % interval";

    private string Words => Verdict switch
    {
        Verdict.Equivalent => "equivalent within the margin.",
        Verdict.Greater => Low > Equivalence.Margin ? "better, by more than the margin." : "better; whether by more than the margin is not sure.",
        Verdict.Less => High < -Equivalence.Margin ? "worse, by more than the margin." : "worse; whether by more than the margin is not sure.",
        _ => "cannot tell. More independent fields are needed.",
    };

    /// <summary>Each independent field's difference as a dot, beside the margin: above its upper line the one method is better by more than the margin, below its lower one the other.</summary>
    /// <param name="y">What is compared: "Accuracy of the network less that of the line".</param>
    public Chart ToChart(string y = "Difference of scores") => Chart.Strip([("Independent fields", ByField)], y)
        .WithLevel(Equivalence.Margin, "margin").WithLevel(0, "no difference").WithLevel(-Equivalence.Margin, "margin");

    internal static ScoreDifference Of(double[] a, double[] b, IReadOnlyList<string> groups, double margin)
    {
        var equivalence = Statistics.Equivalence.PairedPermutation(a, b, margin, groups);
        double[] byField = [.. Evidence.Differences(a, b, groups, 2).Values];
        if (Array.TrueForAll(byField, difference => difference == 0))
            return new ScoreDifference(equivalence) { ByField = byField, Low = 0, High = 0, P = 1, Cautions = equivalence.Cautions };
        var test = Paired.Permutation(a, b, groups);
        return new ScoreDifference(equivalence) { ByField = byField, Low = test.Low, High = test.High, P = test.P, Cautions = [.. equivalence.Cautions, .. test.Cautions] };
    }
}
