using BioDL.Classical;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>Says what a chart shows, with its main numbers.</summary>
internal static class ChartWords
{
    public static string Describe(Chart chart) => string.Join("; ", chart.Marks.Select(mark => Describe(chart, mark)));

    /// <summary>A label of a line with its place.</summary>
    public static string Label(string label, double at) => label.Length > 0 ? $"{label}: {Plain(at)}" : Plain(at);

    /// <summary>Lines that mark a place are dashed; the first colour is left to the data.</summary>
    public static LineStyle StyleOf(int number) => new(Colours.OnWhite(number + 1), "7 4");

    /// <summary>Levels are black, each with dashes of its own: colours belong to the data.</summary>
    public static LineStyle LevelStyle(int number) => new(Svg.Ink, (number % 3) switch { 0 => "4 4", 1 => "12 4 3 4", _ => "1.5 4" });

    private static string Describe(Chart chart, Mark mark) => mark switch
    {
        BarMark bars => $"histogram of {chart.XTitle} in {bars.Bins.Bins} bins: {Describe(bars.Bins)} "
            + $"(vertical axis: {chart.YTitle}{(chart.LogY ? ", logarithmic" : "")})",
        StripMark strip => $"{strip.Name}: median {Short(strip.Median)} {chart.YTitle}, "
            + $"{Short(strip.Values.Min())} to {Short(strip.Values.Max())}, n = {strip.Values.Count}",
        BoxMark box => $"{box.Name}: median {Short(box.Median)} {chart.YTitle}, middle half {Short(box.Lower)} to {Short(box.Upper)}, "
            + $"{Short(box.Values.Min())} to {Short(box.Values.Max())}, n = {box.Values.Count}",
        ColumnMark { Column: var column } => $"{column.Name}: {Short(column.Value)} {chart.YTitle}"
            + (column is { Low: { } low, High: { } high } ? $", interval {Short(low)} to {Short(high)}" : ""),
        HeatMark heat => Describe(chart, heat),
        LineMark line => Describe(chart, line.Series),
        RuleMark rule => $"line at {Label(rule.Label, rule.At)}",
        LevelMark level => $"level at {Label(level.Label, level.At)}",
        _ => "",
    };

    private static string Describe(Histogram bins)
    {
        var highest = Enumerable.Range(0, bins.Counts.Count).MaxBy(i => bins.Counts[i]);
        return $"{bins.Counts.Sum()} in all from {Plain(bins.Edges[0])} to {Plain(bins.Edges[^1])}, most ({bins.Counts[highest]}) "
            + $"between {Plain(bins.Edges[highest])} and {Plain(bins.Edges[highest + 1])}";
    }

    private static string Describe(Chart chart, HeatMark heat) => heat.IsWritten
        ? $"{chart.YTitle}, by {chart.XTitle}: " + string.Join("; ", heat.Rows.Select((name, row) =>
            $"{name}: " + string.Join(", ", heat.Columns.Select((column, i) => $"{column} {Plain(heat.Values[row, i])}"))))
        : $"{chart.YTitle}, by {chart.XTitle}: {heat.Rows.Count} × {heat.Columns.Count} values from {Plain(heat.Finite.Min())} to {Plain(heat.Finite.Max())}";

    private static string Describe(Chart chart, Series series)
    {
        var points = series.X.Zip(series.Y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second)).ToArray();
        var name = series.Name.Length > 0 ? series.Name : "line";
        if (points.Length == 0)
            return $"{name}: no points";
        var highest = points.MaxBy(point => point.Second);
        var words = $"{name}: {points.Length} points of {chart.YTitle} over {chart.XTitle}, from {At(points[0])} to {At(points[^1])}, highest {At(highest)}";
        return SeriesSvg.BandPieces(series).LastOrDefault() is { } band
            ? $"{words}; {series.BandName} at the end {Plain(band[^1].Low)} to {Plain(band[^1].High)}"
            : words;
    }

    private static string At((double X, double Y) point) => $"{Plain(point.Y)} at {Plain(point.X)}";
}
