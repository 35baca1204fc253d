using System.Text;
using BioDL.Classical;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>Draws what runs along a scale: bars of histograms, lines, steps, points and bands.</summary>
internal static class SeriesSvg
{
    public static string Bars(Histogram bins, Plot plot)
    {
        var path = new StringBuilder();
        for (var i = 0; i < bins.Counts.Count; i++)
        {
            if (bins.Counts[i] == 0 || (plot.X.IsLogarithmic && bins.Edges[i] <= 0))
                continue;
            path.Append($"M{Coordinate(plot.AtX(bins.Edges[i]))} {Coordinate(plot.Bottom)}V{Coordinate(plot.AtY(bins.Counts[i]))}");
            path.Append($"H{Coordinate(plot.AtX(bins.Edges[i + 1]))}V{Coordinate(plot.Bottom)}z");
        }
        return $"<path d=\"{path}\" fill=\"{Colours.Bars}\" stroke=\"{Svg.Card}\" stroke-width=\"{(bins.Counts.Count > 80 ? 0 : 1)}\"/>";
    }

    public static string Line(LineMark line, Plot plot)
    {
        var path = new StringBuilder();
        var markers = new StringBuilder();
        var pen = 'M';
        foreach (var (x, y) in line.Series.X.Zip(line.Series.Y))
        {
            if (!plot.Holds(x, y))
            {
                pen = 'M';
                continue;
            }
            var (left, top) = (Coordinate(plot.AtX(x)), Coordinate(plot.AtY(y)));
            path.Append(pen == 'L' && line.Kind == SeriesKind.Step ? $"H{left}V{top}" : $"{pen}{left} {top}");
            markers.Append(Marker(line, plot.AtX(x), plot.AtY(y)));
            pen = 'L';
        }
        return Band(line, plot) + (line.HasLine ? $"<path d=\"{path}\" fill=\"none\" {Stroke(line.Style)}/>" : "") + (line.HasMarkers ? markers : "");
    }

    public static LegendEntry Entry(LineMark line) => new(line.Legend, (x, y) =>
        (line.Series.Low is null ? "" : $"<rect x=\"{Coordinate(x)}\" y=\"{Coordinate(y + 3)}\" width=\"{LegendEntry.SwatchWidth}\" height=\"14\" {Fill(line)}/>")
        + (line.HasLine ? $"<path d=\"M{Coordinate(x)} {Coordinate(y + 10)}h{LegendEntry.SwatchWidth}\" {Stroke(line.Style)}/>" : "")
        + (line.Kind == SeriesKind.Step ? "" : Marker(line, x + LegendEntry.SwatchWidth / 2, y + 10)));

    public static string Stroke(LineStyle style) => $"stroke=\"{style.Colour}\" stroke-width=\"2.5\""
        + (style.Dashes.Length > 0 ? $" stroke-dasharray=\"{style.Dashes}\"" : "");

    /// <summary>The pieces of a series in which position and both ends of the band are numbers.</summary>
    public static IEnumerable<List<(double X, double Low, double High)>> BandPieces(Series series)
    {
        var piece = new List<(double, double, double)>();
        for (var i = 0; series.Low is not null && i < series.X.Count; i++)
        {
            if (double.IsFinite(series.X[i]) && double.IsFinite(series.Low[i]) && double.IsFinite(series.High![i]))
            {
                piece.Add((series.X[i], series.Low[i], series.High[i]));
                continue;
            }
            if (piece.Count > 0)
                yield return piece;
            piece = [];
        }
        if (piece.Count > 0)
            yield return piece;
    }

    private static string Band(LineMark line, Plot plot)
    {
        var path = new StringBuilder();
        foreach (var piece in BandPieces(line.Series))
        {
            var there = piece.Where(ends => plot.X.Holds(ends.X)).Select(ends => $"{Coordinate(plot.AtX(ends.X))} {Coordinate(plot.AtY(plot.Within(ends.High)))}");
            var back = piece.Where(ends => plot.X.Holds(ends.X)).Reverse().Select(ends => $"{Coordinate(plot.AtX(ends.X))} {Coordinate(plot.AtY(plot.Within(ends.Low)))}");
            path.Append('M').AppendJoin('L', there.Concat(back)).Append('z');
        }
        return path.Length == 0 ? "" : $"<path d=\"{path}\" {Fill(line)}/>";
    }

    private static string Fill(LineMark line) => $"fill=\"{line.Style.Colour}\" fill-opacity=\".22\"";

    /// <summary>A shape of its own for each series: circle, square, triangle, diamond.</summary>
    private static string Marker(LineMark line, double x, double y)
    {
        var place = $"M{Coordinate(x)} {Coordinate(y)}";
        var shape = (line.Index % 4) switch
        {
            0 => "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
            1 => "m-4 -4h8v8h-8z",
            2 => "m0 -5.5l5.5 9.5h-11z",
            _ => "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
        };
        return $"<path d=\"{place}{shape}\" fill=\"{line.Style.Colour}\"{(line.Opacity < 1 ? $" fill-opacity=\"{Coordinate(line.Opacity)}\"" : "")}/>";
    }
}
