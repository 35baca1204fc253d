using System.Xml.Linq;
using BioDL.Classical;
using BioDL.Display;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Tests.Display;

public sealed class OutlineTests
{
    private static LabelImage Labels(params string[] rows) =>
        new(rows.Length, rows[0].Length, [.. string.Concat(rows).Select(character => character - '0')]);

    private static Image Black(LabelImage labels) => new(1, labels.Height, labels.Width);

    /// <summary>Loops as corner after corner: "M1 1h3v3h-3z" begins at column 1, row 1 and goes right 3, down 3, left 3 and back.</summary>
    private static string Path(IEnumerable<(int X, int Y)[]> loops) => string.Concat(loops.Select(loop => $"M{loop[0].X} {loop[0].Y}"
        + string.Concat(loop.Zip(loop.Skip(1), (from, to) => from.Y == to.Y ? $"h{to.X - from.X}" : $"v{to.Y - from.Y}")) + "z"));

    private static string[] Paths(Picture picture) => [.. picture.Outlines.Select(outline => Path(outline.Loops))];

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
        var entries = XElement.Parse(PictureTests.Xml(picture)).Descendants("span").Select(span => span.Value.Trim());

        Assert.Equal([new LineStyle("#E69F00"), new LineStyle("#56B4E9", "7 4")], picture.Outlines.Select(outline => outline.Style));
        Assert.EndsWith("; outlined: truth (2); outlined: Otsu (1)", picture.Description, StringComparison.Ordinal);
        Assert.Equal(["truth (2)", "Otsu (1)"], entries);
    }

    [Fact]
    public void Outlines_are_painted_along_the_edges_of_pixels_as_often_as_their_dashes_say()
    {
        // 8 × 8 pixels become 64 squares each of 8; the object's edges lie at 16 and 48.
        var labels = new LabelImage(8, 8, [.. Enumerable.Range(0, 64).Select(i => i / 8 is >= 2 and < 6 && i % 8 is >= 2 and < 6 ? 1 : 0)]);
        var canvas = PicturePainter.Paint(Black(labels).Show().Outline(labels, "solid", new LineStyle("#FF0000")), pageWidth: 64);
        var dashed = PicturePainter.Paint(Black(labels).Show().Outline(labels, "dashed", new LineStyle("#FF0000", "4 4")), pageWidth: 64);
        int Red(Canvas painted, int row) => Enumerable.Range(0, painted.Width).Count(x => painted[row, x] == (255, 0, 0));

        Assert.Equal((64, 64), (canvas.Width, canvas.Height));
        Assert.Equal((byte)255, canvas[16, 30].Red);
        Assert.Equal(default, canvas[30, 30]);
        Assert.InRange(Red(canvas, 16), 32, 34);
        Assert.InRange(Red(dashed, 16), 16, 24);
        Assert.Equal(0, Red(canvas, 8));
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

    [Fact]
    public void Scribbles_are_outlined_class_by_class()
    {
        var field = new Image(1, 10, 12);
        var picture = field.Show("Field").Outline(new Scribbles(field).Stroke("nucleus", (2, 3), (2, 6)).Stroke("glass", (8, 1), (8, 9)));
        Assert.Equal(["nucleus", "glass"], picture.Outlines.Select(outline => outline.Legend));
        Assert.Equal(2, picture.Outlines.Select(outline => outline.Style).Distinct().Count());
    }
}
