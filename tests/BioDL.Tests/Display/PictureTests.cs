using System.Text.RegularExpressions;
using System.Xml.Linq;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Display;

public sealed class PictureTests
{
    private const string Hostile = "<script>alert('1')</script> & \"more\" \u0001 µm";

    private static Image Ramp(int width, double? pixelSize = null) =>
        new(1, width, width, [.. Enumerable.Range(0, width * width).Select(i => (float)i)]) { PixelSize = pixelSize };

    [Theory]
    [InlineData(256, 0.65, "50 µm", 50 / 0.65)]
    [InlineData(500, 0.1, "10 µm", 100)]
    [InlineData(100, 0.01, "200 nm", 20)]
    [InlineData(1000, 10.0, "2 mm", 200)]
    [InlineData(256, null, "50 px", 50)]
    [InlineData(4, null, "1 px", 1)]
    public void The_scale_bar_has_a_round_length_near_a_fifth_of_the_width(int width, double? pixelSize, string label, double pixels)
    {
        var bar = ScaleBar.For(width, pixelSize);

        Assert.Equal(label, bar.Label);
        Assert.Equal(pixels, bar.Pixels, 9);
    }

    [Fact]
    public void The_scale_bar_is_drawn_as_long_as_its_pixels_in_the_picture()
    {
        var figure = XElement.Parse(Xml(Ramp(100, pixelSize: 0.5).Show()));
        var bar = figure.Descendants("img").Single(image => (string?)image.Attribute("alt") == "Scale bar");

        // 100 pixels of 0.5 µm: 10 µm are 20 of 100 pixels.
        Assert.StartsWith("width:20%;", (string?)bar.Attribute("style"), StringComparison.Ordinal);
        Assert.Contains("width:100%;", (string?)figure.Element("img")!.Attribute("style"), StringComparison.Ordinal);
        Assert.Equal("10 µm", bar.Parent!.Value.Trim());
        // Where styles are stripped, both have sizes of their own: 512 × 0.2 by 6.
        Assert.Equal(("512", "102"), ((string?)figure.Element("img")!.Attribute("width"), (string?)bar.Attribute("width")));
        Assert.Equal((102, 6), Size(bar));
    }

    [Fact]
    public void Every_picture_has_a_text_alternative_in_the_drawing_and_beside_it()
    {
        const string Words = "Field 7: image, 9 shown black to 9990 shown white, 100 × 100 pixels, scale bar 10 µm";
        var picture = Ramp(100, pixelSize: 0.5).Show("Field 7");
        var figure = XElement.Parse(Xml(picture));

        Assert.Equal(Words, picture.ToMimeBundle()[MimeBundle.PlainText]);
        Assert.Equal(Words, (string?)figure.Element("img")!.Attribute("alt"));
        Assert.Equal("Field 7", figure.Element("figcaption")!.Value);
    }

    [Fact]
    public void Pictures_hold_no_drawing_that_a_page_would_strip_and_no_ids_that_could_collide()
    {
        var labels = new LabelImage(4, 4, [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
        var figure = XElement.Parse(Xml(Ramp(4).Show("A").Outline(labels)));

        Assert.All(figure.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, (string[])["figure", "figcaption", "img", "div", "span"]));
        Assert.DoesNotContain(figure.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "id" or "class");
        Assert.All(figure.Descendants("img"), image => Assert.StartsWith("data:image/png;base64,", (string?)image.Attribute("src"), StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_titles_and_names_stay_text()
    {
        var labels = new LabelImage(4, 4, [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
        var picture = Ramp(4).Show(Hostile).Outline(labels, Hostile);
        var figure = XElement.Parse(Xml(picture));

        Assert.DoesNotContain("<script", Xml(picture), StringComparison.Ordinal);
        Assert.Equal(Hostile.Replace('\u0001', '\uFFFD'), figure.Element("figcaption")!.Value);
        var html = Panels.Of(picture, picture).ToMimeBundle()[MimeBundle.Html];
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(2, XElement.Parse(Closed(html)).Descendants("figcaption").Count());
    }

    [Fact]
    public void The_raster_holds_the_pixels_stretched_over_the_given_range()
    {
        var image = new Image(1, 1, 4, [0, 10, 20, 40]);
        var shown = Pixels(image.Show(range: (10, 30)));

        Assert.Equal([0, 0, 128, 255], shown);
        var message = Assert.Throws<ArgumentException>(() => image.Show(range: (5, 5))).Message;
        Assert.StartsWith("Found the range 5 to 5; expected the value shown white to be larger than the value shown black.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_images_are_reduced_to_the_means_of_blocks_but_keep_their_coordinates()
    {
        var values = new float[4 * 2000];
        for (var i = 0; i < values.Length; i++)
            values[i] = i % 2 == 0 ? 100 : 0;
        var picture = new Image(1, 4, 2000, values).Show(range: (0, 100));

        Assert.All(Pixels(picture), value => Assert.Equal(128, value));
        Assert.Equal(2 * 1000, Pixels(picture).Length);
        Assert.Equal("500 px", picture.ScaleBar.Label);
    }

    [Fact]
    public void Labels_and_masks_show_too()
    {
        var labels = new LabelImage(2, 2, [0, 1, 2, 2]);

        Assert.Equal("Truth: labels of 2 objects, 2 × 2 pixels, scale bar 1 px", labels.Show("Truth").ToMimeBundle()[MimeBundle.PlainText]);
        Assert.Equal("mask, 75 % foreground, 2 × 2 pixels, scale bar 1 px", labels.Foreground().Show().ToMimeBundle()[MimeBundle.PlainText]);
        XElement.Parse(Xml(labels.Show("Truth")));
    }

    [Fact]
    public void Panels_number_their_drawings_in_words_and_refuse_to_be_empty()
    {
        var panels = Panels.Of(Ramp(4).Show("A"), Ramp(4).Show("B"));

        Assert.StartsWith("1. A: image, ", panels.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.Contains("\n2. B: image, ", panels.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.StartsWith("Found no drawing to show", Assert.Throws<ArgumentException>(() => Panels.Of()).Message, StringComparison.Ordinal);
    }

    /// <summary>The figure's HTML with its empty elements closed, so that an XML reader can judge the rest.</summary>
    internal static string Xml(Drawing drawing) => Closed(drawing.ToMimeBundle()[MimeBundle.Html]);

    internal static string Closed(string html) => Regex.Replace(html, "<(img|br)([^>]*)>", "<$1$2/>");

    internal static (int Width, int Height) Size(XElement image)
    {
        var decoded = PngDecoder.Decode(Convert.FromBase64String(image.Attribute("src")!.Value["data:image/png;base64,".Length..]), "image");
        return (decoded.Width, decoded.Height);
    }

    /// <summary>Decodes the picture with the reader of the library.</summary>
    internal static int[] Pixels(Picture picture) => [.. PngDecoder.Decode(picture.ToPng(), "picture").Values.ToArray().Select(value => (int)value)];
}
