using System.Text;
using BioDL.Classical;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

public sealed class ScribbleFileTests
{
    private static readonly Image Field = new(1, 30, 40);

    [Theory]
    [InlineData("rectangle", 0)]
    [InlineData("rectangle-fine", 0)]
    [InlineData("oval", 0)]
    [InlineData("oval-outside", 0)]
    [InlineData("polygon", 0)]
    [InlineData("polygon-fine", 0)]
    [InlineData("freehand", 0)]
    [InlineData("traced", 0)]
    [InlineData("ring", 0)]
    [InlineData("line", 0)]
    [InlineData("line-steep", 0)]
    [InlineData("line-wide", 0)]
    [InlineData("line-broad", 0)]
    [InlineData("polyline", 2)] // Between two pixels the line may pass on either side.
    [InlineData("freeline", 0)]
    [InlineData("point", 0)]
    [InlineData("points", 0)]
    public void A_region_of_ImageJ_covers_the_pixels_that_ImageJ_gives_it(string name, int differences)
    {
        var scribbles = Scribbles.Read(Fixture.Path($"rois/{name}.roi"), Field);
        var mask = File.ReadAllBytes(Fixture.Path($"rois/{name}.mask"));
        var ours = new bool[1200];
        foreach (var pixel in Assert.Single(scribbles.Strokes).Pixels)
            ours[pixel] = true;
        var wrong = Enumerable.Range(0, 1200).Where(pixel => ours[pixel] != mask[pixel] > 0).Select(pixel => (pixel / 40, pixel % 40, ours[pixel])).ToArray();
        Assert.True(wrong.Length <= differences, $"{wrong.Length} of {mask.Count(value => value > 0)}: {string.Join(" ", wrong)}");
    }

    [Fact]
    public void A_set_of_regions_gives_classes_by_name_and_by_group()
    {
        var scribbles = Scribbles.Read(Fixture.Path("rois/RoiSet.zip"), Field);
        Assert.Equal(["nucleus", "group 3", "background"], scribbles.Classes);
        Assert.Equal(4, scribbles.Count);
        Assert.Equal(24, scribbles.Strokes[1].Pixels.Length);
    }

    [Fact]
    public void Annotations_of_QuPath_are_read_with_their_classes_and_holes()
    {
        var scribbles = Scribbles.Read(Fixture.Path("rois/qupath.geojson"), Field);
        Assert.Equal(["Tumor", "Stroma"], scribbles.Classes);
        // 10 × 8 less the hole of 3 × 4; a line over the rows 2 to 12; two points; 4 × 4 and what is left of 25 × 3 within 40 columns; two lines of 7.
        Assert.Equal([68, 11, 2, 16 + 15, 14], scribbles.Strokes.Select(stroke => stroke.Pixels.Length));
        Assert.Equal([3 * 40 + 30, 20 * 40 + 31], scribbles.Strokes[2].Pixels);
        Assert.Equal((0, 1, 2, 0), (scribbles.ToLabels()[5, 7], scribbles.ToLabels()[5, 6], scribbles.ToLabels()[12, 20], scribbles.ToLabels()[13, 20]));
    }

    [Theory]
    [InlineData("rois/nameless.roi", "nameless.roi, byte 0: found no class for region '0012-0034', expected a group, or a name such as nucleus-1. Rename the region in ImageJ's ROI Manager, or give it a group.")]
    [InlineData("rois/text.roi", "text.roi, byte 0: found a text as region 'note', expected a line, an area or points. Delete it in ImageJ's ROI Manager.")]
    public void Regions_that_are_no_scribbles_are_refused(string file, string message) =>
        Assert.Equal(message, Assert.Throws<ImageFormatException>(() => Scribbles.Read(Fixture.Path(file), Field)).Message);

    [Fact]
    public void Regions_need_their_image_and_must_lie_in_it()
    {
        Assert.Equal("oval.roi holds regions, which do not tell how large their image is. Give the image that they were drawn on: Scribbles.Read(\"oval.roi\", image).",
            Assert.Throws<ArgumentException>(() => Scribbles.Read(Fixture.Path("rois/oval.roi"))).Message);
        Assert.Equal("oval.roi holds 1 region, but none covers a pixel of the image of 2 rows and 2 columns. Were they drawn on another image, or at another magnification?",
            Assert.Throws<ArgumentException>(() => Scribbles.Read(Fixture.Path("rois/oval.roi"), new Image(1, 2, 2))).Message);
    }

    [Theory]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}", "found no feature, expected annotations. Export annotations in QuPath as GeoJSON.")]
    [InlineData("{\"type\":\"Topology\"}", "found 'Topology' as type, expected a FeatureCollection with features.")]
    [InlineData("[{]", "found broken JSON in line 1, expected GeoJSON.")]
    [InlineData("[1]", "found feature 1 without a geometry, expected one with coordinates.")]
    [InlineData("[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]", "found no classification for feature 1, expected a class. Set one for every annotation in QuPath, then export again.")]
    [InlineData("[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[1]},\"properties\":{\"classification\":{\"name\":\"a\"}}}]", "found coordinates of feature 1 that do not fit its geometry, expected pairs of numbers in lists.")]
    [InlineData("[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[1e300,1]},\"properties\":{\"classification\":{\"name\":\"a\"}}}]", "found the position (1E+300, 1), expected pixels of an image.")]
    [InlineData("[{\"geometry\":{\"type\":\"Circle\",\"coordinates\":[1,1]},\"properties\":{\"classification\":{\"name\":\"a\"}}}]", "found the geometry 'Circle' in feature 1, expected points, lines or polygons.")]
    public void Broken_annotations_are_refused_with_their_place(string json, string message) =>
        Assert.EndsWith(message, Assert.Throws<ImageFormatException>(() => ScribbleFile.Decode(Encoding.UTF8.GetBytes(json), "a.geojson", Field)).Message, StringComparison.Ordinal);

    [Fact]
    public void Enormous_shapes_are_refused_instead_of_drawn_for_hours()
    {
        var ring = string.Join(",", Enumerable.Range(0, 60_000).Select(i => $"[{i % 7},{(i % 2 == 0 ? -1e8 : 1e8):0}]"));
        var json = $"[{{\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{ring}]]}},\"properties\":{{\"classification\":{{\"name\":\"a\"}}}}}}]";
        var fault = Assert.Throws<ImageFormatException>(() => ScribbleFile.Decode(Encoding.UTF8.GetBytes(json), "a.geojson", new Image(1, 2048, 8)));
        Assert.Contains("found shapes that take more than 67,108,864 steps to draw, expected scribbles", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rois/RoiSet.zip", 1500)]
    [InlineData("rois/ring.roi", 1500)]
    [InlineData("rois/polygon-fine.roi", 1500)]
    [InlineData("rois/oval.roi", 500)]
    [InlineData("rois/line-wide.roi", 500)]
    [InlineData("rois/qupath.geojson", 2500)]
    public void Damaged_files_are_read_or_refused_and_nothing_else(string file, int times)
    {
        var whole = File.ReadAllBytes(Fixture.Path(file));
        var random = new Random(7);
        var refused = 0;
        for (var time = 0; time < times; time++)
        {
            var damaged = whole[..(time % 3 == 0 ? random.Next(5, whole.Length) : whole.Length)];
            for (var i = random.Next(1, 6); i > 0; i--)
                damaged[random.Next(time % 2 == 0 ? 4 : 0, damaged.Length)] = (byte)(random.Next(3) == 0 ? 255 * random.Next(2) : random.Next(256));
            try
            {
                _ = ScribbleFile.Decode(damaged, "damaged", Field).ToString();
            }
            catch (Exception fault) when (fault is ImageFormatException or ArgumentException)
            {
                refused++;
                Assert.InRange(fault.Message.Length, 20, 500);
            }
        }
        Assert.InRange(refused, 1, times);
    }
}
