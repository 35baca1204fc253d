using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Display;

public sealed class CompositeTests
{
    private static readonly Image First = new(1, 1, 3, [0, 10, 10]), Second = new(1, 1, 3, [0, 0, 5]);

    [Fact]
    public void Channels_add_up_in_magenta_and_green()
    {
        var picture = Composite.Show("Both", new Channel("DNA", First, Range: (0, 10)), new Channel("Actin", Second, Range: (0, 10)));

        // Black; magenta alone; magenta with half of green. Planar: red, then green, then blue.
        Assert.Equal([0, 255, 255, 0, 0, 128, 0, 255, 255], PictureTests.Pixels(picture));
        Assert.StartsWith("Both: merged channels: DNA in #FF00FF from 0 to 10, Actin in #00FF00 from 0 to 10", picture.ToString(), StringComparison.Ordinal);
        Assert.Equal([("#FF00FF", "DNA"), ("#00FF00", "Actin")], picture.Keys);
    }

    [Fact]
    public void Three_channels_avoid_red_beside_green_and_own_colours_are_kept()
    {
        Assert.Equal(["#FF00FF", "#FFFF00", "#00FFFF"], Composite.Show("", ("a", First), ("b", Second), ("c", First)).Keys.Select(key => key.Colour));
        Assert.Equal(["#123456", "#00FF00"], Composite.Show("", new Channel("a", First, "#123456"), ("b", Second)).Keys.Select(key => key.Colour));
    }

    [Fact]
    public void The_channels_of_one_image_are_named_in_their_order()
    {
        var image = new Image(2, 1, 3, [0, 10, 10, 0, 0, 5]);

        Assert.Equal(["DNA", "Actin"], Composite.Show("", image, "DNA", "Actin").Keys.Select(key => key.Meaning));
        Assert.Equal("Found 1 names for an image of 2 channels; expected one for each. (Parameter 'names')",
            Assert.Throws<ArgumentException>(() => Composite.Show("", image, "DNA")).Message);
    }

    [Fact]
    public void Apart_each_channel_stands_in_grey_beside_the_merged_picture() =>
        Assert.Equal(3, Composite.ShowApart("Both", ("DNA", First), ("Actin", Second)).ToMimeBundle()[MimeBundle.PlainText].Split('\n').Length);

    [Fact]
    public void Too_many_channels_other_sizes_and_wrong_colours_are_refused()
    {
        static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;

        Assert.StartsWith("Found 5 channels to merge; expected 1 to 4", Message(() => Composite.Show("", Enumerable.Repeat<Channel>(("a", First), 5))), StringComparison.Ordinal);
        Assert.StartsWith("The channels must have the same size", Message(() => Composite.Show("", ("a", First), ("b", new Image(1, 2, 3)))), StringComparison.Ordinal);
        Assert.StartsWith("Found the colour 'green'", Message(() => Composite.Show("", new Channel("a", First, "green"))), StringComparison.Ordinal);
        Assert.StartsWith("The channel 'a' is an image of 3 channels", Message(() => Composite.Show("", ("a", new Image(3, 1, 3)))), StringComparison.Ordinal);
    }
}
