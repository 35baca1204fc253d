using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class FiltersTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(3.7)]
    [InlineData(12)]
    public void Smoothing_agrees_with_scikit_image(double sigma) =>
        AssertClose(Scenes.Of<float>(FormattableString.Invariant($"gaussian-{sigma}")), Scenes.Cells().Gaussian(sigma), 0.002f);

    [Fact]
    public void A_kernel_wider_than_the_image_agrees_too() =>
        AssertClose(Scenes.Of<float>("gaussian-tiny-4"), new Image(1, 3, 5, Scenes.Of<float>("tiny")).Gaussian(4), 1e-5f);

    [Fact]
    public void Every_channel_is_smoothed_by_itself_and_the_description_of_the_image_is_kept()
    {
        var cells = Scenes.Cells();
        float[] other = [.. cells.Values.ToArray().Reverse()];
        var both = new Image(2, cells.Height, cells.Width, [.. cells.Values, .. other]) { PixelSize = 0.5, Provenance = "made up" };
        var smooth = both.Gaussian(2);
        Assert.Equal(cells.Gaussian(2).Values.ToArray(), smooth.Channel(0).ToArray());
        Assert.Equal(cells.Like(other).Gaussian(2).Values.ToArray(), smooth.Channel(1).ToArray());
        Assert.Equal((0.5, "made up"), (smooth.PixelSize, smooth.Provenance));
    }

    [Fact]
    public void Sigma_zero_changes_nothing() => Assert.Equal(Scenes.Of<float>("cells"), Scenes.Cells().Gaussian(0).Values.ToArray());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(300, 333)]
    public void A_constant_image_stays_constant(int height, int width)
    {
        var values = new float[height * width];
        Array.Fill(values, 3);
        Assert.All(new Image(1, height, width, values).Gaussian(2.5).Values.ToArray(), value => Assert.Equal(3, value, 1e-5f));
    }

    [Fact]
    public void Bands_of_rows_do_not_show_in_large_images()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 700 * 300).Select(_ => random.NextSingle()).ToArray();
        var whole = new Image(1, 700, 300, values).Gaussian(2);
        var part = new Image(1, 200, 300, values[(250 * 300)..(450 * 300)]).Gaussian(2);
        Assert.Equal(part.Values[(20 * 300)..(180 * 300)].ToArray(), whole.Values[(270 * 300)..(430 * 300)].ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1000.5)]
    [InlineData(double.NaN)]
    public void A_sigma_without_sense_is_refused(double sigma)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Scenes.Cells().Gaussian(sigma));
        Assert.StartsWith(FormattableString.Invariant($"sigma is {sigma}; it is given in pixels, from 0 to 1000."), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_refused_with_its_place(float value)
    {
        var values = new float[2 * 6 * 20];
        values[120 + 3 * 20 + 17] = value;
        var fault = Assert.Throws<ArgumentException>(() => new Image(2, 6, 20, values).Gaussian(1));
        Assert.Equal($"Gaussian needs finite values, but found {value} in channel 1, row 3, column 17. Replace such values first.", fault.Message);
    }

    private static void AssertClose(float[] expected, Image actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Values[i], tolerance);
    }
}
