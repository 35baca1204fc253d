using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class EffectSizeTests
{
    [Fact]
    public void Worked_by_hand()
    {
        // d = 1, 2, 3: mean 2, sd 1.
        Assert.Equal(2, EffectSize.StandardisedDifference([2.0, 4, 6], [1.0, 2, 3]).Estimate, 12);
        // a = 2 4 6 (variance 4), b = 1 2 3 (variance 1): 2 / √2.5; J(2) = Γ(1) / (√1 Γ(1/2)) = 1/√π.
        Assert.Equal(2 / Math.Sqrt(2.5) / Math.Sqrt(Math.PI), EffectSize.HedgesAverage([2.0, 4, 6], [1.0, 2, 3]).Estimate, 12);
        // 5 > 1, 2; 2 > 1, 2 = 2: (3 − 0) / 4.
        Assert.Equal(0.75, EffectSize.CliffsDelta([5.0, 2], [1.0, 2]).Estimate);
        // d = 1, −2, 3, 4: W⁺ = 8, W⁻ = 2.
        Assert.Equal(0.6, EffectSize.RankBiserial([1.0, 0, 3, 4], [0.0, 2, 0, 0]).Estimate, 12);
    }

    [Fact]
    public void Intervals_hold_the_estimate_and_stay_in_range()
    {
        double[] a = [0.81, 0.74, 0.9, 0.66, 0.87, 0.79, 0.85, 0.7], b = [0.75, 0.76, 0.84, 0.6, 0.83, 0.8, 0.78, 0.61];
        Interval[] all = [EffectSize.StandardisedDifference(a, b), EffectSize.HedgesAverage(a, b), EffectSize.CliffsDelta(a, b), EffectSize.RankBiserial(a, b)];
        Assert.All(all, one => Assert.True(one.Contains(one.Estimate) && one.Low < one.High));
        Assert.All(all[2..], one => Assert.InRange(one.High, -1, 1));
        Assert.StartsWith("Hedges' g_av ", all[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_are_averaged_first()
    {
        double[] a = [1, 3, 4, 6], b = [0, 0, 1, 1];
        Assert.Equal(EffectSize.StandardisedDifference([2.0, 4, 6], [0.0, 1, 1]).Estimate, EffectSize.StandardisedDifference(a, b, ["A", "A", "B", "C"]).Estimate, 12);
        Assert.Equal(EffectSize.HedgesAverage([2.0, 4, 6], [0.0, 1, 1]).Estimate, EffectSize.HedgesAverage(a, b, ["A", "A", "B", "C"]).Estimate, 12);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("All 3 differences are 1; expected", Assert.Throws<ArgumentException>(() => EffectSize.StandardisedDifference([2.0, 3, 4], [1.0, 2, 3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The statistic of the sample is undefined", Assert.Throws<ArgumentException>(() => EffectSize.RankBiserial([2.0, 3, 4], [2.0, 3, 4])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EffectSize.HedgesAverage([1.0, 2, 3], [1.0, 2, 3, 4]));
    }
}
