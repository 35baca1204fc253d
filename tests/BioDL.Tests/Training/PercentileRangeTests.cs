using BioDL.Images;
using BioDL.Training;

namespace BioDL.Tests.Training;

public sealed class PercentileRangeTests
{
    [Fact]
    public void Percentiles_lie_between_pixels_as_NumPy_has_them()
    {
        // numpy.percentile([0, 10, 20, 40], [10, 90]) is [3, 34].
        var scaled = new PercentileRange(10, 90).Apply(new Image(1, 2, 2, [40, 0, 20, 10]));
        Assert.Equal([37 / 31f, -3 / 31f, 17 / 31f, 7 / 31f], scaled.Values.ToArray(), (expected, found) => Math.Abs(expected - found) < 1e-6);
    }

    [Fact]
    public void An_image_of_one_value_becomes_0() =>
        Assert.All(new PercentileRange().Apply(new Image(1, 4, 4, [.. Enumerable.Repeat(7f, 16)])).Values.ToArray(), value => Assert.Equal(0, value));

    [Fact]
    public void What_it_cannot_scale_is_named()
    {
        Assert.Contains("from 99 to 1", Assert.Throws<ArgumentException>(() => new PercentileRange(99, 1).Apply(new Image(1, 2, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new PercentileRange().Apply(new Image(1, 1, 2, [1, float.NaN]))).Message, StringComparison.Ordinal);
        Assert.Contains("has 3", Assert.Throws<ArgumentException>(() => new PercentileRange().Apply(new Image(3, 2, 2))).Message, StringComparison.Ordinal);
    }
}
