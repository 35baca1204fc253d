using BioDL.Images;
using static BioDL.Tests.Images.Geometry.Pictures;

namespace BioDL.Tests.Images.Geometry;

public class ResizedPixelSizeTests
{
    private static readonly Image Field = new(2, 100, 200) { PixelSize = 0.3, Provenance = "field 7" };

    [Fact]
    public void The_field_of_view_stays_the_same()
    {
        var half = Field.Resize(0.5);
        Assert.Equal((2, 50, 100, 0.6, "field 7"), (half.Channels, half.Height, half.Width, half.PixelSize, half.Provenance));
        Assert.Equal(0.1, Field.Resize(300, 600).PixelSize!.Value, 1e-12);
        Assert.Null(new Image(1, 4, 4).Resize(0.5).PixelSize);
    }

    [Fact]
    public void Rounding_to_whole_pixels_keeps_areas_true()
    {
        var image = new Image(1, 101, 200) { PixelSize = 0.3 };
        var half = image.Resize(0.5);
        Assert.Equal((50, 100), (half.Height, half.Width));
        Assert.Equal(101 * 200 * 0.3 * 0.3, 50 * 100 * half.PixelSize!.Value * half.PixelSize.Value, 1e-9);
    }

    [Fact]
    public void Pixels_that_are_no_longer_square_have_no_single_size()
    {
        Assert.Null(Field.Resize(100, 100).PixelSize);
        Assert.Null(Field.Resize(52, 100).PixelSize);
        Assert.Null(RandomMask(10, 10).Resize(10, 20).PixelSize);
        Assert.Null(RandomLabels(10, 10).Resize(10, 20).PixelSize);
    }

    [Fact]
    public void A_pixel_size_can_be_asked_for()
    {
        var coarse = Field.ResizeToPixelSize(0.6, Interpolation.Area);
        Assert.Equal((50, 100, 0.6), (coarse.Height, coarse.Width, coarse.PixelSize));
        var odd = Field.ResizeToPixelSize(0.65);
        Assert.Equal((46, 92), (odd.Height, odd.Width));
        Assert.Equal(0.3 * 100 / 46, odd.PixelSize!.Value, 1e-12);
    }

    [Fact]
    public void A_pixel_size_that_nobody_recorded_is_not_guessed() => Assert.Equal(
        "The pixel size of this image is not known. Look it up in the microscope's files, set PixelSize, or call Resize with a factor.",
        Assert.Throws<InvalidOperationException>(() => new Image(1, 4, 4).ResizeToPixelSize(0.5)).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_pixel_size_or_factor_without_sense_is_refused(double value)
    {
        Assert.StartsWith(FormattableString.Invariant($"A pixel size of {value} was asked for; it is given in micrometres, above 0."),
            Assert.Throws<ArgumentOutOfRangeException>(() => Field.ResizeToPixelSize(value)).Message, StringComparison.Ordinal);
        Assert.StartsWith(FormattableString.Invariant($"The factor is {value}; it is a number above 0, such as 0.5 to halve both sides."),
            Assert.Throws<ArgumentOutOfRangeException>(() => Field.Resize(value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_out_of_bounds_are_refused_before_anything_is_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Field.Resize(0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomMask(4, 4).Resize(5, -1));
        Assert.Contains("is more than the 268,435,456 values that one image may hold",
            Assert.Throws<ArgumentException>(() => Field.Resize(1e9)).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Resizing 1 × 3 (height × width) to 1 × 5000000 was asked for; sides over 1,048,576 are resized with Interpolation.Nearest only. "
            + "Work on a part of the image.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 1, 3).Resize(1, 5_000_000)).Message);
    }

    [Fact]
    public void A_tiny_factor_leaves_one_pixel() => Assert.Equal((1, 1), (Field.Resize(1e-9).Height, Field.Resize(1e-9).Width));

    [Fact]
    public void An_interpolation_that_does_not_exist_is_refused() => Assert.StartsWith(
        "Found the interpolation 9; choose one of Nearest, Linear, Area, Cubic.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Field.Resize(5, 5, (Interpolation)9)).Message, StringComparison.Ordinal);
}
