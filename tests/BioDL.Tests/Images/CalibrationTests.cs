using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Images;

public sealed class CalibrationTests
{
    [Fact]
    public void A_pixel_size_changes_what_lengths_mean_and_nothing_else()
    {
        var image = new Image(2, 3, 4, [.. Enumerable.Range(0, 24).Select(i => (float)i)]) { PixelSize = 1, Provenance = "a file" };
        var stated = image.WithPixelSize(0.5);
        Assert.Equal((0.5, "a file", 2, 3, 4), (stated.PixelSize, stated.Provenance, stated.Channels, stated.Height, stated.Width));
        Assert.Equal(image.Values, stated.Values);

        var labels = new LabelImage(2, 3, [0, 1, 1, 0, 1, 1]);
        Assert.Equal((4.0, "px"), (labels.Measure()[0].Area, labels.Measure()[0].Unit));
        Assert.Equal((1.0, "µm"), (labels.WithPixelSize(0.5).Measure()[0].Area, labels.WithPixelSize(0.5).Measure()[0].Unit));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.65, "-0.65")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_size_without_sense_is_refused(double size, string said)
    {
        Assert.StartsWith($"The side of a pixel is {said} µm; expected a number above 0, such as 0.65",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 2, 2).WithPixelSize(size)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelImage(2, 2).WithPixelSize(size));
    }
}
