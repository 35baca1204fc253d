using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class CorrelationTests
{
    private sealed record Case(double[] X, double[] Y, double Rho, double Tau, double PRho, double PTau, double PTauNormal, double PTauExact);

    [Fact]
    public void By_hand()
    {
        // Ranks 1 2 3 4 and 1 3 2 4: Σd² = 2, ρ = 1 − 6 · 2 / (4 · 15) = 0.8. Five pairs agree, one doesn't: τ = 4/6.
        double[] x = [10, 20, 30, 40], y = [1, 9, 4, 16];
        CorrelationResult spearman = Correlation.Spearman(x, y), kendall = Correlation.Kendall(x, y);
        Assert.Equal((0.8, 4 / 6.0), (spearman.Estimate, kendall.Estimate), new Near(1e-12));
        // Of 24 orders ρ ≥ 0.8 in 4 (the right one, three neighbours exchanged), so has τ ≥ 4/6.
        Assert.Equal((8 / 24.0, 8 / 24.0), (spearman.P, kendall.P), new Near(1e-12));
        Assert.Equal(4 / 24.0, Correlation.Kendall(x, y, options: new TestOptions { Alternative = Alternative.Greater }).P, 12);
        Assert.StartsWith("Spearman's ρ = 0.8 (95 % interval ", spearman.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_of_tau_by_hand()
    {
        // x = 1 1 2, y = 1 2 3: of 3 pairs two agree, one is tied in x: 2 / √(2 · 3).
        Assert.Equal(2 / Math.Sqrt(6), Correlation.Kendall([1.0, 1, 2], [1.0, 2, 3]).Estimate, 12);
    }

    [Fact]
    public void As_SciPy_and_counting_all_orders_have_it()
    {
        foreach (var one in StatisticsFixture.Read<Case[]>("correlation"))
        {
            CorrelationResult spearman = Correlation.Spearman(one.X, one.Y), kendall = Correlation.Kendall(one.X, one.Y);
            Assert.Equal((one.Rho, one.Tau), (spearman.Estimate, kendall.Estimate), new Near(1e-9));
            if (one.PRho >= 0)
                Assert.Equal((one.PRho, one.PTau), (spearman.P, kendall.P), new Near(1e-9));
            if (one.PTauExact >= 0)
                Assert.Equal(one.PTauExact, kendall.P, 9);
            else if (one.X.Length > 60)
                Assert.Equal(one.PTauNormal, kendall.P, 9);
            else if (one.X.Length > 9)
                Assert.Equal(one.PTauNormal, kendall.P, 0.02);
        }
    }

    [Fact]
    public void Groups_are_averaged_first()
    {
        var grouped = Correlation.Spearman([1, 3, 5, 0, 9], [2, 2, 1, 7, 8], ["A", "A", "B", "C", "D"]);
        Assert.Equal(Correlation.Spearman([2, 5, 0, 9], [2.0, 1, 7, 8]).Estimate, grouped.Estimate, 12);
        Assert.Equal(4, grouped.Interval.Units);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("All 3 values of second are 2; expected values that vary", Assert.Throws<ArgumentException>(() => Correlation.Kendall([1.0, 2, 3], [2.0, 2, 2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("first holds 2 values; at least 3 are needed.", Assert.Throws<ArgumentException>(() => Correlation.Spearman([1.0, 2], [2.0, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Correlation.Spearman([1.0, 2, 3], [2.0, 1, 3, 4]));
    }
}
