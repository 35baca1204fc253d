using System.Xml.Linq;
using BioDL.Display;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Tests.Display;

public sealed class OutlineTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static LabelImage Labels(params string[] rows) =>
        new(rows.Length, rows[0].Length, [.. string.Concat(rows).Select(character => character - '0')]);

    private static Image Black(LabelImage labels) => new(1, labels.Height, labels.Width);

    private static string[] Paths(Picture picture) =>
        [.. XElement.Parse(picture.ToSvg()).Element(Svg + "svg")!.Elements(Svg + "path").Select(path => path.Attribute("d")!.Value).Distinct()];

    [Theory]
    [InlineData("M1 1h3v3h-3z", "00000", "01110", "01110", "01110", "00000")]
    [InlineData("M0 0h3v3h-3zM1 2h1v-1h-1z", "111", "101", "111")] // a hole is walked with the object on the right hand
    [InlineData("M0 0h1v1h-1zM1 1h1v1h-1z", "10", "01")] // pixels that meet in a corner stay apart
    [InlineData("M0 0h1v1h1v1h-2z", "10", "11")]
    [InlineData("M0 0h1v2h-1zM1 0h1v2h-1z", "12", "12")] // neighbours share a border
    [InlineData("M0 0h1v1h1v-1h1v2h-3z", "101", "111")]
    public void Outlines_run_along_the_edges_of_pixels(string expected, params string[] rows) =>
        Assert.Equal([expected], Paths(Black(Labels(rows)).Outline(Labels(rows))));

    [Fact]
    public void Two_outlines_differ_in_colour_and_in_dashes_and_are_named_with_their_number()
    {
        var truth = Labels("110", "110", "003");
        var picture = Black(truth).Show().Outline(truth, "truth").Outline(Labels("100", "000", "000"), "Otsu");
        var strokes = XElement.Parse(picture.ToSvg()).Elements(Svg + "path").ToArray();

        Assert.Equal(["#E69F00", "#56B4E9"], strokes.Select(stroke => (string?)stroke.Attribute("stroke")));
        Assert.Equal([null, "7 4"], strokes.Select(stroke => (string?)stroke.Attribute("stroke-dasharray")));
        Assert.EndsWith("; outlined: truth (2); outlined: Otsu (1)", picture.Description, StringComparison.Ordinal);
        var words = XElement.Parse(picture.ToSvg()).Elements(Svg + "text").Select(text => text.Value).ToArray();
        Assert.Contains("truth (2)", words);
        Assert.Contains("Otsu (1)", words);
    }

    [Fact]
    public void Found_missed_and_invented_objects_are_told_apart()
    {
        var truth = Labels("1020", "0000");
        var predicted = Labels("1000", "0003");
        var picture = Black(truth).Show().Outline(Match.At(0.5, truth, predicted));

        Assert.Equal(["M0 0h1v1h-1z", "M2 0h1v1h-1z", "M3 1h1v1h-1z"], Paths(picture));
        Assert.EndsWith("; outlined: found (1); outlined: missed (1); outlined: invented (1)", picture.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_another_size_and_wrong_styles_are_refused()
    {
        var picture = new Image(1, 3, 3).Show();

        Assert.Equal("Picture and labels must have the same size, but one has 3 rows and 3 columns, the other 1 and 2.",
            Assert.Throws<ArgumentException>(() => picture.Outline(Labels("12"))).Message);
        Assert.Equal("Found the colour 'red\"/><script>'; expected six hexadecimal digits after a hash, as in '#E69F00'.",
            Assert.Throws<ArgumentException>(() => picture.Outline(Labels("000", "010", "000"), "x", new LineStyle("red\"/><script>"))).Message);
    }
}
