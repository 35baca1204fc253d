using BioDL.Images;
using static BioDL.Tests.Images.Geometry.Pictures;

namespace BioDL.Tests.Images.Geometry;

public class CroppingTests
{
    [Fact]
    public void A_part_holds_the_pixels_of_its_place_in_every_channel()
    {
        var image = Random(3, 11, 13);
        var part = image.Crop(x: 4, y: 2, width: 5, height: 7);
        Assert.Equal((3, 7, 5), (part.Channels, part.Height, part.Width));
        for (var c = 0; c < 3; c++)
        {
            for (var i = 0; i < 35; i++)
                Assert.Equal(image[c, 2 + i / 5, 4 + i % 5], part[c, i / 5, i % 5]);
        }
        Assert.Equal((0.25, "random"), (part.PixelSize, part.Provenance));
    }

    [Fact]
    public void Masks_and_labels_are_cut_at_the_same_place()
    {
        Assert.Equal(RandomMask(9, 8)[6, 3], RandomMask(9, 8).Crop(3, 6, 1, 1)[0, 0]);
        Assert.Equal(RandomLabels(9, 8)[8, 7], RandomLabels(9, 8).Crop(new Region(3, 6, 5, 3))[2, 4]);
        Assert.Equal(0.25, RandomMask(9, 8).Crop(3, 6, 1, 1).PixelSize);
        Assert.Equal(0.25, RandomLabels(9, 8).Crop(3, 6, 1, 1).PixelSize);
    }

    [Fact]
    public void The_whole_image_is_not_copied()
    {
        var image = Fixed();
        Assert.Same(image, image.Crop(0, 0, 22, 17));
    }

    [Theory]
    [InlineData(-1, 0, 3, 3)]
    [InlineData(0, -1, 3, 3)]
    [InlineData(20, 0, 3, 3)]
    [InlineData(0, 15, 3, 3)]
    [InlineData(int.MaxValue, 0, 3, 3)]
    [InlineData(1, 1, int.MaxValue, int.MaxValue)]
    public void A_part_that_reaches_outside_is_refused(int x, int y, int width, int height)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Fixed().Crop(x, y, width, height));
        Assert.Equal($"The part from column {x}, row {y} with {width} columns and {height} rows was asked for, "
            + "but there are 22 columns and 17 rows. Ask for a part that lies inside, or Pad first.", fault.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomMask(17, 22).Crop(x, y, width, height));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomLabels(17, 22).Crop(x, y, width, height));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, -2)]
    public void An_empty_part_is_refused(int width, int height)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Fixed().Crop(1, 1, width, height));
        Assert.Equal($"A part of {width} columns and {height} rows was asked for; it holds a pixel when both are at least 1.", fault.Message);
    }

    [Fact]
    public void Nothing_is_no_image() => Assert.Throws<ArgumentNullException>(() => ((Image)null!).Crop(0, 0, 1, 1));
}
