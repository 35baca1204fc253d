using System.Text;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>Lays a chart out on its card: title, name of the vertical axis above it, marks, horizontal axis, legend.</summary>
internal sealed class ChartSvg
{
    private const double Margin = 14, Row = 22;

    private readonly Chart chart;
    private readonly Plot plot;
    private readonly IReadOnlyList<(double Value, string Text)> yTicks;
    private readonly double width;
    private readonly StringBuilder content = new();

    public ChartSvg(Chart chart, double width, bool withTitle)
    {
        (this.chart, this.width) = (chart, width);
        var (x, y) = (ChartAxes.X(chart), ChartAxes.Y(chart));
        yTicks = chart.Heat is { } heat ? [.. heat.Rows.Select((name, row) => (heat.Rows.Count - 1.0 - row, name))] : y.Ticks();
        var left = Margin + Math.Min(width / 3, yTicks.Select(tick => Svg.Width(tick.Text)).DefaultIfEmpty(0).Max()) + 10;
        var heading = withTitle && chart.Title.Length > 0 ? Svg.Wrap(chart.Title, width - 2 * Margin, Svg.TitleSize) : [];
        content.Append(Svg.Title(heading, Margin, Margin - 4));
        var top = Margin + (heading.Count > 0 ? heading.Count * Svg.TitleSize * Svg.LineHeight + 6 : 0);
        top = Lines(Svg.Wrap(chart.YTitle, width - 2 * Margin), Margin, top, "start") + 14 + Row * chart.Marks.OfType<RuleMark>().Count();
        var height = chart.Heat is { } cells ? Math.Clamp(34.0 * cells.Rows.Count, 80, width) : width * 0.5;
        plot = new Plot(x, y, left, width - Margin - 6, top, top + height);
    }

    /// <summary>Where the area between the axes begins and ends, as shares of the width of the drawing.</summary>
    public (double Left, double Right) Across => (plot.Left / width, plot.Right / width);

    /// <summary>Height of the drawing; known once it is drawn.</summary>
    public double Height { get; private set; }

    /// <summary>Where the horizontal axis lies, as a share of the height; known once it is drawn.</summary>
    public double Bottom => plot.Bottom / Height;

    public string Draw()
    {
        if (chart.Heat is null)
            HorizontalGrid();
        foreach (var mark in chart.Marks)
            content.Append(Draw(mark));
        if (chart.Heat is null)
            content.Append($"<path d=\"M{Coordinate(plot.Left)} {Coordinate(plot.Bottom)}H{Coordinate(plot.Right)}\" stroke=\"{Svg.Ink}\" stroke-width=\"1.5\"/>");
        else
            Names(yTicks);
        var end = chart.ColumnNames is { Count: > 0 } names ? GroupNames(names) : HorizontalAxis();
        LegendEntry[] named = [.. chart.Marks.OfType<LineMark>().Where(line => line.Legend.Length > 0).Select(SeriesSvg.Entry),
            .. chart.Marks.OfType<LevelMark>().Select(Entry)];
        if (named.Length > 0)
            end = LegendEntry.Flow(content, named, (Margin, width - Margin), (Margin, end + 6));
        if (chart.Heat is { IsWritten: false } heat)
        {
            content.Append(GroupSvg.Scale(heat, plot.Left, end + 8));
            end += 28;
        }
        Height = end + Margin;
        return Svg.Document(width, Height, (chart.Title.Length > 0 ? chart.Title : "Chart", chart.Description), content.ToString());
    }

    private double Lines(List<string> lines, double at, double from, string anchor)
    {
        const double Height = Svg.FontSize * Svg.LineHeight;
        for (var i = 0; i < lines.Count; i++)
            content.Append(Svg.Text(at, from + Svg.FontSize + i * Height, lines[i], anchor, anchor == "start" ? $"fill=\"{Svg.Faint}\"" : ""));
        return from + lines.Count * Height;
    }

    private void HorizontalGrid()
    {
        foreach (var (value, _) in yTicks)
            content.Append($"<path d=\"M{Coordinate(plot.Left)} {Coordinate(plot.AtY(value))}H{Coordinate(plot.Right)}\" stroke=\"{Svg.Rule}\"/>");
        Names(yTicks);
    }

    private void Names(IReadOnlyList<(double Value, string Text)> ticks)
    {
        foreach (var (value, text) in ticks)
            content.Append(Svg.Text(plot.Left - 8, plot.AtY(value) + 5.5, Svg.Shorten(text, plot.Left - Margin), "end"));
    }

    /// <summary>Ticks, as many as fit without touching, and the axis' name. Returns where they end.</summary>
    private double HorizontalAxis()
    {
        var free = double.NegativeInfinity;
        foreach (var (value, text) in plot.X.Ticks())
        {
            content.Append($"<path d=\"M{Coordinate(plot.AtX(value))} {Coordinate(plot.Bottom)}v6\" stroke=\"{Svg.Ink}\"/>");
            if (plot.AtX(value) - Svg.Width(text) / 2 < free)
                continue;
            content.Append(Svg.Text(plot.AtX(value), plot.Bottom + 23, text, "middle"));
            free = plot.AtX(value) + Svg.Width(text) / 2 + 8;
        }
        return AxisName(plot.Bottom + 28);
    }

    /// <summary>Names of groups or columns, as many as fit side by side.</summary>
    private double GroupNames(IReadOnlyList<string> names)
    {
        var room = (plot.Right - plot.Left) / names.Count;
        var every = Math.Max(1, (int)Math.Ceiling(28 / room));
        var end = names.Index().Where(name => name.Index % every == 0).Max(name =>
            Lines([.. Svg.Wrap(name.Item, room * every - 4).Select(line => Svg.Shorten(line, room * every))], plot.AtX(name.Index), plot.Bottom + 4, "middle"));
        return AxisName(end + 2);
    }

    private double AxisName(double from) => Lines(Svg.Wrap(chart.XTitle, width - 2 * Margin), (plot.Left + plot.Right) / 2, from, "middle");

    private string Draw(Mark mark) => mark switch
    {
        BarMark bars => SeriesSvg.Bars(bars.Bins, plot),
        LineMark line => SeriesSvg.Line(line, plot),
        StripMark strip => GroupSvg.Strip(strip, plot),
        BoxMark box => GroupSvg.Box(box, plot),
        ColumnMark column => GroupSvg.Column(column, plot),
        HeatMark heat => GroupSvg.Cells(heat, plot),
        RuleMark rule => Rule(rule),
        LevelMark level => Level(level, chart.Marks.OfType<LevelMark>().TakeWhile(other => !ReferenceEquals(other, level)).Count()),
        _ => throw new InvalidOperationException($"{mark.GetType().Name} has no drawing."),
    };

    private string Rule(RuleMark rule)
    {
        if (!plot.X.Holds(rule.At))
            return "";
        // Labels run towards the middle, so the outermost line is the tallest: its label passes above the others.
        var rules = chart.Marks.OfType<RuleMark>().ToList();
        var number = rules.FindIndex(other => ReferenceEquals(other, rule));
        var inwards = rules.OrderBy(other => Math.Abs(plot.X.Position(other.At) - 0.5)).ToList();
        var from = plot.Top - Row * (1 + inwards.FindIndex(other => ReferenceEquals(other, rule)));
        var toLeft = plot.X.Position(rule.At) > 0.5;
        return $"<path d=\"M{Coordinate(plot.AtX(rule.At))} {Coordinate(from)}V{Coordinate(plot.Bottom)}\" {SeriesSvg.Stroke(ChartWords.StyleOf(number))}/>"
            + Svg.Text(plot.AtX(rule.At) + (toLeft ? -7 : 7), from + 14, ChartWords.Label(rule.Label, rule.At), toLeft ? "end" : "start");
    }

    private string Level(LevelMark level, int number) => !plot.Y.Holds(level.At) ? ""
        : $"<path d=\"M{Coordinate(plot.Left)} {Coordinate(plot.AtY(level.At))}H{Coordinate(plot.Right)}\" {SeriesSvg.Stroke(ChartWords.LevelStyle(number))}/>";

    /// <summary>The sample of a line across; its name stands here, where it covers no data.</summary>
    private static LegendEntry Entry(LevelMark level, int number) => new(ChartWords.Label(level.Label, level.At), (x, y) =>
        $"<path d=\"M{Coordinate(x)} {Coordinate(y + 10)}h{LegendEntry.SwatchWidth}\" {SeriesSvg.Stroke(ChartWords.LevelStyle(number))}/>");
}
