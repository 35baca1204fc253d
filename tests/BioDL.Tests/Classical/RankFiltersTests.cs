using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class RankFiltersTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(21)]
    [InlineData(45)]
    public void Medians_are_those_of_scikit_image_to_the_last_bit(int window)
    {
        var scene = FilterScenes.Scene();
        Assert.Equal(FilterScenes.Of<float>($"median-{window}"), scene.Median(window).Values.ToArray());
        var levels = scene.Like(Array.ConvertAll(scene.Values.ToArray(), value => MathF.Floor(value / 150)));
        Assert.Equal(FilterScenes.Of<float>($"median-levels-{window}"), levels.Median(window).Values.ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public void Windows_larger_than_the_image_agree_too(int window) =>
        Assert.Equal(FilterScenes.Of<float>($"median-narrow-{window}"), FilterScenes.Narrow().Median(window).Values.ToArray());

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(11)]
    public void Tiles_do_not_show_and_every_value_is_the_middle_one_of_its_window(int window)
    {
        const int height = 150, width = 210;
        var random = new Random(5);
        var image = new Image(1, height, width, [.. Enumerable.Range(0, height * width).Select(_ => random.NextSingle() - 0.5f)]);
        var medians = image.Median(window);
        for (var n = 0; n < 400; n++)
        {
            int y = random.Next(height), x = random.Next(width), r = window / 2;
            var values = Enumerable.Range(-r, window).SelectMany(dy => Enumerable.Range(-r, window).Select(dx =>
                image[Math.Clamp(y + dy, 0, height - 1), Math.Clamp(x + dx, 0, width - 1)])).Order().ToArray();
            Assert.Equal(values[values.Length / 2], medians[y, x]);
        }
    }

    [Fact]
    public void Every_channel_is_filtered_by_itself_and_a_window_of_one_pixel_changes_nothing()
    {
        var scene = FilterScenes.Scene();
        float[] other = [.. scene.Values.ToArray().Reverse()];
        var both = new Image(2, scene.Height, scene.Width, [.. scene.Values, .. other]) { PixelSize = 0.5 };
        foreach (var window in new[] { 3, 9 })
        {
            var result = both.Median(window);
            Assert.Equal(0.5, result.PixelSize);
            Assert.Equal([.. scene.Median(window).Values, .. scene.Like(other).Median(window).Values], result.Values.ToArray());
        }
        Assert.Same(both, both.Median(1));
    }

    [Fact]
    public void Single_pixels_vanish_and_edges_stay()
    {
        var values = Enumerable.Range(0, 20 * 20).Select(i => i % 20 < 10 ? 1f : 5f).ToArray();
        var image = new Image(1, 20, 20, values);
        var spoilt = values.ToArray();
        (spoilt[5 * 20 + 4], spoilt[12 * 20 + 15]) = (1000, -1000);
        Assert.Equal(values, image.Like(spoilt).Median(3).Values.ToArray());
        Assert.Equal(values, image.Like(spoilt).Median(5).Values.ToArray());
    }

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(1, 1, 5)]
    [InlineData(1, 30, 7)]
    [InlineData(30, 1, 3)]
    public void A_constant_image_stays_as_it_is(int height, int width, int window)
    {
        var image = new Image(1, height, width, [.. Enumerable.Repeat(-2.5f, height * width)]);
        Assert.Equal(image.Values.ToArray(), image.Median(window).Values.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(513)]
    public void Windows_without_sense_are_refused(int window) => Assert.StartsWith(
        $"A window of {window} pixels was asked for; its side is odd, from 1 to 511.",
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterScenes.Scene().Median(window)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(1, 40)]
    [InlineData(2, 200)]
    [InlineData(2, 1e6)]
    public void The_bilateral_filter_agrees_with_its_formula_in_NumPy(double sigma, double contrast) => FilterScenes.AssertClose(
        FormattableString.Invariant($"bilateral-{sigma}-{(contrast == 1e6 ? "1e+06" : contrast)}"), FilterScenes.Scene().Bilateral(sigma, contrast), 2e-3f);

    [Fact]
    public void The_bilateral_filter_agrees_with_scikit_image_up_to_the_steps_of_its_table()
    {
        FilterScenes.AssertClose("skimage-bilateral-1-40", FilterScenes.Scene().Bilateral(1, 40), 0.05f);
        FilterScenes.AssertClose("bilateral-narrow", FilterScenes.Narrow().Bilateral(1.5, 2), 1e-5f);
    }

    [Fact]
    public void The_bilateral_filter_refuses_what_makes_no_sense()
    {
        var scene = FilterScenes.Scene();
        Assert.StartsWith("sigma is 51; it is given in pixels, above 0 and at most 50.",
            Assert.Throws<ArgumentOutOfRangeException>(() => scene.Bilateral(51, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("contrast is 0; it is a difference in brightness above 0",
            Assert.Throws<ArgumentOutOfRangeException>(() => scene.Bilateral(1, 0)).Message, StringComparison.Ordinal);
    }
}
