namespace BioDL.Display;

/// <summary>Looks at what a chart is given: impossible data are told at the call, not when the chart is shown.</summary>
internal static class ChartChecks
{
    public static (string Name, double[] Values)[] Groups(IEnumerable<(string Name, IEnumerable<double> Values)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        (string Name, double[] Values)[] all = [.. groups.Select(group => (group.Name, group.Values.Where(double.IsFinite).ToArray()))];
        if (all.Length == 0)
            throw new ArgumentException(
                "Found no group to show; expected at least one, as in Chart.Strip([(\"Otsu\", scores)], \"Accuracy\").", nameof(groups));
        foreach (var (name, values) in all)
        {
            if (values.Length == 0)
                throw new ArgumentException($"The group '{name}' has no finite value; expected at least one. Leave empty groups out.", nameof(groups));
        }
        return all;
    }

    public static Column[] Columns(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Column[] all = [.. columns];
        if (all.Length == 0)
            throw new ArgumentException("Found no column to show; expected at least one, as in Chart.Bar([(\"Otsu\", 0.71)], \"Accuracy\").", nameof(columns));
        foreach (var column in all)
        {
            if (!double.IsFinite(column.Value))
                throw new ArgumentException($"The column '{column.Name}' has the value {column.Value}; expected a finite number. Leave it out.", nameof(columns));
            if (!(column.Low <= column.Value && column.Value <= column.High) && (column.Low ?? column.High) is not null)
                throw new ArgumentException(
                    $"The interval of '{column.Name}' runs from {column.Low} to {column.High} and does not hold its value, {column.Value}.", nameof(columns));
        }
        return all;
    }

    public static Series[] Points(IEnumerable<Series> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        Series[] all = [.. series];
        foreach (var line in all)
        {
            if (line.X.Count != line.Y.Count)
                throw new ArgumentException(
                    $"The series '{line.Name}' has {line.X.Count} positions and {line.Y.Count} values; expected as many of both.", nameof(series));
        }
        return Array.Exists(all, line => line.X.Zip(line.Y).Any(point => double.IsFinite(point.First) && double.IsFinite(point.Second)))
            ? all
            : throw new ArgumentException("Found no point to draw; expected at least one series with a finite position and value.", nameof(series));
    }

    public static HeatMark Matrix(double[,] values, IEnumerable<string> rows, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] down = [.. rows], across = [.. columns];
        if (values.GetLength(0) != down.Length || values.GetLength(1) != across.Length)
            throw new ArgumentException(
                $"Found {down.Length} names of rows and {across.Length} of columns for a matrix of {values.GetLength(0)} × {values.GetLength(1)}; expected one for each.");
        var heat = new HeatMark(values, down, across);
        return heat.Finite.Any() ? heat : throw new ArgumentException("Found no finite value in the matrix; expected at least one.", nameof(values));
    }
}
