using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class PairedTests
{
    private static readonly TestOptions Greater = new() { Alternative = Alternative.Greater }, Less = new() { Alternative = Alternative.Less };

    private sealed record Case(double[] A, double[] B, double T, double PT, double PTGreater, double Low, double High, double W, double WGreater, double WLess, double WApprox, double Above, double Below);

    private sealed record TiedCase(double[] D, double P, double PGreater, double W, double PW, double PPratt, double? WilcoxNormal, double? PrattNormal);

    [Fact]
    public void Permutation_by_hand()
    {
        // d = 1, 2, 3: only + + + has a sum of 6 or more: 1/8, both sides 2/8.
        var all = Paired.Permutation([2.0, 4, 6], [1.0, 2, 3]);
        Assert.Equal((2, 0.25), (all.Estimate, all.P));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (all.Low, all.High));
        // d = −1, 2, 3, sum 4: at least as great are + + + (6) and − + + (4): 2/8.
        Assert.Equal(0.25, Paired.Permutation([0.0, 4, 6], [1.0, 2, 3], options: Greater).P);
        // At most 4: all but one of 8.
        Assert.Equal(7 / 8.0, Paired.Permutation([0.0, 4, 6], [1.0, 2, 3], options: Less).P);
    }

    [Fact]
    public void Of_six_units_the_permutation_interval_reaches_from_the_least_difference_to_the_greatest()
    {
        // 2⁶ = 64 outcomes: 0.025 · 64 = 1.6, so that one subset mean lies outside of each end; the extreme subset means are the single extreme differences.
        double[] d = [1, 2, 4, 7, 11, 16];
        var result = Paired.Permutation(d, new double[6]);
        Assert.Equal((1, 16, 2 / 64.0), (result.Low, result.High, result.P));
        Assert.Empty(result.Cautions);
        Assert.True(result.Significant);
    }

    [Fact]
    public void The_permutation_interval_holds_just_the_shifts_that_the_test_does_not_reject()
    {
        double[] d = [0.3, -1.2, 2.2, 0.9, 1.7, 3.1, -0.4, 2.8, 1.1];
        var result = Paired.Permutation(d, new double[9]);
        double P(double shift) => Paired.Permutation(d, [.. Enumerable.Repeat(shift, 9)]).P;
        Assert.True(P(result.Low + 1e-6) > 0.05 && P(result.Low - 1e-6) <= 0.05);
        Assert.True(P(result.High - 1e-6) > 0.05 && P(result.High + 1e-6) <= 0.05);
    }

    [Fact]
    public void The_Wilcoxon_interval_holds_just_the_shifts_that_the_test_does_not_reject()
    {
        double[] d = [0.3, -1.2, 2.2, 0.95, 1.7, 3.1, -0.4, 2.85, 1.13];
        var result = Paired.Wilcoxon(d, new double[9]);
        double P(double shift) => Paired.Wilcoxon(d, [.. Enumerable.Repeat(shift, 9)]).P;
        Assert.True(P(result.Low + 1e-6) > 0.05 && P(result.Low - 1e-6) <= 0.05);
        Assert.True(P(result.High - 1e-6) > 0.05 && P(result.High + 1e-6) <= 0.05);
    }

    [Fact]
    public void Sorting_halves_counts_as_random_flips_do()
    {
        var random = new Random(3);
        double[] d = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble() - 0.4)], more = [.. d, .. d];
        var exact = Paired.Permutation(d, new double[30]);
        // √n times the mean of 30 flips is normal enough: compare with Σd / √Σd².
        var z = d.Sum() / Math.Sqrt(d.Sum(x => x * x));
        Assert.Equal(2 * (1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, z)), exact.P, 0.01);
        var drawn = Paired.Permutation(more, new double[60]);
        var wide = more.Sum() / Math.Sqrt(more.Sum(x => x * x));
        Assert.Equal(2 * (1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, wide)), drawn.P, 0.01);
        Assert.Contains("99,999 random sign flips", drawn.ToString(), StringComparison.Ordinal);
        Assert.Equal(drawn.P, Paired.Permutation(more, new double[60]).P);
    }

    [Fact]
    public void Wilcoxon_by_hand()
    {
        // d = 1, −2, 3, 4: ranks 1 to 4, W⁺ = 8. Of 16 sign patterns W⁺ is 8, 9 or 10 (8 = 1+3+4, 9 = 2+3+4, 10) in 3: two-sided 6/16.
        var result = Paired.Wilcoxon([1.0, 0, 3, 4], [0.0, 2, 0, 0]);
        Assert.Equal((8, 6 / 16.0), (result.Statistic, result.P));
        // Means of two: −2 −.5 .5 1 1 2 2.5 3 3.5 4 sorted; the middle of ten is (1 + 2) / 2.
        Assert.Equal(1.5, result.Estimate);
        // Ties: |d| = 1, 1, 2 with ranks 1.5, 1.5, 3; d = 1, −1, 2: W⁺ = 4.5; patterns with 4.5 or more: 4.5 (twice), 6: 3/8.
        Assert.Equal((4.5, 3 / 8.0), (Paired.Wilcoxon([1.0, -1, 2], [0.0, 0, 0], options: Greater).Statistic, Paired.Wilcoxon([1.0, -1, 2], [0.0, 0, 0], options: Greater).P));
    }

    [Fact]
    public void Zeros_are_left_out_or_ranked()
    {
        // d = 0, 1, 2, 3. Left out: ranks 1 2 3, W⁺ = 6, 2/8. Ranked: ranks 2 3 4, W⁺ = 9, 2/8 as well; with d = 0, −1, 2, 3 the sums 5 of 1 2 3 (2 + 3; 6): 2/8, and 7 of 2 3 4 (3 + 4; 9): 2/8.
        double[] d = [0, -1, 2, 3], none = new double[4];
        TestResult leftOut = Paired.Wilcoxon(d, none, options: Greater), ranked = Paired.Wilcoxon(d, none, options: Greater with { Zeros = Zeros.Ranked });
        Assert.Equal((5, 7, 0.25, 0.25), (leftOut.Statistic, ranked.Statistic, leftOut.P, ranked.P));
        Assert.Contains("1 unit did not differ and was left out.", leftOut.ToString(), StringComparison.Ordinal);
        Assert.Contains("ranked without a sign (Pratt)", ranked.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Student_by_hand()
    {
        // d = 1, 2, 3: mean 2, sd 1, t = 2 √3 = 3.4641 with 2 degrees of freedom, for which P(T > t) = 1/2 − t / (2 √(2 + t²)) = 0.5 − 3.4641 / (2 · 3.7417) = 0.03709.
        var result = Paired.StudentT([2.0, 4, 6], [1.0, 2, 3]);
        Assert.Equal(2 * Math.Sqrt(3), result.Statistic, 12);
        Assert.Equal(1 - Math.Sqrt(12.0 / 14), result.P, 10);
        Assert.Equal("t(2)", result.StatisticName);
    }

    [Fact]
    public void As_SciPy_has_it()
    {
        foreach (var one in StatisticsFixture.Read<Case[]>("paired"))
        {
            var t = Paired.StudentT(one.A, one.B);
            Assert.Equal((one.T, one.PT), (t.Statistic, t.P), new Near(1e-9));
            Assert.Equal((one.Low, one.High), (t.Low, t.High), new Near(1e-8));
            Assert.Equal(one.PTGreater, Paired.StudentT(one.A, one.B, options: Greater).P, 9);
            Assert.Equal((one.W, one.WGreater), (Paired.Wilcoxon(one.A, one.B).P, Paired.Wilcoxon(one.A, one.B, options: Greater).P), new Near(1e-12));
            Assert.Equal(one.WLess, Paired.Wilcoxon(one.A, one.B, options: Less).P, 12);
            var normal = new SignedRanks([.. one.A.Zip(one.B, (a, b) => a - b)], Zeros.LeftOut).NormalTails();
            Assert.Equal(Math.Min(1, one.WApprox), Math.Min(1, 2 * Math.Min(normal.AtLeast, normal.AtMost)), 9);
            var equivalence = Equivalence.Paired(one.A, one.B, 0.8);
            Assert.Equal((one.Above, one.Below), (equivalence.PAbove!.Value, equivalence.PBelow!.Value), new Near(1e-9));
        }
    }

    [Fact]
    public void With_ties_and_zeros_as_counting_all_sign_flips_has_it()
    {
        foreach (var one in StatisticsFixture.Read<TiedCase[]>("ties"))
        {
            var none = new double[one.D.Length];
            Assert.Equal((one.P, one.PGreater), (Paired.Permutation(one.D, none).P, Paired.Permutation(one.D, none, options: Greater).P), new Near(1e-12));
            Assert.Equal((one.W, one.PW), (Paired.Wilcoxon(one.D, none).Statistic, Paired.Wilcoxon(one.D, none).P), new Near(1e-12));
            Assert.Equal(one.PPratt, Paired.Wilcoxon(one.D, none, options: new TestOptions { Zeros = Zeros.Ranked }).P, 12);
            if (one.WilcoxNormal is { } wilcox && one.PrattNormal is { } pratt)
                Assert.Equal((wilcox, pratt), (new SignedRanks(one.D, Zeros.LeftOut).NormalTails().AtLeast, new SignedRanks(one.D, Zeros.Ranked).NormalTails().AtLeast), new Near(1e-9));
        }
    }

    [Fact]
    public void Groups_are_tested_by_their_mean_differences()
    {
        // Groups A: 1, 3 → 2; B: −1; C: 4.
        double[] a = [1, 3, -1, 4], none = new double[4];
        string[] groups = ["A", "A", "B", "C"];
        foreach (var test in new Func<TestResult>[] { () => Paired.Permutation(a, none, groups), () => Paired.Wilcoxon(a, none, groups), () => Paired.StudentT(a, none, groups) })
            Assert.Equal((3, "3 groups (4 pairs)"), (test().Units, test().Size));
        Assert.Equal(Paired.Permutation([2.0, -1, 4], new double[3]).P, Paired.Permutation(a, none, groups).P);
        Assert.Equal(5 / 3.0, Paired.StudentT(a, none, groups).Estimate, 12);
    }

    [Fact]
    public void Rounding_does_not_untie()
    {
        // In floating point 0.3 − 0.2 is a little less than 0.2 − 0.1.
        Assert.Equal(3 / 8.0, Paired.Wilcoxon([0.3, 0.1, 0.4], [0.2, 0.2, 0.2], options: Greater).P);
    }

    [Fact]
    public void The_sentence_can_go_into_a_paper()
    {
        Assert.Equal("Mean difference 6.83 (95 % interval 1 to 16; 6 pairs); paired permutation test, all sign flips: mean = 6.83, p = 0.031. Such a difference would be rare if there were none (significant at 0.05).",
            Paired.Permutation([1.0, 2, 4, 7, 11, 16], new double[6]).ToString());
        Assert.Equal("Mean difference 2 (too few for a 95 % interval; 3 pairs); paired permutation test, all sign flips, one-sided (greater): mean = 2, p = 0.13. "
            + "No difference was shown at 0.05, which does not show that there is none: for that, test equivalence on a margin fixed beforehand. "
            + "With 3 units the smallest p that this test can give is 0.125: it could not have been significant at 0.05.", Paired.Permutation([2.0, 4, 6], [1.0, 2, 3], options: Greater).ToString());
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("a holds 3 values, b 2; expected as many, in the same order.", Refused(() => Paired.Wilcoxon([1.0, 2, 3], [1.0, 2])), StringComparison.Ordinal);
        Assert.StartsWith("b holds NaN at position 1", Refused(() => Paired.Permutation([1.0, 2], [1.0, double.NaN])), StringComparison.Ordinal);
        Assert.StartsWith("All 3 differences are 0; expected some that are not.", Refused(() => Paired.Permutation([1.0, 2, 3], [1.0, 2, 3])), StringComparison.Ordinal);
        Assert.StartsWith("All 3 differences are 1; expected differences that vary", Refused(() => Paired.StudentT([2.0, 3, 4], [1.0, 2, 3])), StringComparison.Ordinal);
        Assert.StartsWith("a holds 1 value; at least 2 are needed.", Refused(() => Paired.StudentT([2.0], [1.0])), StringComparison.Ordinal);
        Assert.StartsWith("a holds 2 values, groups 3", Refused(() => Paired.StudentT([2.0, 3], [1.0, 1], ["a", "b", "c"])), StringComparison.Ordinal);
        Assert.StartsWith("Significance is 0.7; expected more than 0 and less than 0.5.", Refused(() => Paired.Wilcoxon([2.0, 3], [1.0, 1], options: new TestOptions { Significance = 0.7 })), StringComparison.Ordinal);
    }

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
