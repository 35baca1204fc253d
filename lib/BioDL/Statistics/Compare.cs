namespace BioDL.Statistics;

/// <summary>Which scores are good.</summary>
public enum Better
{
    /// <summary>Accuracies, IoU, Dice.</summary>
    Higher,

    /// <summary>Errors, distances.</summary>
    Lower,
}

/// <summary>Which paired test compares two methods.</summary>
public enum PairedTest
{
    /// <summary>Wilcoxon's signed ranks.</summary>
    Wilcoxon,

    /// <summary>Sign-flip permutations of the mean difference.</summary>
    Permutation,

    /// <summary>Student's t.</summary>
    StudentT,
}

/// <summary>
/// Do several methods differ, measured on the same fields? <c>Compare.Friedman(("Otsu", otsu), ("U-Net", unet), ("StarDist", stardist))</c>. Give one score per
/// independent field: average the images of a photograph, slide or animal first, with <c>Summary.ByGroup</c>.
/// </summary>
public static class Compare
{
    /// <summary>
    /// Friedman's (1937) test, higher scores being better: see <see cref="Friedman(Better, IEnumerable{ValueTuple{string, IReadOnlyList{double}}})"/>.
    /// </summary>
    /// <param name="methods">At least 3 methods by name, with their scores on the same fields in the same order, at least 2.</param>
    /// <exception cref="ArgumentException">Too few methods or fields, a number that is not finite, lists of different length, or scores that don't vary.</exception>
    public static FriedmanResult Friedman(params IEnumerable<(string Method, IReadOnlyList<double> Scores)> methods) => Friedman(Better.Higher, methods);

    /// <summary>
    /// Friedman's (1937) test: in each field the k methods are ranked (1 the best, ties share), R̄ⱼ is a method's mean rank over n fields, and
    /// χ² = 12 n / (k (k + 1)) Σ (R̄ⱼ − (k + 1)/2)², divided by 1 − Σ(t³ − t) / (n (k³ − k)) for ties; F = (n − 1) χ² / (n (k − 1) − χ²) with k − 1 and
    /// (k − 1)(n − 1) degrees of freedom is less conservative (Iman and Davenport 1980). p counts all ways to order each field's scores where that is cheap, else random ones.
    /// </summary>
    /// <param name="better">Whether higher or lower scores are better.</param>
    /// <param name="methods">At least 3 methods by name, with their scores on the same fields in the same order, at least 2.</param>
    /// <exception cref="ArgumentException">Too few methods or fields, a number that is not finite, lists of different length, or scores that don't vary.</exception>
    public static FriedmanResult Friedman(Better better, IEnumerable<(string Method, IReadOnlyList<double> Scores)> methods)
    {
        var table = ScoreTable.Of(methods, 3, "Compare two with Paired.Wilcoxon or Paired.Permutation.");
        var ranks = FriedmanRanks.Of(table, better);
        var (p, exact) = ranks.PermutationP();
        return new FriedmanResult
        {
            Methods = table.Methods,
            AverageRanks = [.. ranks.Sums.Select(sum => sum / table.Fields)],
            Fields = table.Fields,
            ChiSquare = ranks.ChiSquare,
            F = ranks.F,
            P = p,
            Exact = exact,
            Cautions = table.Fields < 5 ? [$"Of {table.Fields} fields ranks can tell little."] : [],
        };
    }

    /// <summary>
    /// One-way analysis of variance for repeated measures (Fisher 1925), the fields being the subjects: F = (SS_methods / (k − 1)) / (SS_error / ((k − 1)(n − 1))), with the degrees
    /// of freedom multiplied by ε of Greenhouse and Geisser (1959), Mauchly's (1940) test of sphericity, and Shapiro and Wilk's test of the residuals.
    /// </summary>
    /// <param name="methods">At least 2 methods by name, with their scores on the same fields in the same order, at least 3.</param>
    /// <exception cref="ArgumentException">Too few methods or fields, a number that is not finite, lists of different length, or scores that don't vary.</exception>
    public static RepeatedMeasuresResult RepeatedMeasures(params IEnumerable<(string Method, IReadOnlyList<double> Scores)> methods)
    {
        var table = ScoreTable.Of(methods, 2, "There is nothing to compare one with.");
        Require.AtLeast(table.Fields, 3, table.Methods[0]);
        return RepeatedMeasuresAnalysis.Of(table);
    }

    /// <summary>Every two methods by a paired test, p adjusted for their number after Holm (1979).</summary>
    /// <param name="test">Which paired test.</param>
    /// <param name="methods">At least 2 methods by name, with their scores on the same fields in the same order, at least 2.</param>
    /// <exception cref="ArgumentException">Too few methods or fields, a number that is not finite, lists of different length, or two methods whose scores are all the same.</exception>
    public static PairwiseResult Pairwise(PairedTest test, params IEnumerable<(string Method, IReadOnlyList<double> Scores)> methods)
    {
        var table = ScoreTable.Of(methods, 2, "There is nothing to compare one with.");
        var pairs = Pairs(table.Methods.Length).Select(pair => (pair.First, pair.Second, Result: Test(test, table.Columns[pair.First], table.Columns[pair.Second]))).ToArray();
        var adjusted = Multiplicity.Holm([.. pairs.Select(pair => pair.Result.P)]);
        return new PairwiseResult
        {
            Test = pairs[0].Result.Test,
            Adjustment = "Holm",
            Fields = table.Fields,
            Pairs = [.. pairs.Select((pair, n) => new MethodPair(table.Methods[pair.First], table.Methods[pair.Second], pair.Result.Estimate, pair.Result.P, adjusted[n]))],
            Cautions = pairs[0].Result.Cautions,
        };
    }

    internal static IEnumerable<(int First, int Second)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(first => Enumerable.Range(first + 1, count - first - 1).Select(second => (first, second)));

    private static TestResult Test(PairedTest test, double[] a, double[] b) => test switch
    {
        PairedTest.Wilcoxon => Paired.Wilcoxon(a, b),
        PairedTest.Permutation => Paired.Permutation(a, b),
        PairedTest.StudentT => Paired.StudentT(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "Expected Wilcoxon, Permutation or StudentT."),
    };
}
