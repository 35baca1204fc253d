using BioDL.Images;
using static BioDL.Tests.Images.Geometry.Pictures;

namespace BioDL.Tests.Images.Geometry;

public class RotationTests
{
    [Theory]
    [InlineData("17", Interpolation.Linear)]
    [InlineData("17", Interpolation.Cubic)]
    [InlineData("-33.5", Interpolation.Linear)]
    [InlineData("-33.5", Interpolation.Cubic)]
    [InlineData("90", Interpolation.Linear)]
    [InlineData("90", Interpolation.Cubic)]
    [InlineData("211", Interpolation.Linear)]
    [InlineData("211", Interpolation.Cubic)]
    public void Any_angle_agrees_with_scikit_image_up_to_the_border(string angle, Interpolation kind)
    {
        var expected = Of($"rotate-{kind.ToString().ToLowerInvariant()}-{angle}");
        var turned = Fixed().Rotate(double.Parse(angle, System.Globalization.CultureInfo.InvariantCulture), kind, fill: 9);
        AssertClose(expected, turned, 1e-4);
        Assert.Equal((0.5, "made up"), (turned.PixelSize, turned.Provenance));
    }

    [Theory]
    [InlineData("17")]
    [InlineData("-33.5")]
    [InlineData("211")]
    public void Nearest_is_what_scikit_image_takes_bit_for_bit(string angle) => Assert.Equal(
        Of($"rotate-nearest-{angle}"),
        Fixed().Rotate(double.Parse(angle, System.Globalization.CultureInfo.InvariantCulture), Interpolation.Nearest, 9).Values.ToArray());

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cubic)]
    public void Quarter_turns_of_a_square_move_pixels_bit_for_bit(Interpolation kind)
    {
        foreach (var side in new[] { 1, 2, 31, 64 })
        {
            var image = Random(2, side, side);
            AssertSame(image, image.Rotate(0, kind));
            AssertSame(image.Rotate90(), image.Rotate(90, kind));
            AssertSame(image.Rotate180(), image.Rotate(-180, kind));
            AssertSame(image.Rotate270(), image.Rotate(-90, kind));
            AssertSame(image.Rotate90(), image.Rotate(90 + 360e6, kind));
        }
        AssertSame(Random(1, 30, 41).Rotate180(), Random(1, 30, 41).Rotate(180, kind));
    }

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cubic)]
    public void A_constant_image_in_front_of_the_same_filling_stays_constant(Interpolation kind) =>
        Assert.All(Constant(37, 20, 3).Rotate(12.3, kind, fill: 3).Values.ToArray(), value => Assert.Equal(3, value, 1e-5f));

    [Fact]
    public void A_ramp_turns_with_the_coordinates()
    {
        var turned = Drawn(41, 41, (y, x) => 5 * x + 2 * y).Rotate(30);
        double cos = Math.Cos(Math.PI / 6), sin = 0.5, dx = 6, dy = -4;
        Assert.Equal(5 * (20 + cos * dx - sin * dy) + 2 * (20 + sin * dx + cos * dy), turned[16, 26], 1e-3);
    }

    [Fact]
    public void Counter_clockwise_takes_the_right_side_to_the_top()
    {
        var turned = Drawn(21, 21, (y, x) => y == 10 && x > 15 ? 1 : 0).Rotate(88, Interpolation.Nearest);
        Assert.Equal((1, 0), (turned[2, 10], turned[18, 10]));
    }

    [Fact]
    public void Corners_from_outside_hold_the_filling()
    {
        Assert.Equal(-5, Fixed().Rotate(45, fill: -5)[0, 0]);
        Assert.True(float.IsNaN(Fixed().Rotate(45, fill: float.NaN)[0, 0]));
        Assert.True(new Mask(9, 9).Rotate(45, fill: true)[0, 0]);
        Assert.Equal(7, new LabelImage(9, 9).Rotate(45, fill: 7)[0, 0]);
    }

    [Fact]
    public void Not_a_number_spreads_only_where_it_weighs()
    {
        var image = Drawn(5, 5, (y, x) => (y, x) == (2, 2) ? double.NaN : 1);
        Assert.Equal(1, image.Rotate(90, Interpolation.Cubic).Values.ToArray().Count(float.IsNaN));
        Assert.Equal(5, image.Rotate(45).Values.ToArray().Count(float.IsNaN));
        Assert.Equal(1, image.Rotate(45, Interpolation.Nearest)[0, 2]);
    }

    [Fact]
    public void Masks_and_labels_turn_as_the_nearest_pixels_of_an_image_do()
    {
        var labels = RandomLabels(23, 38);
        var image = new Image(1, 23, 38, Array.ConvertAll(labels.Values.ToArray(), label => (float)label));
        var expected = Array.ConvertAll(image.Rotate(71, Interpolation.Nearest).Values.ToArray(), value => (int)value);
        Assert.Equal(expected, labels.Rotate(71).Values.ToArray());
        Assert.Equal(Array.ConvertAll(expected, label => label > 0), labels.Foreground().Rotate(71).Values.ToArray());
        Assert.Equal((0.25, 0.25), (labels.Rotate(71).PixelSize, labels.Foreground().Rotate(71).PixelSize));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_angle_without_sense_is_refused(double degrees)
    {
        var message = $"The angle is {degrees}; it is a finite number of degrees, counter-clockwise.";
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => Fixed().Rotate(degrees)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomLabels(4, 4).Rotate(degrees));
    }

    [Fact]
    public void Area_is_no_way_to_turn() => Assert.StartsWith("Rotate was asked for Area interpolation; it knows Nearest, Linear and Cubic.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Fixed().Rotate(5, Interpolation.Area)).Message, StringComparison.Ordinal);
}
