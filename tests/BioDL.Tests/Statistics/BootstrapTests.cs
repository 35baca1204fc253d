using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class BootstrapTests
{
    private static readonly double[] Lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
    private static readonly double[] Gpa = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];

    private sealed record Case(double[] Values, double[] MeanBCa, double[] Meanpercentile, double[] DeviationBCa, double[] Deviationpercentile);

    [Fact]
    public void Of_two_units_the_ends_are_the_units()
    {
        // The draws' means are 0, 1 or 2 with chances 1/4, 1/2, 1/4: the 2.5 % quantile is 0, the 97.5 % one 2. The median of the draws is the mean, and the jackknife values are symmetric: no shift.
        var interval = Bootstrap.Mean([0.0, 2]);
        Assert.Equal((1, 0, 2), (interval.Estimate, interval.Low, interval.High));
        Assert.Equal("Mean 1, 95 % interval 0 to 2 (BCa bootstrap of 10,000 draws, n = 2). Of only 2 independent units an interval says little: it is far too narrow.", interval.ToString());
    }

    [Fact]
    public void Of_three_units_the_percentiles_are_those_of_all_27_samples()
    {
        // 0, 0, 3: the mean of a draw is B/3 · 3 = B, B binomial of 3 draws with chance 1/3: 8/27, 12/27, 6/27, 1/27. Cumulated 0.296, 0.741, 0.963, 1.
        // With confidence 0.5 the ends are quantiles 0.25 → 0 and 0.75 → 2.
        var interval = Bootstrap.Mean([0.0, 0, 3], options: new BootstrapOptions { Confidence = 0.5, Method = IntervalMethod.Percentile, Draws = 100_000 });
        Assert.Equal((1, 0, 2), (interval.Estimate, interval.Low, interval.High));
        // BCa: z₀ = Φ⁻¹(8/27 + 6/27) = Φ⁻¹(0.5185) = 0.0464; leaving out gives means 1.5, 1.5, 0 with mean 1: deviations −0.5 −0.5 1, cubes −0.125 −0.125 1 = 0.75, squares 1.5,
        // a = 0.75 / (6 · 1.5^1.5) = 0.0680. Upper: z₀ + z = 0.7209, / (1 − 0.0490) = 0.7581, + z₀ = 0.8045 → 0.7895 → 2. Lower: −0.6281 / 1.0427 = −0.6024, −0.5560 → 0.2891 < 0.2963 → 0.
        var shifted = Bootstrap.Mean([0.0, 0, 3], options: new BootstrapOptions { Confidence = 0.5, Draws = 100_000 });
        Assert.Equal((0, 2), (shifted.Low, shifted.High));
        // With confidence 0.47 the shares 0.265 and 0.735 become 0.305 (above 0.2963: 1) and 0.774 (2); percentiles would be 0 and 1.
        var narrower = new BootstrapOptions { Confidence = 0.47, Draws = 100_000 };
        Assert.Equal((1, 2), Ends(Bootstrap.Mean([0.0, 0, 3], options: narrower)));
        Assert.Equal((0, 1), Ends(Bootstrap.Mean([0.0, 0, 3], options: narrower with { Method = IntervalMethod.Percentile })));
    }

    [Fact]
    public void As_SciPy_has_it_up_to_chance()
    {
        foreach (var one in StatisticsFixture.Read<Case[]>("bootstrap"))
        {
            var tolerance = 0.04 * Summary.StandardDeviation(one.Values);
            static double Deviation(ReadOnlySpan<double> values) => Summary.StandardDeviation(values);
            BootstrapOptions shifted = new() { Draws = 40_000 }, plain = shifted with { Method = IntervalMethod.Percentile };
            Assert.Equal((one.MeanBCa[0], one.MeanBCa[1]), Ends(Bootstrap.Mean(one.Values, options: shifted)), new Near(tolerance));
            Assert.Equal((one.Meanpercentile[0], one.Meanpercentile[1]), Ends(Bootstrap.Mean(one.Values, options: plain)), new Near(tolerance));
            Assert.Equal((one.DeviationBCa[0], one.DeviationBCa[1]), Ends(Bootstrap.Of(one.Values, Deviation, options: shifted)), new Near(tolerance));
            Assert.Equal((one.Deviationpercentile[0], one.Deviationpercentile[1]), Ends(Bootstrap.Of(one.Values, Deviation, options: plain)), new Near(tolerance));
        }
    }

    [Fact]
    public void The_law_school_correlation_of_Efron_and_Tibshirani()
    {
        var expected = StatisticsFixture.Read<double[]>("law-school");
        var interval = Bootstrap.OfPairs([.. Lsat.Zip(Gpa)], Correlation.Pearson, options: new BootstrapOptions { Confidence = 0.9, Draws = 100_000 });
        Assert.Equal(0.776, interval.Estimate, 3);
        Assert.Equal(expected[0], interval.Estimate, 12);
        Assert.Equal((expected[1], expected[2]), Ends(interval), new Near(0.01));
    }

    [Fact]
    public void Whole_groups_are_drawn_each_counted_once()
    {
        // Group means 1 and 5, whatever the number of images.
        double[] values = [0, 1, 2, 5];
        string[] groups = ["A", "A", "A", "B"];
        var interval = Bootstrap.Mean(values, groups);
        Assert.Equal((3, 1, 5), (interval.Estimate, interval.Low, interval.High));
        Assert.Equal((2, 4), (interval.Units, interval.Measured));
        Assert.Contains("n = 2 groups with 4 values", interval.ToString(), StringComparison.Ordinal);
        // All values of the drawn groups: A twice 1, B twice 5; both 8/4.
        var pooled = Bootstrap.Of(values, sample => Summary.Mean(sample), groups);
        Assert.Equal((2, 1, 5), (pooled.Estimate, pooled.Low, pooled.High));
        var ofGroups = Bootstrap.OfGroups([[0, 1, 2], [5]], drawn => drawn.Average(group => group.Average()));
        Assert.Equal(Ends(interval), Ends(ofGroups));
        Assert.Equal(2.5, Bootstrap.Median([1.0, 2, 3, 9]).Estimate);
        Assert.Equal(3.0, Bootstrap.Median(values, groups).Estimate);
    }

    [Fact]
    public void Groups_of_equal_values_give_a_wider_interval_than_if_they_were_independent()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i => (double)(i / 10))];
        string[] groups = [.. Enumerable.Range(0, 40).Select(i => $"{i / 10}")];
        Interval naive = Bootstrap.Mean(values), honest = Bootstrap.Mean(values, groups);
        Assert.True(honest.High - honest.Low > 2 * (naive.High - naive.Low));
    }

    [Fact]
    public void Same_seed_same_interval()
    {
        double[] values = [1, 5, 2, 8, 3, 9, 4];
        Assert.Equal(Bootstrap.Mean(values).High, Bootstrap.Mean(values).High);
        Assert.NotEqual(Bootstrap.Mean(values).Estimate + 1, Bootstrap.Mean(values, options: new BootstrapOptions { Seed = 2 }).High);
    }

    [Fact]
    public void Constant_samples_say_nothing_about_others()
    {
        var interval = Bootstrap.Mean([0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7]);
        Assert.Equal((0.7, 0.7), Ends(interval), new Near(1e-12));
        Assert.Contains("the sample doesn't vary", interval.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_statistic_that_is_now_and_then_undefined_is_told()
    {
        var interval = Bootstrap.OfPairs([(1, 1), (2, 3), (3, 2), (4, 4)], Correlation.Pearson);
        Assert.Contains(" of 10000 draws the statistic was undefined; they were left out.", interval.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("values holds 1 value; at least 2 are needed.", Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1.0])).Message, StringComparison.Ordinal);
        Assert.StartsWith("groups holds 1 different group; at least 2 are needed.", Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1.0, 2], ["a", "a"])).Message, StringComparison.Ordinal);
        Assert.StartsWith("groups holds 1 different group", Assert.Throws<ArgumentException>(() => Bootstrap.Of([1.0, 2], sample => sample[0], ["a", "a"])).Message, StringComparison.Ordinal);
        Assert.StartsWith("values holds ∞", Assert.Throws<ArgumentException>(() => Bootstrap.Median([1, double.PositiveInfinity])).Message.Replace("Infinity", "∞", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("The statistic of the sample is undefined", Assert.Throws<ArgumentException>(() => Bootstrap.Of([1.0, 2], _ => double.NaN)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Confidence is 1; expected more than 0 and less than 1.", Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean([1.0, 2], options: new BootstrapOptions { Confidence = 1 })).Message, StringComparison.Ordinal);
        Assert.StartsWith("groups holds null at position 1", Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1.0, 2], ["a", null!])).Message, StringComparison.Ordinal);
    }

    private static (double, double) Ends(Interval interval) => (interval.Low, interval.High);
}
