using System.Globalization;
using System.Xml.Linq;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Display;

public sealed class PictureTests
{
    private const string Hostile = "<script>alert('1')</script> & \"more\" \u0001 µm";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

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
        var svg = XElement.Parse(Ramp(100, pixelSize: 0.5).Show().ToSvg());
        var pixels = svg.Element(Svg + "svg")!;
        var bar = svg.Elements(Svg + "rect").Single(rect => (string?)rect.Attribute("height") == "6");

        // 100 pixels of 0.5 µm: 10 µm are 20 of 100 pixels.
        Assert.Equal("10 µm", svg.Elements(Svg + "text").Single().Value);
        Assert.Equal(0.2, Number(bar, "width") / Number(pixels, "width"), 4);
    }

    [Fact]
    public void Every_picture_has_a_text_alternative_in_the_drawing_and_beside_it()
    {
        var bundle = Ramp(100, pixelSize: 0.5).Show("Field 7").ToMimeBundle();
        var svg = XElement.Parse(bundle[MimeBundle.Svg]);

        Assert.Equal("Field 7: image, 9 shown black to 9990 shown white, 100 × 100 pixels, scale bar 10 µm", bundle[MimeBundle.PlainText]);
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal("Field 7", svg.Element(Svg + "title")!.Value);
        Assert.Equal("image, 9 shown black to 9990 shown white, 100 × 100 pixels, scale bar 10 µm", svg.Element(Svg + "desc")!.Value);
    }

    [Fact]
    public void Drawings_bear_no_ids_that_could_collide_on_a_page()
    {
        var labels = new LabelImage(4, 4, [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
        var svg = XElement.Parse(Ramp(4).Show("A").Outline(labels).ToSvg());

        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "id" or "class");
    }

    [Fact]
    public void Hostile_titles_and_names_stay_text()
    {
        var labels = new LabelImage(4, 4, [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
        var picture = Ramp(4).Show(Hostile).Outline(labels, Hostile);
        var svg = XElement.Parse(picture.ToSvg());

        Assert.DoesNotContain("<script", picture.ToSvg(), StringComparison.Ordinal);
        Assert.Equal(Hostile.Replace('\u0001', '\uFFFD'), svg.Element(Svg + "title")!.Value);
        var html = Panels.Of(picture, picture).ToMimeBundle()[MimeBundle.Html];
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(2, XElement.Parse(html).Descendants("figcaption").Count());
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
        Assert.Equal("0 0 2000 4", (string?)XElement.Parse(picture.ToSvg()).Element(Svg + "svg")!.Attribute("viewBox"));
    }

    [Fact]
    public void Labels_and_masks_show_too()
    {
        var labels = new LabelImage(2, 2, [0, 1, 2, 2]);

        Assert.Equal("Truth: labels of 2 objects, 2 × 2 pixels, scale bar 1 px", labels.Show("Truth").ToMimeBundle()[MimeBundle.PlainText]);
        Assert.Equal("mask, 75 % foreground, 2 × 2 pixels, scale bar 1 px", labels.Foreground().Show().ToMimeBundle()[MimeBundle.PlainText]);
        XElement.Parse(labels.Show("Truth").ToSvg());
    }

    [Fact]
    public void Panels_number_their_drawings_in_words_and_refuse_to_be_empty()
    {
        var panels = Panels.Of(Ramp(4).Show("A"), Ramp(4).Show("B"));

        Assert.StartsWith("1. A: image, ", panels.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.Contains("\n2. B: image, ", panels.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.StartsWith("Found no drawing to show", Assert.Throws<ArgumentException>(() => Panels.Of()).Message, StringComparison.Ordinal);
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Decodes the embedded PNG with the reader of the library.</summary>
    private static int[] Pixels(Picture picture)
    {
        var href = XElement.Parse(picture.ToSvg()).Descendants(Svg + "image").Single().Attribute("href")!.Value;
        return [.. PngDecoder.Decode(Convert.FromBase64String(href["data:image/png;base64,".Length..]), "picture").Values.ToArray().Select(value => (int)value)];
    }
}
