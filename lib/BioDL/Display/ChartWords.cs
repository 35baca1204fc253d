using BioDL.Classical;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>Says what a chart shows, with its main numbers.</summary>
internal static class ChartWords
{
    public static string Describe(Chart chart) => string.Join("; ", chart.Marks.Select(mark => Describe(chart, mark)));

    private static string Describe(Chart chart, Mark mark) => mark switch
    {
        BarMark bars => $"histogram of {chart.XTitle} in {bars.Bins.Bins} bins: {Describe(bars.Bins)} "
            + $"(vertical axis: {chart.YTitle}{(chart.LogY ? ", logarithmic" : "")})",
        StripMark strip => $"{strip.Name}: median {Short(strip.Median)} {chart.YTitle}, "
            + $"{Short(strip.Values.Min())} to {Short(strip.Values.Max())}, n = {strip.Values.Count}",
        LineMark line => Describe(chart, line.Series),
        RuleMark rule => $"line at {RuleLabel(rule)}",
        _ => "",
    };

    public static string RuleLabel(RuleMark rule) => rule.Label.Length > 0 ? $"{rule.Label}: {Plain(rule.At)}" : Plain(rule.At);

    private static string Describe(Histogram bins)
    {
        var highest = Enumerable.Range(0, bins.Counts.Count).MaxBy(i => bins.Counts[i]);
        return $"{bins.Counts.Sum()} in all from {Plain(bins.Edges[0])} to {Plain(bins.Edges[^1])}, most ({bins.Counts[highest]}) "
            + $"between {Plain(bins.Edges[highest])} and {Plain(bins.Edges[highest + 1])}";
    }

    private static string Describe(Chart chart, Series series)
    {
        var points = series.X.Zip(series.Y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second)).ToArray();
        var name = series.Name.Length > 0 ? series.Name : "line";
        if (points.Length == 0)
            return $"{name}: no points";
        var highest = points.MaxBy(point => point.Second);
        return $"{name}: {points.Length} points of {chart.YTitle} over {chart.XTitle}, from {At(points[0])} to {At(points[^1])}, highest {At(highest)}";
    }

    private static string At((double X, double Y) point) => $"{Plain(point.Y)} at {Plain(point.X)}";
}
