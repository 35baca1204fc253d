namespace BioDL.Display;

/// <summary>Chooses the axes that hold everything which a chart draws.</summary>
internal static class ChartAxes
{
    public static Axis X(Chart chart)
    {
        var rules = chart.Marks.OfType<RuleMark>().Select(rule => rule.At);
        if (chart.Groups.Count is > 0 and var groups)
            return new Axis(-0.5, groups - 0.5, false);
        if (chart.Marks.OfType<HeatMark>().FirstOrDefault() is { } heat)
            return new Axis(-0.5, heat.Columns.Count - 0.5, false);
        if (chart.Marks.OfType<BarMark>().FirstOrDefault() is { } bars && !chart.LogX)
            return new Axis(rules.Append(bars.Bins.Edges[0]).Min(), rules.Append(bars.Bins.Edges[^1]).Max(), false);
        var edges = chart.Marks.OfType<BarMark>().SelectMany(bar => bar.Bins.Edges);
        return Around(chart.Marks.OfType<LineMark>().SelectMany(line => line.Series.X).Concat(rules).Concat(edges), chart.LogX);
    }

    public static Axis Y(Chart chart)
    {
        if (chart.YRange is { } range)
        {
            return range.Low > 0 || !chart.LogY
                ? new Axis(range.Low, range.High, chart.LogY)
                : throw new InvalidOperationException($"A logarithmic axis was asked for, but its range begins at {range.Low}. Begin above 0.");
        }
        if (chart.Marks.OfType<HeatMark>().FirstOrDefault() is { } heat)
            return new Axis(-0.5, heat.Rows.Count - 0.5, false);
        if (chart.Marks.OfType<BarMark>().FirstOrDefault() is { } bars)
        {
            var largest = Math.Max(1, bars.Bins.Counts.Max());
            return chart.LogY ? new Axis(0.5, largest * 2, true) : new Axis(0, largest * 1.05, false);
        }
        return Around(chart.Marks.SelectMany(Heights), chart.LogY);
    }

    private static IEnumerable<double> Heights(Mark mark) => mark switch
    {
        LineMark line => line.Series.Y.Concat(line.Series.Low ?? []).Concat(line.Series.High ?? []),
        StripMark strip => strip.Values,
        BoxMark box => box.Values,
        ColumnMark column => column.Reaches,
        LevelMark level => [level.At],
        _ => [],
    };

    private static Axis Around(IEnumerable<double> values, bool logarithmic)
    {
        double[] shown = [.. values.Where(value => double.IsFinite(value) && (!logarithmic || value > 0))];
        return shown.Length > 0
            ? Axis.Around(shown, logarithmic)
            : throw new InvalidOperationException("A logarithmic axis was asked for, but no value lies above 0. Leave the axis linear.");
    }
}
