using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public sealed class ScribblesTests
{
    private static readonly Image Field = new(1, 10, 12);

    [Fact]
    public void One_class_can_be_taken_alone()
    {
        var scribbles = new Scribbles(Field).Stroke("nucleus", (2, 3), (2, 6)).Stroke("glass", (8, 1), (8, 9));
        Assert.Equal(["glass"], scribbles.Only("glass").Classes);
        Assert.Equal(9, scribbles.Only("glass").ToLabels().Areas[1]);
        Assert.StartsWith("There is no class 'Glass'. The classes are: nucleus, glass.", Assert.Throws<ArgumentException>(() => scribbles.Only("Glass")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scribbles.png")]
    [InlineData("scribbles.tif")]
    public void What_is_saved_is_read_again(string name)
    {
        using var file = new TemporaryFile(name);
        var scribbles = new Scribbles(Field).Stroke("nucleus", (2, 3), (2, 6)).Stroke("nucleus", (5, 3), (5, 6)).Stroke("glass", (8, 1), (8, 9));
        scribbles.Save(file.Path);
        var read = Scribbles.Read(file.Path, Field, ["nucleus", "glass"]);
        Assert.Equal(scribbles.ToLabels().Values, read.ToLabels().Values);
        Assert.Equal((3, "nucleus, glass"), (read.Count, string.Join(", ", read.Classes)));
    }

    [Fact]
    public void A_stroke_passes_through_its_points_and_leaves_no_gap()
    {
        var pixels = Only(new Scribbles(Field).Stroke("nucleus", (2, 3), (2, 6), (5, 9)));
        Assert.Equal([(2, 3), (2, 4), (2, 5), (2, 6), (3, 7), (4, 8), (5, 9)], pixels);
    }

    [Fact]
    public void A_wide_stroke_covers_the_pixels_whose_centres_lie_within()
    {
        Assert.Equal([(3, 5), (4, 4), (4, 5), (4, 6), (5, 5)], Only(new Scribbles(Field).Stroke("dot", 2, (4, 5))));
        Assert.Equal([(3, 5), (3, 6), (4, 4), (4, 5), (4, 6), (4, 7), (5, 5), (5, 6)], Only(new Scribbles(Field).Stroke("line", 2, (4, 5), (4, 6))));
    }

    [Fact]
    public void An_area_holds_the_pixels_whose_centres_lie_within() =>
        Assert.Equal([(2, 3), (2, 4), (3, 3), (3, 4)], Only(new Scribbles(Field).Area("square", (1.5, 2.5), (1.5, 4.5), (3.5, 4.5), (3.5, 2.5))));

    [Fact]
    public void What_lies_outside_is_left_out_however_far_it_reaches()
    {
        Assert.Equal(12, Only(new Scribbles(Field).Stroke("row", (4, -5e8), (4, 5e8))).Length);
        Assert.Equal([(0, 0), (1, 1), (2, 2)], Only(new Scribbles(Field).Stroke("corner", (-3, -3), (2, 2))));
        Assert.Equal(120, Only(new Scribbles(Field).Area("all", (-9e8, -9e8), (-9e8, 9e8), (9e8, 9e8), (9e8, -9e8))).Length);
    }

    [Fact]
    public void A_stroke_outside_is_refused_with_the_size_of_the_image() => Assert.StartsWith(
        "The stroke of class 'nucleus' from row 40, column 52 covers no pixel of the image, which has 10 rows and 12 columns. Points are given as (row, column).",
        Assert.Throws<ArgumentException>(() => new Scribbles(Field).Stroke("nucleus", (40, 52), (48, 60))).Message, StringComparison.Ordinal);

    [Fact]
    public void Strokes_without_sense_are_refused()
    {
        var scribbles = new Scribbles(Field);
        Assert.StartsWith("The stroke of class 'a' has no point", Assert.Throws<ArgumentException>(() => scribbles.Stroke("a")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Found the class name ' '; expected 1 to 100 characters.", Assert.Throws<ArgumentException>(() => scribbles.Stroke(" ", (1, 1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The stroke of class 'a' cannot be drawn: found the position (NaN, 1.5), expected pixels of an image.",
            Assert.Throws<ArgumentException>(() => scribbles.Stroke("a", (1, double.NaN))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The stroke of class 'a' cannot be drawn: found a line 2000 pixels wide, expected at most 1000.",
            Assert.Throws<ArgumentException>(() => scribbles.Stroke("a", 2000, (1, 1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The mask for class 'a' is empty", Assert.Throws<ArgumentException>(() => scribbles.Pixels("a", new Mask(10, 12))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => scribbles.Pixels("a", new Mask(10, 11)));
    }

    [Fact]
    public void Each_connected_part_of_a_mask_is_a_stroke()
    {
        var scribbles = new Scribbles(new Image(1, 3, 7)).Pixels("a", Scenes.Drawn("##..#.. .#.#... .....##"));
        Assert.Equal(3, scribbles.Count);
        Assert.Equal("Scribbles on 7 × 3 pixels; a: 3 strokes, 7 pixels", scribbles.ToString());
    }

    [Fact]
    public void A_pixel_of_two_classes_is_named()
    {
        var scribbles = new Scribbles(Field).Stroke("nucleus", (2, 0), (2, 9)).Stroke("background", (0, 4), (9, 4));
        Assert.Equal("Row 2, column 4 was scribbled as 'nucleus' and as 'background'. A pixel can teach one class only: erase one of the two strokes.",
            Assert.Throws<ArgumentException>(scribbles.ToLabels).Message);
    }

    [Fact]
    public void Scribbles_do_not_change_and_tell_of_themselves()
    {
        var none = new Scribbles(Field);
        var one = none.Stroke("nucleus", (1, 1));
        Assert.Equal((0, 1), (none.Count, one.Count));
        Assert.Equal("Scribbles on 12 × 10 pixels; none yet", none.ToString());
        Assert.Equal("Scribbles on 12 × 10 pixels; nucleus: 1 stroke, 1 pixels", one.ToString());
        Assert.Contains("image/png", one.ToMimeBundle().Keys);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("tif")]
    public void Painted_labels_are_read(string ending)
    {
        using var file = new TemporaryFile($"mine.{ending}");
        new Image(1, 3, 4, [0, 1, 1, 0, 0, 0, 0, 2, 1, 0, 0, 2]).Save(file.Path);
        var scribbles = Scribbles.Read(file.Path);
        Assert.Equal("Scribbles on 4 × 3 pixels; class 1: 2 strokes, 3 pixels; class 2: 1 stroke, 2 pixels", scribbles.ToString());
        Assert.Equal(["nucleus", "background"], Scribbles.Read(file.Path, classes: ["nucleus", "background"]).Classes);
        Assert.Equal([0, 1, 1, 0, 0, 0, 0, 2, 1, 0, 0, 2], scribbles.ToLabels().Values.ToArray());
    }

    [Fact]
    public void Label_images_that_are_none_are_refused()
    {
        Assert.Equal("mine.tif holds the value 0.5; expected labels: 0 where nothing was painted, and 1, 2 … for the classes. Is it the image itself?", Refusal([0, 0.5f]));
        Assert.Equal("mine.tif holds no labels: every pixel is 0. Paint a few strokes of each class first.", Refusal([0, 0]));
        Assert.StartsWith("mine.tif holds more than 32 different values", Refusal([.. Enumerable.Range(0, 40).Select(value => (float)value)]), StringComparison.Ordinal);
        Assert.StartsWith("mine.tif holds the label 2, but 1 class names were given.", Refusal([0, 1, 2], ["one"]), StringComparison.Ordinal);
        Assert.StartsWith("Class 'two' has no strokes: mine.tif holds no label 2.", Refusal([0, 1, 3], ["one", "two", "three"]), StringComparison.Ordinal);

        static string Refusal(float[] values, string[]? classes = null)
        {
            using var file = new TemporaryFile("mine.tif");
            new Image(1, 1, values.Length, values).Save(file.Path);
            return Assert.Throws<ArgumentException>(() => Scribbles.Read(file.Path, classes: classes)).Message;
        }
    }

    [Fact]
    public void Labels_of_another_size_than_the_image_are_refused()
    {
        using var file = new TemporaryFile("mine.tif");
        new Image(1, 1, 2, [0, 1]).Save(file.Path);
        Assert.StartsWith("The image and the labels of mine.tif must have the same size", Assert.Throws<ArgumentException>(() => Scribbles.Read(file.Path, Field)).Message, StringComparison.Ordinal);
    }

    private static (int Y, int X)[] Only(Scribbles scribbles) =>
        [.. Assert.Single(scribbles.Strokes).Pixels.Select(pixel => (pixel / scribbles.Width, pixel % scribbles.Width))];
}
