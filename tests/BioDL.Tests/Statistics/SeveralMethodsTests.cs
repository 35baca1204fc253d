using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class SeveralMethodsTests
{
    /// <summary>
    /// Ranks of C4.5, C4.5+m, C4.5+cf, C4.5+m+cf on 14 data sets (Demšar 2006, table 6). Average ranks 3.143, 2.000, 2.893, 1.964 and the figures below are the paper's own.
    /// </summary>
    private static readonly double[][] Demsar =
    [
        [4, 1, 4, 4, 4, 1, 3, 2.5, 4, 2.5, 4, 3, 4, 3],
        [3, 2, 1, 1, 2, 2.5, 2, 2.5, 3, 2.5, 2.5, 2, 1, 1],
        [2, 3, 2, 3, 3, 4, 4, 4, 2, 2.5, 1, 4, 2, 4],
        [1, 4, 3, 2, 1, 2.5, 1, 1, 1, 2.5, 2.5, 1, 3, 2],
    ];

    private sealed record Case(double[][] Scores, double Chi, double PChi, double F, double PF, double PExact, double[] Ranks, double PNemenyi, double CD, double Anova, double Epsilon, double PAnova, double Mauchly, double PMauchly);

    [Fact]
    public void Friedman_by_hand()
    {
        // Three fields that all rank A, B, C: rank sums 3, 6, 9, mean 6; χ² = 12 (9 + 0 + 9) / (3 · 3 · 4) = 6 = n (k − 1), the largest there is, so that F is infinite.
        // 6³ = 216 ways to order; 6 of them give every field the same order: p = 6/216.
        var result = Compare.Friedman(("A", [3.0, 0.9, 30]), ("B", [2.0, 0.8, 20]), ("C", [1.0, 0.7, 10]));
        Assert.Equal((6, 1 / 36.0), (result.ChiSquare, result.P), new Near(1e-12));
        Assert.Equal(double.PositiveInfinity, result.F);
        Assert.Equal([1, 2, 3], result.AverageRanks);
        Assert.StartsWith("Friedman test of 3 methods on 3 fields, all permutations: χ²(2) = 6, F(2, 4) = ∞, p = 0.028. Average ranks (1 is best): A 1, B 2, C 3.", result.ToString(), StringComparison.Ordinal);
        Assert.Equal([3, 2, 1], Compare.Friedman(Better.Lower, [("A", [3.0, 0.9, 30]), ("B", [2.0, 0.8, 20]), ("C", [1.0, 0.7, 10])]).AverageRanks);
    }

    [Fact]
    public void The_four_classifiers_of_Demsar()
    {
        var result = Compare.Friedman(Better.Lower, Named(Demsar));
        Assert.Equal([3.143, 2.000, 2.893, 1.964], result.AverageRanks.Select(rank => Math.Round(rank, 3)));
        // The paper leaves out the correction for ties: 12 · 14 / (4 · 5) · (ΣR̄² − 4 · 25 / 4) = 9.28 (Demšar), F = 13 · 9.28 / (14 · 3 − 9.28) = 3.69.
        var uncorrected = 12.0 * 14 / 20 * (result.AverageRanks.Sum(rank => rank * rank) - 25);
        Assert.Equal(9.28, uncorrected, 0.01);
        Assert.Equal(3.69, 13 * uncorrected / (42 - uncorrected), 0.005);
        // Ties: one field of four equal ones (60), three of two equal ones (6 each): 1 − 78 / (14 · 60).
        Assert.Equal(uncorrected / (1 - 78 / 840.0), result.ChiSquare, 9);
        var nemenyi = result.Nemenyi();
        Assert.Equal(1.25, nemenyi.CriticalDifference, 0.005);
        Assert.Equal(1.12, result.Nemenyi(0.1).CriticalDifference, 0.005);
        // At 0.10 the paper finds C4.5 to differ from C4.5+m and C4.5+m+cf, and cannot say where C4.5+cf belongs.
        Assert.Equal([["M3", "M1", "M2"], ["M2", "M0"]], result.Nemenyi(0.1).Alike);
        Assert.Equal([["M3", "M1", "M2", "M0"]], nemenyi.Alike);
    }

    [Fact]
    public void As_SciPy_and_counting_all_orders_have_it()
    {
        foreach (var one in StatisticsFixture.Read<Case[]>("several"))
        {
            var friedman = Compare.Friedman(Named(one.Scores));
            Assert.Equal((one.Chi, one.F), (friedman.ChiSquare, friedman.F), new Near(1e-9));
            Assert.Equal((one.PChi, one.PF), (friedman.PChiSquare, friedman.PF), new Near(1e-9));
            Assert.Equal(one.Ranks, friedman.AverageRanks);
            if (one.PExact >= 0)
                Assert.Equal((one.PExact, true), (Math.Round(friedman.P, 12), friedman.Exact), new Rounded());
            Assert.Equal((one.PNemenyi, one.CD), (friedman.Nemenyi().Pairs[0].P, friedman.Nemenyi().CriticalDifference), new Near(1e-6));
            var anova = Compare.RepeatedMeasures(Named(one.Scores));
            Assert.Equal((one.Anova, one.Epsilon), (anova.F, anova.Epsilon), new Near(1e-9));
            Assert.Equal(one.PAnova, anova.P, 9);
            if (one.Mauchly >= 0)
                Assert.Equal((one.Mauchly, one.PMauchly), (anova.Mauchly, anova.PSphericity), new Near(1e-8));
        }
    }

    [Fact]
    public void Random_orders_come_near_the_F_distribution()
    {
        double[][] scores = [.. Enumerable.Range(0, 6).Select(method => Enumerable.Range(0, 30).Select(field => Math.Sin(field * 7 + method * 3.3) + 0.12 * method).ToArray())];
        var result = Compare.Friedman(Named(scores));
        Assert.False(result.Exact);
        Assert.Equal(result.PF, result.P, 0.01);
        Assert.Equal(result.P, Compare.Friedman(Named(scores)).P);
    }

    [Fact]
    public void Repeated_measures_of_two_methods_are_the_paired_t_test()
    {
        double[] a = [0.8, 0.7, 0.9, 0.65, 0.85], b = [0.75, 0.71, 0.8, 0.6, 0.83];
        TestResult t = Paired.StudentT(a, b);
        var anova = Compare.RepeatedMeasures(("a", a), ("b", b));
        Assert.Equal((t.Statistic * t.Statistic, t.P), (anova.F, anova.P), new Near(1e-9));
        Assert.Contains("Sphericity is no question with two methods.", anova.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_measures_by_hand()
    {
        // Fields (1,2,3), (2,4,3), (3,3,6): method means 2, 3, 4, field means 2, 3, 4, grand mean 3. SS methods = 3 (1 + 0 + 1) = 6.
        // Residuals: field 1: 1−2−2+3 = 0, 2−3−2+3 = 0, 3−4−2+3 = 0; field 2: 0, 1, −1; field 3: 0, −1, 1. SS error 4. F = (6/2) / (4/4) = 3; partial η² 6/10.
        var result = Compare.RepeatedMeasures(("A", [1.0, 2, 3]), ("B", [2.0, 4, 3]), ("C", [3.0, 3, 6]));
        Assert.Equal((3, 0.6), (result.F, result.PartialEtaSquared), new Near(1e-12));
        Assert.Equal([2, 3, 4], result.Means);
        Assert.Contains("Sphericity (Mauchly): W = ", result.ToString(), StringComparison.Ordinal);
        var wide = Compare.RepeatedMeasures(("A", [1.0, 2, 3]), ("B", [2.0, 4, 3]), ("C", [3.0, 3, 6]), ("D", [4.0, 1, 2]));
        Assert.Contains("Sphericity could not be tested: too few fields for so many methods.", wide.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_are_adjusted_after_Holm()
    {
        double[] a = [1, 2, 4, 7, 11, 16], b = new double[6], c = [-1, -2, 4, 9, 12, 13];
        var result = Compare.Pairwise(PairedTest.Permutation, ("a", a), ("b", b), ("c", c));
        double[] p = [Paired.Permutation(a, b).P, Paired.Permutation(a, c).P, Paired.Permutation(b, c).P];
        Assert.Equal(p, result.Pairs.Select(pair => pair.P));
        Assert.Equal(Multiplicity.Holm(p), result.Pairs.Select(pair => pair.Adjusted));
        Assert.Equal(Paired.Wilcoxon(a, b).P, Compare.Pairwise(PairedTest.Wilcoxon, ("a", a), ("b", b)).Pairs[0].P);
        Assert.Equal(Paired.StudentT(a, b).P, Compare.Pairwise(PairedTest.StudentT, ("a", a), ("b", b)).Pairs[0].P);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("Found 1 method; expected at least 3. Compare two with Paired.Wilcoxon", Refused(() => Compare.Friedman(("a", [1.0, 2]))), StringComparison.Ordinal);
        Assert.StartsWith("Found 1 method; expected at least 2.", Refused(() => Compare.RepeatedMeasures(("a", [1.0, 2]))), StringComparison.Ordinal);
        Assert.StartsWith("a holds 2 values, b 3;", Refused(() => Compare.Pairwise(PairedTest.Wilcoxon, ("a", [1.0, 2]), ("b", [1.0, 2, 3]))), StringComparison.Ordinal);
        Assert.StartsWith("U-Net holds NaN at position 1", Refused(() => Compare.Friedman(("a", [1.0, 2]), ("U-Net", [1.0, double.NaN]), ("c", [1.0, 2]))), StringComparison.Ordinal);
        Assert.StartsWith("All scores are 1; expected scores that vary.", Refused(() => Compare.Friedman(("a", [1.0, 1]), ("b", [1.0, 1]), ("c", [1.0, 1]))), StringComparison.Ordinal);
        Assert.StartsWith("Within every field all methods have the same score", Refused(() => Compare.Friedman(("a", [1.0, 2]), ("b", [1.0, 2]), ("c", [1.0, 2]))), StringComparison.Ordinal);
        Assert.StartsWith("The methods differ by the same amounts in every field", Refused(() => Compare.RepeatedMeasures(("a", [1.0, 2, 3]), ("b", [2.0, 3, 4]))), StringComparison.Ordinal);
        Assert.StartsWith("a holds 2 values; at least 3 are needed.", Refused(() => Compare.RepeatedMeasures(("a", [1.0, 2]), ("b", [1.0, 3]))), StringComparison.Ordinal);
    }

    private static (string, IReadOnlyList<double>)[] Named(double[][] scores) => [.. scores.Select((column, n) => ($"M{n}", (IReadOnlyList<double>)column))];

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private sealed class Rounded : IEqualityComparer<(double P, bool Exact)>
    {
        public bool Equals((double P, bool Exact) x, (double P, bool Exact) y) => Math.Abs(x.P - y.P) < 1e-9 && x.Exact == y.Exact;

        public int GetHashCode((double P, bool Exact) pair) => 0;
    }
}
