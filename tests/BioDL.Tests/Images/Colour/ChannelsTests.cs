using BioDL.Images;
using BioDL.Tests.Images.Geometry;

namespace BioDL.Tests.Images.Colour;

public class ChannelsTests
{
    [Fact]
    public void Split_channels_merge_into_the_image_again()
    {
        var image = Pictures.Random(4, 6, 7);
        var parts = image.SplitChannels();
        Assert.Equal(4, parts.Count);
        Assert.Equal(image.Channel(2).ToArray(), parts[2].Values.ToArray());
        Pictures.AssertSame(image, Channels.Merge(parts));
        Pictures.AssertSame(image, Channels.Merge(image.TakeChannels(0), image.TakeChannels(1, 2, 3)));
    }

    [Fact]
    public void Channels_come_in_the_order_asked_for()
    {
        var image = Pictures.Random(3, 6, 7);
        var swapped = image.TakeChannels(2, 0, 2);
        Assert.Equal(image[2, 5, 6], swapped[0, 5, 6]);
        Assert.Equal(image[0, 5, 6], swapped[1, 5, 6]);
        Assert.Equal(image[2, 5, 6], swapped[2, 5, 6]);
        Assert.Equal((0.25, "random"), (swapped.PixelSize, swapped.Provenance));
    }

    [Fact]
    public void Merging_keeps_what_is_known_of_the_parts()
    {
        var merged = Channels.Merge(
            new Image(1, 2, 2) { PixelSize = 0.5, Provenance = "a" }, new Image(1, 2, 2) { Provenance = "b" }, new Image(1, 2, 2));
        Assert.Equal((3, 0.5, "a; b"), (merged.Channels, merged.PixelSize, merged.Provenance));
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        Assert.StartsWith("Channel 3 was asked for, but the channels of this image are 0 to 2.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.Random(3, 2, 2).TakeChannels(0, 3)).Message, StringComparison.Ordinal);
        Assert.StartsWith("No channel was asked for. Name at least one of 0 to 2.",
            Assert.Throws<ArgumentException>(() => Pictures.Random(3, 2, 2).TakeChannels()).Message, StringComparison.Ordinal);
        Assert.StartsWith("No image was given.", Assert.Throws<ArgumentException>(() => Channels.Merge()).Message, StringComparison.Ordinal);
        Assert.Equal("Images that are merged into one must have the same size, but one has 2 rows and 3 columns, the other 3 and 2.",
            Assert.Throws<ArgumentException>(() => Channels.Merge(new Image(1, 2, 3), new Image(1, 3, 2))).Message);
        var (fine, coarse) = (new Image(1, 2, 3) { PixelSize = 0.25 }, new Image(1, 2, 3) { PixelSize = 0.5 });
        Assert.Equal(
            "Images that are merged into one must have the same pixel size, but one has 0.5 µm, another 0.25 µm. Call ResizeToPixelSize first.",
            Assert.Throws<ArgumentException>(() => Channels.Merge(coarse, fine)).Message);
    }
}
