using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>The result of an analysis of variance for repeated measures.</summary>
public sealed record RepeatedMeasuresResult : Finding
{
    /// <summary>The methods, as given.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Each method's mean score.</summary>
    public required IReadOnlyList<double> Means { get; init; }

    /// <summary>Number of independent fields, n.</summary>
    public required int Fields { get; init; }

    /// <summary>F of the methods.</summary>
    public required double F { get; init; }

    /// <summary>Greenhouse and Geisser's ε, from 1/(k − 1) to 1 (spherical).</summary>
    public required double Epsilon { get; init; }

    /// <summary>Mauchly's W, 0 to 1 (spherical); undefined when there are no more fields than methods less one.</summary>
    public required double Mauchly { get; init; }

    /// <summary>p of Mauchly's test; undefined as W is.</summary>
    public required double PSphericity { get; init; }

    /// <summary>Share of the variation within fields that goes with the methods, 0 to 1.</summary>
    public required double PartialEtaSquared { get; init; }

    /// <summary>Shapiro and Wilk's test of the residuals. They are not quite independent, so that its p is rough.</summary>
    public required NormalityResult Normality { get; init; }

    /// <summary>p with the degrees of freedom multiplied by ε: the one to report, whatever Mauchly's test says, since few fields can't show sphericity.</summary>
    public double P => 1 - FisherSnedecor.CDF(Epsilon * Freedom, Epsilon * Freedom * (Fields - 1), F);

    /// <summary>p if the scores were spherical: equal variances of all differences between methods.</summary>
    public double PSpherical => 1 - FisherSnedecor.CDF(Freedom, Freedom * (Fields - 1), F);

    private double Freedom => Methods.Count - 1;

    /// <inheritdoc/>
    protected override string Sentence =>
        $"Repeated-measures analysis of variance of {Methods.Count} methods on {Wording.Count(Fields, "field")}, Greenhouse–Geisser ε = {Wording.Number(Epsilon)}: "
        + $"F({Wording.Number(Epsilon * Freedom)}, {Wording.Number(Epsilon * Freedom * (Fields - 1))}) = {Wording.Number(F)}, {Wording.P(P)}, partial η² = {Wording.Number(PartialEtaSquared)}. Means: "
        + string.Join(", ", Methods.Zip(Means).Select(pair => $"{pair.First} {Wording.Number(pair.Second)}")) + $". {Conditions} {Wording.Meaning(P, 0.05)}";

    private string Conditions => (Methods.Count == 2 ? "Sphericity is no question with two methods. " : double.IsNaN(Mauchly) ? "Sphericity could not be tested: too few fields for so many methods. "
        : $"Sphericity (Mauchly): W = {Wording.Number(Mauchly)}, {Wording.P(PSphericity)}. ")
        + $"Residuals (Shapiro–Wilk): W = {Wording.Number(Normality.W)}, {Wording.P(Normality.P)}{(Normality.P < 0.05 ? "; they don't look normal, compare with Compare.Friedman" : "")}.";
}
