using BioDL.Hosting;
using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class SummaryTests
{
    private sealed record Case(double[] Values, double[] Quantiles, double Mad, double Deviation, double[][] Wilson);

    [Fact]
    public void Worked_by_hand()
    {
        // 1, 2, 4, 9: mean 16/4; deviations −3 −2 0 5, squares 9 + 4 + 0 + 25 = 38, variance 38/3.
        double[] values = [4, 1, 9, 2];
        Assert.Equal(4, Summary.Mean(values));
        Assert.Equal(Math.Sqrt(38 / 3.0), Summary.StandardDeviation(values), 14);
        // Median (2 + 4)/2 = 3; |x − 3| = 2 1 1 6, sorted 1 1 2 6, median 1.5.
        Assert.Equal(3, Summary.Median(values));
        Assert.Equal(1.5, Summary.MedianAbsoluteDeviation(values));
        // h = 0.75 · 3 = 2.25: 4 + 0.25 · (9 − 4).
        Assert.Equal(5.25, Summary.Quantile(values, 0.75));
        Assert.Equal([4, 1, 9, 2], values);
        Assert.Equal([2.5, 5.5], Summary.ByGroup(values, ["a", "a", "b", "b"]));
        Assert.Equal([6.5, 1.5], Summary.ByGroup(values, ["z", "a", "z", "a"]));
    }

    [Fact]
    public void As_NumPy_and_SciPy_have_it()
    {
        var fixture = StatisticsFixture.Read<Case>("summary");
        double[] shares = [0, 0.1, 0.25, 0.5, 0.77, 1];
        Assert.All(shares.Zip(fixture.Quantiles), pair => Assert.Equal(pair.Second, Summary.Quantile(fixture.Values, pair.First), 12));
        Assert.Equal(fixture.Mad, Summary.MedianAbsoluteDeviation(fixture.Values), 12);
        Assert.Equal(fixture.Deviation, Summary.StandardDeviation(fixture.Values), 12);
        foreach (var row in fixture.Wilson)
        {
            var interval = Proportion.Wilson((int)row[0], (int)row[1]);
            Assert.Equal((row[2], row[3]), (interval.Low, interval.High), new Near(1e-12));
        }
    }

    [Fact]
    public void Wilsons_interval_by_hand()
    {
        // p̂ = 1/2, n = 4, z = 1.96: weight z²/n = 0.9604; middle 1/2; half = 1.96 √(1/16 + 0.9604/16) / 1.9604 = 1.96 · 0.350035… / 1.9604.
        var interval = Proportion.Wilson(2, 4);
        Assert.Equal(0.5 - 1.96 * Math.Sqrt((1 + 0.9604) / 16) / 1.9604, interval.Low, 4);
        Assert.Equal(1, interval.Low + interval.High, 12);
        Assert.Equal((0.0, 1.0), (Proportion.Wilson(0, 9).Low, Proportion.Wilson(9, 9).High));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(5, 4));
    }

    [Fact]
    public void What_is_no_number_is_refused_with_its_place()
    {
        Assert.StartsWith("values holds NaN at position 2 (counted from 0); expected finite numbers.",
            Assert.Throws<ArgumentException>(() => Summary.Mean([1.0, 2, double.NaN])).Message, StringComparison.Ordinal);
        Assert.StartsWith("values holds 1 value; at least 2 are needed.", Assert.Throws<ArgumentException>(() => Summary.StandardDeviation([1.0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Summary.Median(ReadOnlySpan<double>.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => Summary.Quantile([1.0], 1.5));
        Assert.StartsWith("values holds 3 values, groups 2; expected as many", Assert.Throws<ArgumentException>(() => Summary.ByGroup([1.0, 2, 3], ["a", "b"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_shows_as_a_sentence_with_its_cautions_and_as_safe_html()
    {
        var result = Compare.Pairwise(PairedTest.Permutation, ("<b>", [1.0, 2, 3]), ("c", [2.0, 4, 6]));
        var bundle = result.ToMimeBundle();
        Assert.Equal("paired permutation test, all sign flips, p adjusted after Holm for 1 comparison on 3 fields: <b> and c differ by −2, p = 0.25. "
            + "With 3 units the smallest p that this test can give is 0.25: it could not have been significant at 0.05.", bundle[MimeBundle.PlainText]);
        Assert.Contains("&lt;b&gt; and c", bundle[MimeBundle.Html], StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", bundle[MimeBundle.Html], StringComparison.Ordinal);
    }
}
