using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class DistributionTests
{
    private sealed record Case(double[] Values, double W, double P);

    [Fact]
    public void The_studentised_range_as_SciPy_has_it() => Assert.All(StatisticsFixture.Read<double[][]>("studentised-range"), row =>
        Assert.Equal(row[3], StudentisedRange.Above(row[0], (int)row[1], row[2] == 0 ? double.PositiveInfinity : row[2]), 8));

    [Theory]
    [InlineData(3, double.PositiveInfinity, 3.314)]
    [InlineData(4, double.PositiveInfinity, 3.633)]
    [InlineData(10, double.PositiveInfinity, 4.474)]
    [InlineData(3, 10, 3.877)]
    public void The_studentised_range_of_printed_tables(int count, double freedom, double quantile) =>
        Assert.Equal(quantile, StudentisedRange.Quantile(0.05, count, freedom), 0.001);

    [Fact]
    public void The_range_of_two_is_a_normal_difference()
    {
        // |x₁ − x₂| is √2 times a half-normal: P(q > x) = 2 (1 − Φ(x / √2)).
        foreach (var x in new[] { 0, 0.5, 1, 2, 5 })
            Assert.Equal(2 * (1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, x / Math.Sqrt(2))), StudentisedRange.Above(x, 2, double.PositiveInfinity), 12);
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.975)]
    [InlineData(0.9995)]
    public void The_quantile_of_t_with_two_degrees_of_freedom_is_known_in_closed_form(double share) =>
        Assert.Equal((2 * share - 1) * Math.Sqrt(1 / (2 * share * (1 - share))), Paired.Quantile(2, share), 1e-11 / (1 - share));

    /// <summary>SciPy reckons this test in single precision.</summary>
    [Fact]
    public void Shapiro_and_Wilk_as_SciPy_has_it() => Assert.All(StatisticsFixture.Read<Case[]>("shapiro"), one =>
        Assert.Equal((one.W, one.P), (Normality.ShapiroWilk(one.Values).W, Normality.ShapiroWilk(one.Values).P), new Near(1e-4)));

    [Fact]
    public void Shapiro_and_Wilk_of_three_by_hand()
    {
        // 0, 1, 2: weights ∓√½; W = (√½ · 2)² / (1 + 0 + 1) = 1, the largest: p = 6/π (π/2 − π/3) = 1.
        var result = Normality.ShapiroWilk([2, 0, 1]);
        Assert.Equal((1, 1), (result.W, result.P), new Near(1e-9));
        Assert.StartsWith("All 3 values are 1; expected values that vary.", Assert.Throws<ArgumentException>(() => Normality.ShapiroWilk([1, 1, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("values holds 2 values; at least 3 are needed.", Assert.Throws<ArgumentException>(() => Normality.ShapiroWilk([1, 2])).Message, StringComparison.Ordinal);
    }
}
