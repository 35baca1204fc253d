using System.Collections.Immutable;
using BioDL.Classical;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Display;

/// <summary>
/// A chart: <c>Chart.Histogram(image, "Brightness (grey values)", "Pixels").WithLine(threshold, "Otsu").WithLogY()</c>. It shows itself as a Plotly figure
/// where scripts run, as vector graphics elsewhere, and in words. Both axes are named, with their units. Nothing of it changes: each call gives a new chart.
/// </summary>
public sealed record Chart : Drawing
{
    private Chart(string x, string y, string title)
    {
        (XTitle, YTitle, Title) = (x, y, title);
    }

    /// <summary>Name and unit of the horizontal axis; empty when groups are named along it.</summary>
    public string XTitle { get; }

    /// <summary>Name and unit of the vertical axis.</summary>
    public string YTitle { get; }

    /// <inheritdoc/>
    public override string Description => ChartWords.Describe(this);

    internal ImmutableList<Mark> Marks { get; init; } = [];

    internal bool LogX { get; init; }

    internal bool LogY { get; init; }

    internal (double Low, double High)? YRange { get; init; }

    internal override double PreferredWidth => 560;

    /// <summary>How often values occur, in bins of a round width; the more values, the more bins.</summary>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="x">What the values are, with unit: "Area (µm²)".</param>
    /// <param name="y">What is counted: "Nuclei".</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">There is no finite value, or an axis has no name.</exception>
    public static Chart Histogram(IEnumerable<double> values, string x, string y, string title = "")
    {
        double[] all = [.. values];
        return Histogram(RoundBins.Of(all, RoundBins.About(all.Length)), x, y, title);
    }

    /// <summary>How often each brightness occurs in the first channel of an image, in about 250 bins of a round width.</summary>
    /// <param name="image">The image.</param>
    /// <param name="x">What the values are, with unit: "Brightness (grey values)".</param>
    /// <param name="y">What is counted: "Pixels".</param>
    /// <param name="title">The heading; may be empty.</param>
    public static Chart Histogram(Image image, string x, string y, string title = "")
    {
        ArgumentNullException.ThrowIfNull(image);
        return Histogram(RoundBins.Of(Array.ConvertAll(image.Channel(0).ToArray(), value => (double)value), about: 250), x, y, title);
    }

    /// <summary>Counts that were made elsewhere; more than 512 bins are drawn in groups.</summary>
    /// <param name="histogram">Edges and counts; at least one bin.</param>
    /// <param name="x">What was counted, with unit.</param>
    /// <param name="y">What the counts count.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">There is no bin, or not one edge more than bins.</exception>
    public static Chart Histogram(Histogram histogram, string x, string y, string title = "")
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (histogram.Bins == 0 || histogram.Edges.Count != histogram.Bins + 1)
            throw new ArgumentException(
                $"Found {histogram.Edges.Count} edges for {histogram.Bins} bins; expected at least one bin, and one edge more than bins.", nameof(histogram));
        return New(x, y, title) with { Marks = [new BarMark(RoundBins.Thin(histogram))] };
    }

    /// <summary>One dot for each value (say, one field), group by group (say, one method), with the group's median as a bar.</summary>
    /// <param name="groups">Names and values; values that are not finite are left out.</param>
    /// <param name="y">What the values are, with unit or scale: "Accuracy at IoU 0.5".</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">There is no group, or one without a finite value.</exception>
    public static Chart Strip(IEnumerable<(string Name, IEnumerable<double> Values)> groups, string y, string title = "")
    {
        ArgumentNullException.ThrowIfNull(groups);
        StripMark[] strips = [.. groups.Select((group, i) => Group(group.Name, i, [.. group.Values.Where(double.IsFinite)]))];
        if (strips.Length == 0)
            throw new ArgumentException(
                "Found no group to show; expected at least one, as in Chart.Strip([(\"Otsu\", scores)], \"Accuracy\").", nameof(groups));
        return New("Group", y, title, named: true) with { Marks = [.. strips] };
    }

    /// <summary>Values along a scale, one line for each series, with a marker at each value.</summary>
    /// <param name="series">The lines.</param>
    /// <param name="x">Name and unit of the horizontal axis: "Labelled images".</param>
    /// <param name="y">Name and unit of the vertical axis.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">There is no line, one has no finite point, or positions and values differ in number.</exception>
    public static Chart Line(IEnumerable<Series> series, string x, string y, string title = "")
    {
        ArgumentNullException.ThrowIfNull(series);
        LineMark[] lines = [.. series.Select((line, i) => new LineMark(line, i))];
        foreach (var (line, _) in lines)
        {
            if (line.X.Count != line.Y.Count)
                throw new ArgumentException(
                    $"The series '{line.Name}' has {line.X.Count} positions and {line.Y.Count} values; expected as many of both.", nameof(series));
        }
        if (!Array.Exists(lines, line => line.Series.X.Zip(line.Series.Y).Any(point => double.IsFinite(point.First) && double.IsFinite(point.Second))))
            throw new ArgumentException("Found no point to draw; expected at least one series with a finite position and value.", nameof(series));
        return New(x, y, title) with { Marks = [.. lines] };
    }

    /// <summary>This chart with a vertical line, such as a threshold.</summary>
    /// <param name="at">Where, on the horizontal axis.</param>
    /// <param name="label">What it is; its value is added.</param>
    /// <exception cref="ArgumentException">The place is not a finite number.</exception>
    public Chart WithLine(double at, string label) => double.IsFinite(at)
        ? this with { Marks = Marks.Add(new RuleMark(at, label)) }
        : throw new ArgumentException($"The line '{label}' lies at {at}; expected a finite number.", nameof(at));

    /// <summary>This chart with a logarithmic horizontal axis; points at 0 or below are not drawn.</summary>
    /// <exception cref="InvalidOperationException">Nothing lies above 0.</exception>
    public Chart WithLogX() => (this with { LogX = true }).Checked();

    /// <summary>This chart with a logarithmic vertical axis: small counts beside large ones stay visible. Empty bins are not drawn.</summary>
    /// <exception cref="InvalidOperationException">Nothing lies above 0, or the range that was given begins there or below.</exception>
    public Chart WithLogY() => (this with { LogY = true }).Checked();

    /// <summary>This chart with a given vertical range, such as 0 to 1 for scores; what lies outside is not drawn.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Chart WithYRange(double low, double high) => low < high && double.IsFinite(high - low)
        ? (this with { YRange = (low, high) }).Checked()
        : throw new ArgumentException($"Found the range {low} to {high}; expected two finite numbers, the smaller one first.");

    /// <inheritdoc/>
    public override MimeBundle ToMimeBundle() => base.ToMimeBundle().With(MimeBundle.Plotly, PlotlyFigure.Json(this));

    internal override string Draw(double width, bool withTitle) => new ChartSvg(this, width, withTitle).Draw();

    private static Chart New(string x, string y, string title, bool named = false)
    {
        if (string.IsNullOrWhiteSpace(x) || string.IsNullOrWhiteSpace(y))
            throw new ArgumentException("An axis has no name. Say what it shows, with the unit, as in \"Area (µm²)\".");
        return new Chart(named ? "" : x, y, title);
    }

    /// <summary>Impossible axes are told at the call that asks for them, not when the chart is shown.</summary>
    private Chart Checked()
    {
        _ = ChartAxes.X(this);
        _ = ChartAxes.Y(this);
        return this;
    }

    private static StripMark Group(string name, int place, double[] values) => values.Length > 0
        ? new StripMark(name, place, values)
        : throw new ArgumentException($"The group '{name}' has no finite value; expected at least one. Leave empty groups out.");
}
