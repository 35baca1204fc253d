using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class EquivalenceTests
{
    private static readonly double[] None = new double[8];
    private static readonly double[] Small = [0.01, -0.01, 0.02, -0.02, 0.01, -0.01, 0.02, -0.02];

    [Fact]
    public void By_hand()
    {
        // d = −1, 0, 1: mean 0, standard error 1/√3, t = margin √3 = 3 √3 on 2 degrees of freedom: P(T > t) = 1/2 − t / (2 √(2 + t²)) = 0.5 − 5.19615 / (2 √29).
        var result = Equivalence.Paired([-1.0, 0, 1], [0.0, 0, 0], margin: 3);
        Assert.Equal(0.5 - 3 * Math.Sqrt(3) / (2 * Math.Sqrt(29)), result.P!.Value, 10);
        Assert.Equal(Verdict.Equivalent, result.Verdict);
        // t₀.₉₅(2) = 2.919986: the 90 % interval is ± 2.919986 / √3.
        Assert.Equal((-2.919986 / Math.Sqrt(3), 2.919986 / Math.Sqrt(3)), (result.Low, result.High), new Near(1e-6));
        Assert.Equal(Verdict.CannotTell, Equivalence.Paired([-1.0, 0, 1], [0.0, 0, 0], margin: 1).Verdict);
    }

    [Fact]
    public void Permutation_by_hand()
    {
        // d = 0.1 … all + 1 positive and − 1 negative: each of the two tests has its smallest p, 1/2⁵.
        var result = Equivalence.PairedPermutation([0.1, -0.1, 0.2, -0.2, 0.0], new double[5], margin: 1);
        Assert.Equal((1 / 32.0, 1 / 32.0), (result.PAbove!.Value, result.PBelow!.Value));
        Assert.Equal(Verdict.Equivalent, result.Verdict);
        // Of 4 units the smallest is 1/16.
        var few = Equivalence.PairedPermutation([0.1, -0.1, 0.2, -0.2], new double[4], margin: 1);
        Assert.Equal(Verdict.CannotTell, few.Verdict);
        Assert.Contains("Of 4 units this test can never show equivalence at 0.05.", few.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_three_agree_on_clear_cases()
    {
        double[] large = [.. Small.Select(d => d + 0.3)];
        double[] spread = [0.3, -0.2, 0.25, -0.3, 0.1, -0.15, 0.2, -0.1];
        double[] clearButSmall = [.. Small.Select(d => d + 0.03)];
        foreach (var test in new Func<double[], EquivalenceResult>[] { d => Equivalence.Paired(d, None, 0.05), d => Equivalence.PairedPermutation(d, None, 0.05), d => Equivalence.PairedBootstrap(d, None, 0.05) })
        {
            Assert.Equal(Verdict.Equivalent, test(Small).Verdict);
            Assert.Equal(Verdict.Greater, test(large).Verdict);
            Assert.Equal(Verdict.Less, test([.. large.Select(d => -d)]).Verdict);
            Assert.Equal(Verdict.CannotTell, test(spread).Verdict);
            Assert.Equal(Verdict.Equivalent, test(clearButSmall).Verdict);
            Assert.True(test(clearButSmall).ZeroExcluded);
        }
    }

    [Fact]
    public void The_sentence_names_margin_and_verdict()
    {
        Assert.Contains("margin ±3; two one-sided t tests, p = 0.018: equivalent within the margin.", Equivalence.Paired([-1.0, 0, 1], [0.0, 0, 0], margin: 3).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("neither equivalence nor a difference was shown. More independent units are needed.", Equivalence.Paired([-1.0, 0, 1], [0.0, 0, 0], margin: 1).ToString(), StringComparison.Ordinal);
        Assert.Contains("the first is greater, by more than the margin.", Equivalence.PairedBootstrap([.. Small.Select(d => d + 0.3)], None, 0.05).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_are_tested_by_their_mean_differences() =>
        Assert.Equal(Equivalence.Paired([2.0, -1, 4], new double[3], 9).P, Equivalence.Paired([1.0, 3, -1, 4], new double[4], 9, ["A", "A", "B", "C"]).P);

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("margin is -0.1; expected a number above 0.", Assert.Throws<ArgumentOutOfRangeException>(() => Equivalence.Paired(Small, None, -0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Equivalence.PairedBootstrap(Small, None, 0));
        Assert.Throws<ArgumentException>(() => Equivalence.Paired(None, None, 0.1));
        Assert.Throws<ArgumentException>(() => Equivalence.PairedPermutation(Small, None[..3], 0.1));
    }
}
