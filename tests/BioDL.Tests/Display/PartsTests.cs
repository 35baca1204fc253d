using System.Xml.Linq;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Display;

/// <summary>Parts of pictures, error maps, and many pictures at once.</summary>
public sealed class PartsTests
{
    private static Image Ramp(int side) => new(1, side, side, [.. Enumerable.Range(0, side * side).Select(i => (float)i)]);

    [Fact]
    public void Zoom_puts_the_part_beside_the_framed_picture()
    {
        var image = Ramp(16);
        var whole = image.Show("Field", (0, 255));
        var part = whole.Crop(Frame.Within(whole.Raster, 4, 8, 2));

        // Rows 4 and 5, columns 8 and 9 of 16.
        Assert.Equal([72, 73, 88, 89], PictureTests.Pixels(part));
        Assert.Equal("1. Field: image, 0 shown black to 255 shown white, 16 × 16 pixels, scale bar 5 px; framed: 2 × 2 pixels from row 4, column 8\n"
            + "2. The framed part, 8 times as large: image, 0 shown black to 255 shown white, rows from 4, columns from 8, 2 × 2 pixels, scale bar 1 px",
            whole.Zoom(top: 4, left: 8, size: 2).ToMimeBundle()[MimeBundle.PlainText]);
    }

    [Fact]
    public void The_frame_is_painted_where_the_part_lies()
    {
        var canvas = PicturePainter.Paint(new Image(1, 16, 16).Show().ZoomInCorner(1, 1, 4), pageWidth: 64);

        Assert.Equal((64, 64), (canvas.Width, canvas.Height));
        Assert.Equal((255, 255, 255), canvas[4, 10]);
        Assert.Equal((255, 255, 255), canvas[20, 10]);
        Assert.Equal(default, canvas[12, 12]);
    }

    [Theory]
    [InlineData(1, 1, Corner.BottomRight)]
    [InlineData(1, 11, Corner.BottomLeft)]
    [InlineData(11, 1, Corner.TopRight)]
    [InlineData(11, 11, Corner.TopLeft)]
    public void The_enlarged_part_takes_the_far_corner_and_shows_the_parts_pixels(int top, int left, Corner expected)
    {
        var image = new Image(1, 16, 16, [.. Enumerable.Range(0, 256).Select(i => i / 16 >= top && i / 16 < top + 4 && i % 16 >= left && i % 16 < left + 4 ? 1f : 0f)]);
        var picture = image.Show(range: (0, 2)).ZoomInCorner(top, left, 4);
        var canvas = PicturePainter.Paint(picture, pageWidth: 160);
        var (y, x) = (expected is Corner.TopLeft or Corner.TopRight ? 30 : 130, expected is Corner.TopLeft or Corner.BottomLeft ? 30 : 130);

        Assert.Equal(expected, picture.Inset!.Corner);
        Assert.Equal((128, 128, 128), canvas[y, x]);
        Assert.Equal(default, PicturePainter.Paint(image.Show(range: (0, 2)), pageWidth: 160)[y / 10, x / 10]);
    }

    [Fact]
    public void Parts_outside_of_the_picture_or_too_large_for_a_corner_are_refused()
    {
        Assert.Equal("A part of 4 × 4 pixels from row 14, column 0 was asked for, but the picture has 16 rows and 16 columns. Choose a part that lies within.",
            Assert.Throws<ArgumentException>(() => Ramp(16).Show().Zoom(14, 0, 4)).Message);
        Assert.StartsWith("A part of 6 pixels cannot be enlarged in a corner of this picture; choose at most 5",
            Assert.Throws<ArgumentException>(() => Ramp(16).Show().ZoomInCorner(0, 0, 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hit_missed_and_invented_pixels_have_colours_and_counts()
    {
        var truth = new Mask(1, 5, [true, true, true, false, false]);
        var predicted = new Mask(1, 5, [true, true, false, true, false]);
        var picture = predicted.ShowErrors(truth, "Otsu");

        Assert.Equal([0x56, 0x56, 0xD5, 0xF0, 0, 0xB4, 0xB4, 0x5E, 0xE4, 0, 0xE9, 0xE9, 0x00, 0x42, 0], PictureTests.Pixels(picture));
        Assert.StartsWith("Otsu: error map, 2 pixels hit, 1 missed, 1 invented", picture.ToString(), StringComparison.Ordinal);
        Assert.Equal(["hit (2 px)", "missed (1 px)", "invented (1 px)"],
            XElement.Parse(PictureTests.Xml(picture)).Descendants("span").Select(span => span.Value.Trim()));
        Assert.Throws<ArgumentException>(() => predicted.ShowErrors(new Mask(1, 4)));
    }

    [Theory]
    [InlineData(3, 24, 3, "3 of 3 pictures: field 0, field 1, field 2")]
    [InlineData(60, 2, 2, "2 of 60 pictures: field 0, field 1")]
    public void Small_multiples_are_bounded_and_say_what_is_left(int count, int most, int shown, string words)
    {
        var thumbnails = Thumbnails.Of(Enumerable.Range(0, count).Select(i => Ramp(8).Show($"field {i}").Outline(new LabelImage(8, 8), "truth")), most);
        var page = XElement.Parse(PictureTests.Closed(thumbnails.ToMimeBundle()[MimeBundle.Html]));

        Assert.Equal(words, thumbnails.ToString());
        Assert.Equal(count, thumbnails.Count);
        Assert.Equal(shown, page.Descendants("figcaption").Count());
        Assert.Equal(["truth"], page.Descendants("span").Select(span => span.Value.Trim()));
        Assert.Equal(shown < count ? [$"{shown} of {count} are shown."] : [], page.Descendants("p").Select(paragraph => paragraph.Value));
    }

    [Fact]
    public void Small_multiples_of_nothing_are_refused() =>
        Assert.StartsWith("Found no picture to show", Assert.Throws<ArgumentException>(() => Thumbnails.Of([])).Message, StringComparison.Ordinal);
}
