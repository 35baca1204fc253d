using BioDL.Images;
using BioDL.Tests.Images.Geometry;

namespace BioDL.Tests.Images.Colour;

public class AbsorbanceTests
{
    [Fact]
    public void A_sixth_of_the_density_is_what_scikit_image_takes_apart_into_stains()
    {
        var density = new Image(3, 16, 16, Pictures.Of("rgb")).OpticalDensity(background: 1);
        Pictures.AssertClose(Array.ConvertAll(Pictures.Of("density"), value => 6 * value), density, 2e-6);
    }

    [Fact]
    public void Each_tenth_of_the_light_is_one_more()
    {
        var density = new Image(1, 1, 5, [240, 24, 2.4f, 0, 480]) { PixelSize = 0.5, Provenance = "slide" }.OpticalDensity(240);
        Pictures.AssertClose([0, 1, 2, 6, -0.30103f], density, 1e-6);
        Assert.Equal((0.5, "slide"), (density.PixelSize, density.Provenance));
    }

    [Fact]
    public void The_darkest_intensity_bounds_the_density()
    {
        var density = new Image(1, 1, 3, [0, 1, 10]).OpticalDensity(100, darkest: 1);
        Pictures.AssertClose([2, 2, 1], density, 1e-6);
    }

    [Fact]
    public void Every_channel_has_its_own_background_and_the_way_back_gives_the_light()
    {
        var image = new Image(2, 1, 2, [100, 10, 50, 5]);
        var density = image.OpticalDensity([100, 50]);
        Pictures.AssertClose([0, 1, 0, 1], density, 1e-6);
        Pictures.AssertClose(image.Values.ToArray(), density.FromOpticalDensity([100, 50]), 1e-4);
    }

    [Fact]
    public void There_and_back_is_where_it_began_and_not_a_number_stays()
    {
        var image = Pictures.Random(3, 30, 40);
        Pictures.AssertClose(image.Values.ToArray(), image.OpticalDensity(900).FromOpticalDensity(900), 1e-3);
        var hole = new Image(1, 1, 2, [float.NaN, 7]).OpticalDensity();
        Assert.Equal([true, false], hole.Values.ToArray().Select(float.IsNaN));
        Assert.True(float.IsNaN(hole.FromOpticalDensity()[0, 0]));
    }

    [Fact]
    public void Densities_of_two_filters_add_up_where_intensities_multiply()
    {
        float first = 0.5f, second = 0.2f;
        var each = new Image(1, 1, 2, [first, second]).OpticalDensity(1);
        Assert.Equal(each[0, 0] + each[0, 1], new Image(1, 1, 1, [first * second]).OpticalDensity(1)[0, 0], 1e-6f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    public void A_background_without_light_is_refused(double background)
    {
        var message = FormattableString.Invariant(
            $"The background is {background}; it is the intensity of empty glass, above 0. Measure it where there is no tissue.");
        Assert.StartsWith(
            message, Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 2, 2).OpticalDensity(background)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            message, Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 2, 2).FromOpticalDensity(background)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backgrounds_and_bounds_that_do_not_fit_are_refused()
    {
        Assert.StartsWith("2 backgrounds were given for 3 channels. Give one per channel, or one for all.",
            Assert.Throws<ArgumentException>(() => new Image(3, 2, 2).OpticalDensity([1, 2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The darkest intensity is 300; it lies above 0 and below the background, 255.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 2, 2).OpticalDensity(255, darkest: 300)).Message, StringComparison.Ordinal);
    }
}
