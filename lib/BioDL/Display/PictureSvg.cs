using System.Text;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>Lays a picture out on its card: title, pixels with outlines, then scale bar and legend below, where they hide nothing.</summary>
internal static class PictureSvg
{
    private const double Margin = 12;

    public static string Draw(Picture picture, double width, bool withTitle)
    {
        var content = new StringBuilder();
        var inner = width - 2 * Margin;
        var y = Margin;
        if (withTitle && picture.Title.Length > 0)
        {
            var lines = Svg.Wrap(picture.Title, inner, Svg.TitleSize);
            content.Append(Svg.Title(lines, Margin, y - 4));
            y += lines.Count * Svg.TitleSize * Svg.LineHeight + 4;
        }
        var height = inner * picture.Raster.Height / picture.Raster.Width;
        content.Append(Pixels(picture, y, inner, height));
        y += height + 10;
        var scale = inner / picture.Raster.Width;
        content.Append(Bar(picture.ScaleBar, y, scale));
        var afterBar = picture.ScaleBar.Pixels * scale + 10 + Svg.Width(picture.ScaleBar.Label) + 16;
        y = LegendEntry.Flow(content, picture.Outlines.Select(Entry), (Margin, Margin + inner), (Margin + afterBar, y)) + Margin;
        return Svg.Document(width, y, (picture.Title.Length > 0 ? picture.Title : "Picture", picture.Description), content.ToString());
    }

    /// <summary>The pixels and the outlines, both in the image's own coordinates, so that they fit at any size.</summary>
    private static string Pixels(Picture picture, double y, double width, double height)
    {
        var raster = picture.Raster;
        var svg = new StringBuilder($"<svg x=\"{Margin}\" y=\"{Coordinate(y)}\" width=\"{Coordinate(width)}\" height=\"{Coordinate(height)}\" "
            + $"viewBox=\"0 0 {raster.Width} {raster.Height}\" preserveAspectRatio=\"none\">"
            + $"<image width=\"{raster.Width}\" height=\"{raster.Height}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" "
            + $"href=\"data:image/png;base64,{raster.Base64}\"/>");
        foreach (var outline in picture.Outlines.Where(outline => outline.Path.Length > 0))
        {
            // A dark line underneath keeps the colour visible on bright objects.
            var path = $"<path d=\"{outline.Path}\" fill=\"none\" vector-effect=\"non-scaling-stroke\" ";
            svg.Append(path).Append("stroke=\"#000\" stroke-opacity=\".55\" stroke-width=\"4\"/>");
            svg.Append(path).Append(Stroke(outline.Style)).Append("/>");
        }
        return svg.Append("</svg>").ToString();
    }

    private static string Stroke(LineStyle style) => $"stroke=\"{style.Colour}\" stroke-width=\"2\""
        + (style.Dashes.Length > 0 ? $" stroke-dasharray=\"{style.Dashes}\"" : "");

    private static string Bar(ScaleBar bar, double y, double scale)
    {
        var length = bar.Pixels * scale;
        return $"<rect x=\"{Margin}\" y=\"{Coordinate(y + 7)}\" width=\"{Coordinate(length)}\" height=\"6\" fill=\"{Svg.Ink}\"/>"
            + Svg.Text(Margin + length + 8, y + 15.5, bar.Label);
    }

    private static LegendEntry Entry(Outline outline) => new(outline.Legend, (x, y) =>
        $"<rect x=\"{Coordinate(x)}\" y=\"{Coordinate(y)}\" width=\"{LegendEntry.SwatchWidth}\" height=\"{LegendEntry.Height}\" "
        + "rx=\"3\" fill=\"#24292f\"/>"
        + $"<path d=\"M{Coordinate(x + 4)} {Coordinate(y + LegendEntry.Height / 2)}h{LegendEntry.SwatchWidth - 8}\" {Stroke(outline.Style)}/>");
}
