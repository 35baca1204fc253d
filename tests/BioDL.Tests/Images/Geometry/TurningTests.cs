using BioDL.Images;
using static BioDL.Tests.Images.Geometry.Pictures;

namespace BioDL.Tests.Images.Geometry;

public class TurningTests
{
    public static readonly TheoryData<int, int> Sizes = new() { { 1, 1 }, { 1, 7 }, { 6, 1 }, { 5, 8 }, { 300, 411 } };

    [Fact]
    public void Six_pixels_turn_and_flip_as_drawn_by_hand()
    {
        // 1 2 3
        // 4 5 6
        var image = new Image(1, 2, 3, [1, 2, 3, 4, 5, 6]);
        Assert.Equal([3, 2, 1, 6, 5, 4], image.FlipHorizontal().Values.ToArray());
        Assert.Equal([4, 5, 6, 1, 2, 3], image.FlipVertical().Values.ToArray());
        Assert.Equal([3, 6, 2, 5, 1, 4], image.Rotate90().Values.ToArray());
        Assert.Equal([6, 5, 4, 3, 2, 1], image.Rotate180().Values.ToArray());
        Assert.Equal([4, 1, 5, 2, 6, 3], image.Rotate270().Values.ToArray());
        Assert.Equal((3, 2), (image.Rotate90().Height, image.Rotate90().Width));
    }

    [Fact]
    public void Quarter_turns_agree_with_numpy()
    {
        Assert.Equal(Of("rot90"), Fixed().Rotate90().Values.ToArray());
        Assert.Equal(Of("rot270"), Fixed().Rotate270().Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Turns_and_flips_undo_each_other(int height, int width)
    {
        var image = Random(2, height, width);
        AssertSame(image, image.FlipHorizontal().FlipHorizontal());
        AssertSame(image, image.FlipVertical().FlipVertical());
        AssertSame(image, image.Rotate90().Rotate90().Rotate90().Rotate90());
        AssertSame(image, image.Rotate90().Rotate270());
        AssertSame(image.Rotate180(), image.Rotate90().Rotate90());
        AssertSame(image.Rotate180(), image.FlipHorizontal().FlipVertical());
        AssertSame(image.Rotate270(), image.Rotate180().Rotate90());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Masks_and_labels_turn_with_their_image(int height, int width)
    {
        var labels = RandomLabels(height, width);
        var image = new Image(1, height, width, Array.ConvertAll(labels.Values.ToArray(), label => (float)label));
        var mask = labels.Foreground();
        (Image, LabelImage, Mask)[] turned =
        [
            (image.Rotate90(), labels.Rotate90(), mask.Rotate90()), (image.Rotate180(), labels.Rotate180(), mask.Rotate180()),
            (image.Rotate270(), labels.Rotate270(), mask.Rotate270()),
            (image.FlipHorizontal(), labels.FlipHorizontal(), mask.FlipHorizontal()),
            (image.FlipVertical(), labels.FlipVertical(), mask.FlipVertical()),
        ];
        foreach (var (pixels, objects, foreground) in turned)
        {
            Assert.Equal((pixels.Height, pixels.Width), (objects.Height, foreground.Width));
            Assert.Equal(pixels.Values.ToArray(), Array.ConvertAll(objects.Values.ToArray(), label => (float)label));
            Assert.Equal(objects.Foreground().Values.ToArray(), foreground.Values.ToArray());
            Assert.Equal((0.25, 0.25), (objects.PixelSize, foreground.PixelSize));
        }
    }
}
