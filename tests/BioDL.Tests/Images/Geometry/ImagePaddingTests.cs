using BioDL.Images;
using static BioDL.Tests.Images.Geometry.Pictures;

namespace BioDL.Tests.Images.Geometry;

public class ImagePaddingTests
{
    private static readonly Image FourPixels = new(1, 1, 4, [1, 2, 3, 4]);

    [Theory]
    [InlineData(Padding.Constant, 7)]
    [InlineData(Padding.Edge, 0)]
    [InlineData(Padding.Reflect, 0)]
    [InlineData(Padding.Symmetric, 0)]
    [InlineData(Padding.Wrap, 0)]
    public void Every_mode_agrees_with_numpy(Padding mode, float value)
    {
        var padded = Fixed().Pad(new Margins(Top: 3, Bottom: 5, Left: 16, Right: 1), mode, value);
        Assert.Equal((25, 39), (padded.Height, padded.Width));
        Assert.Equal(Of($"pad-{mode.ToString().ToLowerInvariant()}"), padded.Values.ToArray());
        Assert.Equal((0.5, "made up"), (padded.PixelSize, padded.Provenance));
    }

    [Theory]
    [InlineData(Padding.Constant, "0 0 0 0 0 0 0 0 0 1 2 3 4 0 0 0 0 0 0 0 0 0")]
    [InlineData(Padding.Edge, "1 1 1 1 1 1 1 1 1 1 2 3 4 4 4 4 4 4 4 4 4 4")]
    [InlineData(Padding.Reflect, "4 3 2 1 2 3 4 3 2 1 2 3 4 3 2 1 2 3 4 3 2 1")]
    [InlineData(Padding.Symmetric, "1 1 2 3 4 4 3 2 1 1 2 3 4 4 3 2 1 1 2 3 4 4")]
    [InlineData(Padding.Wrap, "4 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4 1")]
    public void Margins_longer_than_the_image_repeat_its_period(Padding mode, string expected) =>
        Assert.Equal(expected, string.Join(' ', FourPixels.Pad(new Margins(Left: 9, Right: 9), mode).Values.ToArray()));

    [Theory]
    [InlineData(Padding.Edge)]
    [InlineData(Padding.Reflect)]
    [InlineData(Padding.Symmetric)]
    [InlineData(Padding.Wrap)]
    public void A_single_pixel_fills_everything_as_in_numpy(Padding mode) =>
        Assert.All(Constant(1, 1, 5).Pad(3, mode).Values.ToArray(), value => Assert.Equal(5, value));

    [Fact]
    public void Cutting_the_margins_off_again_gives_back_image_mask_and_labels()
    {
        foreach (var mode in Enum.GetValues<Padding>())
        {
            var image = Random(2, 5, 9);
            AssertSame(image, image.Pad(new Margins(4, 3, 2, 1), mode).Crop(2, 4, 9, 5));
            Assert.Equal(RandomMask(5, 9).Values.ToArray(), RandomMask(5, 9).Pad(6, mode).Crop(6, 6, 9, 5).Values.ToArray());
            Assert.Equal(RandomLabels(5, 9).Values.ToArray(), RandomLabels(5, 9).Pad(6, mode).Crop(6, 6, 9, 5).Values.ToArray());
        }
    }

    [Fact]
    public void Masks_and_labels_are_padded_as_images_are()
    {
        var padded = new LabelImage(1, 4, [1, 2, 3, 4]).Pad(new Margins(Left: 3, Right: 3));
        Assert.Equal([4, 3, 2, 1, 2, 3, 4, 3, 2, 1], padded.Values.ToArray());
        Assert.Equal([9, 1, 9], new LabelImage(1, 1, [1]).Pad(new Margins(Left: 1, Right: 1), Padding.Constant, 9).Values.ToArray());
        Assert.Equal([true, false, true], new Mask(1, 1).Pad(new Margins(Left: 1, Right: 1), Padding.Constant, true).Values.ToArray());
    }

    [Fact]
    public void Not_a_number_is_copied_like_any_value() =>
        Assert.All(Constant(1, 1, float.NaN).Pad(1, Padding.Edge).Values.ToArray(), value => Assert.True(float.IsNaN(value)));

    [Fact]
    public void A_negative_margin_is_refused()
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => FourPixels.Pad(new Margins(1, 2, -3, 4)));
        Assert.Equal(
            "Margins of 1 (top), 2 (bottom), -3 (left) and 4 (right) were given; they are 0 or more. To take pixels away, call Crop.", fault.Message);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(int.MaxValue)]
    public void A_result_beyond_the_bound_is_refused_before_it_is_made(int margin) => Assert.Contains(
        "is more than the 268,435,456 values that one image may hold",
        Assert.Throws<ArgumentException>(() => FourPixels.Pad(margin)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_that_would_not_be_used_is_refused() => Assert.Equal(
        "A value was given, but Padding.Edge takes its values from the image. Leave the value out, or choose Padding.Constant.",
        Assert.Throws<ArgumentException>(() => FourPixels.Pad(1, Padding.Edge, 3)).Message);

    [Fact]
    public void A_mode_that_does_not_exist_is_refused() => Assert.Equal(
        "Found the padding 17; choose one of Constant, Edge, Reflect, Symmetric, Wrap.",
        Assert.Throws<ArgumentOutOfRangeException>(() => FourPixels.Pad(1, (Padding)17)).Message);
}
