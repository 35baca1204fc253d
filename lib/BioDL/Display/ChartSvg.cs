using System.Text;
using BioDL.Classical;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>Lays a chart out on its card: title, name of the vertical axis above it, marks, horizontal axis, legend.</summary>
internal sealed class ChartSvg
{
    private const double Margin = 14, Row = 22;

    private readonly Chart chart;
    private readonly Axis x, y;
    private readonly IReadOnlyList<(double Value, string Text)> yTicks;
    private readonly double width, left, right, top, bottom;
    private readonly StringBuilder content = new();

    public ChartSvg(Chart chart, double width, bool withTitle)
    {
        (this.chart, this.width) = (chart, width);
        (x, y) = (ChartAxes.X(chart), ChartAxes.Y(chart));
        yTicks = y.Ticks();
        left = Margin + yTicks.Select(tick => Svg.Width(tick.Text)).DefaultIfEmpty(0).Max() + 10;
        right = width - Margin - 6;
        var heading = withTitle && chart.Title.Length > 0 ? Svg.Wrap(chart.Title, width - 2 * Margin, Svg.TitleSize) : [];
        content.Append(Svg.Title(heading, Margin, Margin - 4));
        top = Margin + (heading.Count > 0 ? heading.Count * Svg.TitleSize * Svg.LineHeight + 6 : 0);
        top = Lines(Svg.Wrap(chart.YTitle, width - 2 * Margin), Margin, top, "start") + 14 + Row * chart.Marks.OfType<RuleMark>().Count();
        bottom = top + width * 0.5;
    }

    public string Draw()
    {
        HorizontalGrid();
        foreach (var mark in chart.Marks)
            Add(mark);
        content.Append($"<path d=\"M{Coordinate(left)} {Coordinate(bottom)}H{Coordinate(right)}\" stroke=\"{Svg.Ink}\" stroke-width=\"1.5\"/>");
        var end = chart.Marks[0] is StripMark ? GroupNames() : HorizontalAxis();
        var named = chart.Marks.OfType<LineMark>().Where(line => line.Series.Name.Length > 0).Select(Entry).ToArray();
        if (named.Length > 0)
            end = LegendEntry.Flow(content, named, (Margin, width - Margin), (Margin, end + 6));
        return Svg.Document(width, end + Margin, (chart.Title.Length > 0 ? chart.Title : "Chart", chart.Description), content.ToString());
    }

    private double AtX(double value) => left + x.Position(value) * (right - left);

    private double AtY(double value) => bottom - Math.Clamp(y.Position(value), -0.1, 1.1) * (bottom - top);

    private double Lines(List<string> lines, double at, double from, string anchor)
    {
        const double Height = Svg.FontSize * Svg.LineHeight;
        for (var i = 0; i < lines.Count; i++)
            content.Append(Svg.Text(at, from + Svg.FontSize + i * Height, lines[i], anchor, anchor == "start" ? $"fill=\"{Svg.Faint}\"" : ""));
        return from + lines.Count * Height;
    }

    private void HorizontalGrid()
    {
        foreach (var (value, text) in yTicks)
        {
            content.Append($"<path d=\"M{Coordinate(left)} {Coordinate(AtY(value))}H{Coordinate(right)}\" stroke=\"{Svg.Rule}\"/>");
            content.Append(Svg.Text(left - 8, AtY(value) + 5.5, text, "end"));
        }
    }

    /// <summary>Ticks, as many as fit without touching, and the axis' name. Returns where they end.</summary>
    private double HorizontalAxis()
    {
        var free = double.NegativeInfinity;
        foreach (var (value, text) in x.Ticks())
        {
            content.Append($"<path d=\"M{Coordinate(AtX(value))} {Coordinate(bottom)}v6\" stroke=\"{Svg.Ink}\"/>");
            if (AtX(value) - Svg.Width(text) / 2 < free)
                continue;
            content.Append(Svg.Text(AtX(value), bottom + 23, text, "middle"));
            free = AtX(value) + Svg.Width(text) / 2 + 8;
        }
        return Lines(Svg.Wrap(chart.XTitle, width - 2 * Margin), (left + right) / 2, bottom + 28, "middle");
    }

    private double GroupNames()
    {
        StripMark[] strips = [.. chart.Marks.OfType<StripMark>()];
        return strips.Max(strip => Lines(Svg.Wrap(strip.Name, (right - left) / strips.Length - 4), AtX(strip.Place), bottom + 4, "middle"));
    }

    private void Add(Mark mark)
    {
        switch (mark)
        {
            case BarMark bars:
                Bars(bars.Bins);
                break;
            case StripMark strip:
                Strip(strip);
                break;
            case LineMark line:
                Line(line);
                break;
            case RuleMark rule:
                Rule(rule);
                break;
        }
    }

    private void Bars(Histogram bins)
    {
        var path = new StringBuilder();
        for (var i = 0; i < bins.Counts.Count; i++)
        {
            if (bins.Counts[i] == 0 || (x.IsLogarithmic && bins.Edges[i] <= 0))
                continue;
            path.Append($"M{Coordinate(AtX(bins.Edges[i]))} {Coordinate(bottom)}V{Coordinate(AtY(bins.Counts[i]))}");
            path.Append($"H{Coordinate(AtX(bins.Edges[i + 1]))}V{Coordinate(bottom)}z");
        }
        content.Append($"<path d=\"{path}\" fill=\"{Colours.Bars}\" stroke=\"{Svg.Card}\" stroke-width=\"{(bins.Counts.Count > 80 ? 0 : 1)}\"/>");
    }

    private void Strip(StripMark strip)
    {
        for (var i = 0; i < strip.Values.Count; i++)
        {
            if (!y.Holds(strip.Values[i]))
                continue;
            content.Append($"<circle cx=\"{Coordinate(AtX(strip.Position(i)))}\" cy=\"{Coordinate(AtY(strip.Values[i]))}\" r=\"4.5\" ");
            content.Append($"fill=\"{Colours.OnWhite(strip.Place)}\" fill-opacity=\".6\"/>");
        }
        if (!y.Holds(strip.Median))
            return;
        var (from, to) = (AtX(strip.Place - StripMark.HalfBar), AtX(strip.Place + StripMark.HalfBar));
        content.Append($"<path d=\"M{Coordinate(from)} {Coordinate(AtY(strip.Median))}H{Coordinate(to)}\" stroke=\"{Svg.Ink}\" stroke-width=\"3\"/>");
    }

    private void Line(LineMark line)
    {
        var path = new StringBuilder();
        var markers = new StringBuilder();
        var pen = 'M';
        foreach (var (valueX, valueY) in line.Series.X.Zip(line.Series.Y))
        {
            if (!x.Holds(valueX) || !y.Holds(valueY))
            {
                pen = 'M';
                continue;
            }
            path.Append($"{pen}{Coordinate(AtX(valueX))} {Coordinate(AtY(valueY))}");
            markers.Append(Marker(line, AtX(valueX), AtY(valueY)));
            pen = 'L';
        }
        content.Append($"<path d=\"{path}\" fill=\"none\" {Stroke(line.Style)}/>");
        if (line.Series.X.Count <= 60)
            content.Append(markers);
    }

    private void Rule(RuleMark rule)
    {
        if (!x.Holds(rule.At))
            return;
        // Labels run towards the middle, so the outermost line is the tallest: its label passes above the others.
        var rules = chart.Marks.OfType<RuleMark>().ToList();
        var number = rules.FindIndex(other => ReferenceEquals(other, rule));
        var inwards = rules.OrderBy(other => Math.Abs(x.Position(other.At) - 0.5)).ToList();
        var from = top - Row * (1 + inwards.FindIndex(other => ReferenceEquals(other, rule)));
        var toLeft = x.Position(rule.At) > 0.5;
        var line = new LineStyle(Colours.OnWhite(number + 1), "7 4");
        content.Append($"<path d=\"M{Coordinate(AtX(rule.At))} {Coordinate(from)}V{Coordinate(bottom)}\" {Stroke(line)}/>");
        content.Append(Svg.Text(AtX(rule.At) + (toLeft ? -7 : 7), from + 14, ChartWords.RuleLabel(rule), toLeft ? "end" : "start"));
    }

    /// <summary>A shape of its own for each line: circle, square, triangle, diamond.</summary>
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
        return $"<path d=\"{place}{shape}\" fill=\"{line.Style.Colour}\"/>";
    }

    private static string Stroke(LineStyle style) => $"stroke=\"{style.Colour}\" stroke-width=\"2.5\""
        + (style.Dashes.Length > 0 ? $" stroke-dasharray=\"{style.Dashes}\"" : "");

    private static LegendEntry Entry(LineMark line) => new(line.Series.Name, (x, y) =>
        $"<path d=\"M{Coordinate(x)} {Coordinate(y + 10)}h{LegendEntry.SwatchWidth}\" {Stroke(line.Style)}/>"
        + Marker(line, x + LegendEntry.SwatchWidth / 2, y + 10));
}
