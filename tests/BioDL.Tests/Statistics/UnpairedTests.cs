using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class UnpairedTests
{
    private sealed record Case(double[] A, double[] B, double P, double PLess, double Cliff);

    [Fact]
    public void Permutation_by_hand()
    {
        // 5, 6 against 1, 2, 3: of 10 divisions only the one seen has a difference of 5.5 − 2 = 3.5 or more: 1/10, both sides 2/10.
        var result = Unpaired.Permutation([5.0, 6], [1.0, 2, 3]);
        Assert.Equal((3.5, 0.2), (result.Estimate, result.P), new Near(1e-12));
        Assert.Equal(0.1, Unpaired.Permutation([5.0, 6], [1.0, 2, 3], new TestOptions { Alternative = Alternative.Greater }).P, 12);
        Assert.Contains("can hardly be significant at 0.05: there are only 10 divisions.", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_SciPy_has_it()
    {
        foreach (var one in StatisticsFixture.Read<Case[]>("unpaired"))
        {
            Assert.Equal((one.P, one.PLess), (Unpaired.Permutation(one.A, one.B).P, Unpaired.Permutation(one.A, one.B, new TestOptions { Alternative = Alternative.Less }).P), new Near(1e-12));
            Assert.Equal(one.Cliff, EffectSize.CliffsDelta(one.A, one.B).Estimate, 12);
        }
    }

    [Fact]
    public void The_interval_holds_just_the_shifts_that_the_test_does_not_reject()
    {
        double[] a = [0.3, 1.2, 2.2, 0.95, 1.7], b = [3.1, 0.4, 2.85, 1.13, 4.4, 2.6];
        var result = Unpaired.Permutation(a, b);
        double P(double shift) => Unpaired.Permutation([.. a.Select(value => value - shift)], b).P;
        Assert.True(P(result.Low + 1e-6) > 0.05 && P(result.Low - 1e-6) <= 0.05);
        Assert.True(P(result.High - 1e-6) > 0.05 && P(result.High + 1e-6) <= 0.05);
    }

    [Fact]
    public void Random_divisions_come_near_all()
    {
        double[] a = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i) + 0.5)], b = [.. Enumerable.Range(0, 14).Select(i => Math.Cos(3 * i))];
        var drawn = Unpaired.Permutation(a, b);
        Assert.Contains("99,999 random divisions", drawn.Test, StringComparison.Ordinal);
        // Welch's t on 24 degrees of freedom is near a permutation test for such samples.
        var t = drawn.Estimate / Math.Sqrt(Summary.StandardDeviation(a) * Summary.StandardDeviation(a) / 12 + Summary.StandardDeviation(b) * Summary.StandardDeviation(b) / 14);
        Assert.Equal(2 * (1 - MathNet.Numerics.Distributions.StudentT.CDF(0, 1, 24, Math.Abs(t))), drawn.P, 0.02);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("All values of a and b are 1; expected values that vary.", Assert.Throws<ArgumentException>(() => Unpaired.Permutation([1.0, 1], [1.0, 1, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("b holds 1 value; at least 2 are needed.", Assert.Throws<ArgumentException>(() => Unpaired.Permutation([1.0, 1], [1.0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EffectSize.CliffsDelta([1.0, double.NaN], [1.0, 2]));
    }
}
