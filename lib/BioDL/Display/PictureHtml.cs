using System.Text;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>
/// Lays a picture out: heading, pixels, bar of values, then scale bar and legend below, where they hide nothing. All that is drawn is an image with a
/// size of its own, so that it survives where styles are stripped (as in notebooks on GitHub); all text is text, so that it keeps its size on a phone.
/// </summary>
internal static class PictureHtml
{
    /// <summary>Visible on light and on dark pages.</summary>
    private const string MiddleGrey = "#858C94";

    private const string Inline = "display:inline-block;margin:0;vertical-align:middle";

    public static string Write(Picture picture, string style, int width, Canvas canvas)
    {
        var html = new StringBuilder($"<figure style=\"margin:0;{style}\">");
        html.Append(Drawing.Caption(picture.Title));
        html.Append($"<img src=\"{canvas.ToDataAddress()}\" width=\"{width}\" alt=\"{Svg.Encode(picture.Words)}\" style=\"{Block(canvas, PicturePainter.PageWidth)}\">");
        html.Append($"<div style=\"font:15px/1.4 {Svg.Fonts};padding:6px 0\">");
        if (picture.Bar is { IsShown: true } bar)
            html.Append(Values(bar, width));
        html.Append(Scale(picture, width));
        string[] entries = [.. picture.Outlines.Select(outline => Entry(Line(outline.Style), outline.Legend)),
            .. picture.Keys.Select(key => Entry(Patch(key.Colour), key.Meaning))];
        if (entries.Length > 0)
            html.Append("<div style=\"padding-top:4px\">").AppendJoin(" ", entries).Append("</div>");
        return html.Append("</div></figure>").ToString();
    }

    /// <summary>A small picture with its heading.</summary>
    public static string Thumbnail(Picture picture, Canvas canvas) => "<figure style=\"margin:0;min-width:0\">"
        + $"<img src=\"{canvas.ToDataAddress()}\" width=\"120\" alt=\"{Svg.Encode(picture.Words)}\" style=\"{Block(canvas, Thumbnails.Side)}\">"
        + $"<figcaption style=\"overflow-wrap:anywhere\">{Svg.Encode(picture.Title)}</figcaption></figure>";

    /// <summary>One legend for many pictures: each kind of outline and each colour once.</summary>
    public static string SharedLegend(IReadOnlyList<Picture> pictures)
    {
        var lines = pictures.SelectMany(picture => picture.Outlines).DistinctBy(outline => (outline.Name, outline.Style));
        var keys = pictures.SelectMany(picture => picture.Keys).DistinctBy(key => key.Colour);
        string[] entries = [.. lines.Select(outline => Entry(Line(outline.Style), outline.Name)), .. keys.Select(key => Entry(Patch(key.Colour), key.Meaning))];
        return entries.Length == 0 ? "" : $"<div style=\"padding-top:8px\">{string.Join(" ", entries)}</div>";
    }

    /// <summary>Few pixels are shown as squares, so that nothing is made up between them; many are smoothed, so that lines don't fray.</summary>
    private static string Block(Canvas canvas, int usualWidth) =>
        "display:block;width:100%;margin:0" + (canvas.Width < usualWidth ? ";image-rendering:pixelated" : "");

    /// <summary>A bar as long as its share of the picture's width, at any size.</summary>
    private static string Scale(Picture picture, int width)
    {
        var share = picture.ScaleBar.Pixels / picture.Raster.Width;
        var length = Math.Max(1, (int)Math.Round(share * width));
        return $"<div><img src=\"{Canvas.Of(length, 6, MiddleGrey).ToDataAddress()}\" width=\"{length}\" alt=\"Scale bar\" "
            + $"style=\"width:{Coordinate(100 * share)}%;{Inline}\"> {Svg.Encode(picture.ScaleBar.Label)}</div>";
    }

    private static string Values(ColourBar bar, int width)
    {
        var strip = new Canvas(256, 8);
        for (var i = 0; i < 8 * 256; i++)
            strip[i / 256, i % 256] = bar.Map.At(i % 256 / 255.0);
        return (bar.Title.Length > 0 ? $"<div>{Svg.Encode(bar.Title)}</div>" : "")
            + $"<img src=\"{strip.ToDataAddress()}\" width=\"{width}\" alt=\"Colours from low to high\" style=\"display:block;width:100%;margin:2px 0\">"
            + "<div style=\"display:flex;justify-content:space-between;padding-bottom:4px\">"
            + string.Join(" ", new[] { bar.Low, (bar.Low + bar.High) / 2, bar.High }.Select(value => $"<span>{Short(value)}</span>")) + "</div>";
    }

    private static string Entry(Canvas swatch, string meaning) =>
        $"<span style=\"display:inline-block;margin-right:14px\"><img src=\"{swatch.ToDataAddress()}\" alt=\"\" style=\"{Inline}\"> {Svg.Encode(meaning)}</span>";

    /// <summary>A sample of an outline on a dark ground, as it lies over an image.</summary>
    private static Canvas Line(LineStyle style)
    {
        var swatch = Canvas.Of(40, 18, "#24292F");
        swatch.Draw([[(4, 9), (36, 9)]], 1, style, 3, isClosed: false);
        return swatch;
    }

    private static Canvas Patch(string colour)
    {
        var swatch = Canvas.Of(22, 18, "#24292F");
        swatch.Put(Canvas.Of(18, 14, colour), 2, 2);
        return swatch;
    }
}
