using BioDL.Classical;
using BioDL.Images;
using static BioDL.Classical.Thresholds;

namespace BioDL.Tests.Classical;

public class ThresholdsTests
{
    [Theory]
    [InlineData("whole", 0)]
    [InlineData("other", 1)]
    public void Otsu_finds_the_levels_of_scikit_image(string kind, int offset)
    {
        var levels = Scenes.Of<double>("otsu-levels");
        for (var n = 0; n < 12; n++)
        {
            var image = n == 0 ? Scenes.Cells().Like(Scenes.Of<float>($"otsu-{kind}-0")) : new Image(1, 24, 30, Scenes.Of<float>($"otsu-{kind}-{n}"));
            Assert.Equal((float)levels[2 * n + offset], Otsu(image), kind == "whole" ? 0 : 1e-4f);
        }
    }

    [Fact]
    public void Otsu_on_six_pixels_as_worked_by_hand()
    {
        // Splits after 1, 2, 8: means 1|20/5, 6/5… largest between 2 and 8: shares 1/2, 1/2, means 5/3 and 26/3, 1/4 × 7² = 12.25.
        var curve = OtsuCurve(new Image(1, 1, 6, [1, 2, 2, 8, 9, 9]));
        Assert.Equal(2, Otsu(new Image(1, 1, 6, [1, 2, 2, 8, 9, 9])));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], curve.Levels);
        Assert.Equal(12.25, curve.Criterion[1], 12);
        Assert.Equal(12.25, curve.Criterion[6], 12);
        Assert.Equal(1 / 6.0 * (5 / 6.0) * 25, curve.Criterion[0], 12);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-2.5f)]
    [InlineData(3e38f)]
    public void A_constant_image_gives_its_value_and_an_empty_mask(float value)
    {
        var image = new Image(1, 2, 3, [value, value, value, value, value, value]);
        Assert.Equal(value, Otsu(image));
        Assert.Equal(0, image.Threshold(Otsu).Area);
    }

    [Fact]
    public void One_pixel_has_a_level_too() => Assert.Equal(7, Otsu(new Image(1, 1, 1, [7])));

    [Fact]
    public void Whole_numbers_that_span_more_than_65536_are_put_into_256_bins()
    {
        Assert.Equal(256, Histogram.Of(new Image(1, 1, 3, [0, 1, 65_536])).Bins);
        Assert.Equal(65_536, Histogram.Of(new Image(1, 1, 3, [0, 1, 65_535])).Bins);
    }

    [Fact]
    public void A_level_itself_is_background()
    {
        var mask = new Image(1, 1, 4, [1, 2, 3, float.NaN]) { PixelSize = 0.25 }.Threshold(2);
        Assert.Equal([false, false, true, false], mask.Values.ToArray());
        Assert.Equal(0.25, mask.PixelSize);
    }

    [Fact]
    public void Several_channels_are_refused_with_advice()
    {
        var colour = new Image(3, 2, 2);
        Assert.Equal("Threshold works on one channel, this image has 3. Call ToGrey() first, or pick a channel.",
            Assert.Throws<ArgumentException>(() => colour.Threshold(Otsu)).Message);
        Assert.Equal("Otsu works on one channel, this image has 3. Call ToGrey() first, or pick a channel.",
            Assert.Throws<ArgumentException>(() => Otsu(colour)).Message);
    }

    [Fact]
    public void A_level_that_is_not_a_number_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => Scenes.Cells().Threshold(float.NaN));
        Assert.StartsWith("The level is not a number; nothing is brighter than that.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_counts_like_numpy()
    {
        var histogram = Histogram.Of(Scenes.Cells().Like(Scenes.Of<float>("otsu-other-0")), 17);
        Assert.Equal(Scenes.Of<int>("histogram-other").Select(count => (long)count), histogram.Counts);
        Assert.Equal(18, histogram.Edges.Count);
    }

    [Fact]
    public void The_last_edge_belongs_to_the_last_bin()
    {
        var histogram = Histogram.Of(new Image(1, 1, 5, [0, 1, 2, 3, 4]), 4);
        Assert.Equal([1, 1, 1, 2], histogram.Counts);
        Assert.Equal([0, 1, 2, 3, 4], histogram.Edges);
        Assert.Equal(2.5, histogram.Centre(2));
    }

    [Fact]
    public void A_constant_image_has_a_histogram_half_a_unit_wide_to_either_side()
    {
        var histogram = Histogram.Of(new Image(1, 1, 2, [5, 5]), 2);
        Assert.Equal([4.5, 5, 5.5], histogram.Edges);
        Assert.Equal([0, 2], histogram.Counts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void A_number_of_bins_without_sense_is_refused(int bins)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.Of(Scenes.Cells(), bins));
        Assert.StartsWith($"{bins} bins were asked for; 1 to 65,536 can be made.", fault.Message, StringComparison.Ordinal);
    }
}
