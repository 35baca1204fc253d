using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>The still picture of an explorer: histogram and image at the first level.</summary>
internal static class ThresholdExplorerSvg
{
    private const double ChartWidth = 420, PictureWidth = 300, Margin = 14;

    public static string Draw(ThresholdExplorer explorer)
    {
        var chart = new ChartSvg(explorer.Histogram, ChartWidth, withTitle: false);
        var drawing = chart.Draw();
        var frames = explorer.Frames;
        double pictureHeight = PictureWidth * frames.Height / frames.Width, left = ChartWidth + 2 * Margin;
        var heading = Svg.Wrap(explorer.Title, ChartWidth + PictureWidth, Svg.TitleSize);
        var top = Margin + heading.Count * Svg.TitleSize * Svg.LineHeight;
        var caption = Svg.Wrap(explorer.Caption(explorer.First), PictureWidth);
        var picture = $"<g transform=\"translate({Coordinate(left)} {Coordinate(top)})\">" + Image(frames.Ground) + Image(frames.Overlays[explorer.First])
            + string.Concat(caption.Select((line, i) => Svg.Text(0, pictureHeight + 20 + i * Svg.FontSize * Svg.LineHeight, line)))
            + Bar(explorer, pictureHeight + 20 + caption.Count * Svg.FontSize * Svg.LineHeight) + "</g>";
        var height = top + Math.Max(chart.Height, pictureHeight + 40 + caption.Count * Svg.FontSize * Svg.LineHeight) + Margin;
        return Svg.Document(left + PictureWidth + Margin, height, (explorer.Title.Length > 0 ? explorer.Title : "Threshold", explorer.Description),
            Svg.Title(heading, Margin, Margin - 4) + $"<g transform=\"translate({Coordinate(Margin)} {Coordinate(top)})\">{drawing}</g>" + picture);

        string Image(string address) => $"<image width=\"{Coordinate(PictureWidth)}\" height=\"{Coordinate(pictureHeight)}\" href=\"{address}\" style=\"image-rendering:pixelated\"/>";
    }

    private static string Bar(ThresholdExplorer explorer, double y)
    {
        var length = explorer.ScaleShare * PictureWidth;
        return $"<rect y=\"{Coordinate(y - 8)}\" width=\"{Coordinate(length)}\" height=\"5\"/>" + Svg.Text(length + 8, y, explorer.Scale.Label);
    }
}
