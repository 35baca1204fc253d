using BioDL.Display;
using BioDL.Images;

namespace BioDL.Tests.Display;

public sealed class ColourMapTests
{
    public static TheoryData<ColourMap> All => [ColourMap.Grey, ColourMap.Viridis, ColourMap.Magma, ColourMap.Cividis];

    /// <summary>Colours as matplotlib publishes them, at entries 0, 64, 128, 192 and 255 of 256.</summary>
    [Theory]
    [InlineData("viridis", "440154 3B528B 21918C 5EC962 FDE725")]
    [InlineData("magma", "000004 51127C B73779 FC8961 FCFDBF")]
    [InlineData("cividis", "00224E 434E6C 7D7C78 BCAE6C FEE838")]
    [InlineData("grey", "000000 404040 808080 C0C0C0 FFFFFF")]
    public void Maps_hold_the_published_colours(string name, string expected)
    {
        var map = new[] { ColourMap.Grey, ColourMap.Viridis, ColourMap.Magma, ColourMap.Cividis }.Single(candidate => candidate.Name == name);
        var colours = new[] { 0, 64, 128, 192, 255 }.Select(entry => map.At(entry / 255.0)).Select(colour => $"{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}");

        Assert.Equal(expected, string.Join(' ', colours));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Brightness_rises_with_the_value_all_the_way(ColourMap map)
    {
        double[] lightness = [.. Enumerable.Range(0, 256).Select(entry => map.At(entry / 255.0)).Select(colour =>
            0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue))];

        // Bytes are rounded, so that a step may be lost, but never more.
        Assert.All(lightness.Zip(lightness.Skip(8)), pair => Assert.True(pair.First < pair.Second));

        static double Linear(byte value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow((value / 255.0 + 0.055) / 1.055, 2.4);
    }

    [Fact]
    public void Values_outside_get_the_colour_of_the_nearer_end_and_gaps_a_middle_grey()
    {
        Assert.Equal(ColourMap.Viridis.At(0), ColourMap.Viridis.At(-3));
        Assert.Equal(ColourMap.Viridis.At(1), ColourMap.Viridis.At(double.PositiveInfinity));
        Assert.Equal((128, 128, 128), ColourMap.Viridis.At(double.NaN));
    }

    [Fact]
    public void A_picture_in_colours_has_a_bar_with_values_and_their_name()
    {
        var image = new Image(1, 1, 3, [0, 1, 4]);
        var picture = image.Show("Distance", (0, 4), ColourMap.Viridis).WithBar("Distance (pixels)");
        var figure = System.Xml.Linq.XElement.Parse(PictureTests.Xml(picture));

        Assert.Equal([0x44, 0x3B, 0xFD, 0x01, 0x52, 0xE7, 0x54, 0x8B, 0x25], PictureTests.Pixels(picture));
        Assert.Equal(["0", "2.00", "4.00"], figure.Descendants("span").Select(span => span.Value));
        Assert.Contains(figure.Descendants("div"), div => div.Value == "Distance (pixels)");
        Assert.StartsWith("image, 0 to 4 in the colours of viridis, 3 × 1 pixels", picture.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_and_bars_for_what_has_no_single_value_are_refused()
    {
        Assert.StartsWith("A colour map shows the values of one channel, but this image has 3.",
            Assert.Throws<ArgumentException>(() => new Image(3, 2, 2).Show(map: ColourMap.Magma)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Only images of one channel have a bar of values",
            Assert.Throws<InvalidOperationException>(() => new Mask(2, 2).Show().WithBar("x")).Message, StringComparison.Ordinal);
    }
}
