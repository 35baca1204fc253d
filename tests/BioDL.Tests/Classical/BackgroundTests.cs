using BioDL.Classical;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

public class BackgroundTests
{
    [Theory]
    [InlineData("scene", "7", false, true)]
    [InlineData("scene", "12.5", false, true)]
    [InlineData("scene", "40", false, true)]
    [InlineData("scene", "150", false, true)]
    [InlineData("scene", "20", true, true)]
    [InlineData("scene", "20", false, false)]
    [InlineData("thin", "12", false, true)]
    public void The_ball_rolls_as_in_ImageJ(string name, string radius, bool isLight, bool smooth)
    {
        var expected = Fixture.Array<float>("background.npz", $"{name}-{radius}-{(isLight ? "True" : "False")}-{(smooth ? "True" : "False")}");
        var image = ImageOf(name);
        var background = image.RollingBallBackground(double.Parse(radius, System.Globalization.CultureInfo.InvariantCulture), isLight, smooth);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - background.Values[i]) < 2e-3f, $"row {i / image.Width}, column {i % image.Width}: expected {expected[i]}, found {background.Values[i]}");
    }

    [Fact]
    public void What_is_narrower_than_the_ball_stays_and_the_slope_below_it_goes()
    {
        var values = new float[80 * 80];
        for (var i = 0; i < values.Length; i++)
            values[i] = 100 + i % 80 * 0.2f + (MathF.Pow(i / 80 - 40, 2) + MathF.Pow(i % 80 - 40, 2) <= 16 ? 50 : 0);
        var flat = new Image(1, 80, 80, values) { PixelSize = 0.5 }.SubtractBackground(15);
        Assert.Equal(0.5, flat.PixelSize);
        Assert.InRange(flat[40, 40], 45, 52);
        Assert.All(Enumerable.Range(15, 50), x => Assert.InRange(flat[15, x], -1.5f, 1.5f));
    }

    [Fact]
    public void Every_channel_is_worked_on_by_itself()
    {
        var scene = ImageOf("scene");
        float[] other = [.. scene.Values.ToArray().Reverse()];
        var both = new Image(2, scene.Height, scene.Width, [.. scene.Values, .. other]).RollingBallBackground(12);
        Assert.Equal([.. scene.RollingBallBackground(12).Values, .. scene.Like(other).RollingBallBackground(12).Values], both.Values.ToArray());
    }

    [Theory]
    [InlineData(1, 1, 5)]
    [InlineData(1, 1, 50)]
    [InlineData(1, 30, 200)]
    [InlineData(20, 20, 0.5)]
    public void Even_ground_is_its_own_background(int height, int width, double radius)
    {
        var image = new Image(1, height, width, [.. Enumerable.Repeat(7f, height * width)]);
        Assert.All(image.RollingBallBackground(radius).Values.ToArray(), value => Assert.Equal(7, value, 1e-4f));
        Assert.All(image.SubtractBackground(radius, isLight: true).Values.ToArray(), value => Assert.Equal(0, value, 1e-4f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    [InlineData(double.NaN)]
    public void A_radius_without_sense_is_refused(double radius) => Assert.StartsWith(
        FormattableString.Invariant($"The ball's radius is {radius}; it is given in pixels, above 0 and at most 1000."),
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageOf("scene").RollingBallBackground(radius)).Message, StringComparison.Ordinal);

    [Fact]
    public void Values_that_are_not_finite_are_refused() => Assert.Equal(
        "RollingBallBackground needs finite values, but found NaN in channel 0, row 0, column 1. Replace such values first.",
        Assert.Throws<ArgumentException>(() => new Image(1, 1, 2, [0, float.NaN]).SubtractBackground(5)).Message);

    [Theory]
    [InlineData("equalized", null, 0.01)]
    [InlineData("equalized-16", 16, 0.03)]
    [InlineData("equalized-25", 25, 0.5)]
    public void Local_contrast_is_that_of_scikit_image(string name, int? tile, double limit)
    {
        var expected = Fixture.Array<float>("background.npz", name);
        var found = new Image(1, 66, 83, Fixture.Array<float>("background.npz", "greys")).EqualizeLocally(tile, limit);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found.Values[i]) < 5e-4f, $"row {i / 83}, column {i % 83}: expected {expected[i]}, found {found.Values[i]}");
    }

    [Fact]
    public void Local_contrast_of_even_ground_is_none_and_nonsense_is_refused()
    {
        Assert.All(new Image(1, 9, 9, [.. Enumerable.Repeat(7f, 81)]).EqualizeLocally().Values.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal([0f], new Image(1, 1, 1, [3]).EqualizeLocally().Values.ToArray());
        Assert.StartsWith("Tiles of 84 pixels were asked for; their side is 1 to 83 pixels in this image.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ImageOf("scene").EqualizeLocally(84)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The limit is 0; it is a share above 0, at most 1, such as 0.01.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ImageOf("scene").EqualizeLocally(limit: 0)).Message, StringComparison.Ordinal);
    }

    private static Image ImageOf(string name)
    {
        var values = Fixture.Array<float>("background.npz", name);
        return name == "scene" ? new Image(1, 66, 83, values) : new Image(1, 3, 90, values);
    }
}
