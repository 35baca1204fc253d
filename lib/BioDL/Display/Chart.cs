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
    /// <summary>Width in CSS pixels when there is room; text has its natural size then.</summary>
    private const int PageWidth = 560;

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

    internal IReadOnlyList<GroupMark> Groups => [.. Marks.OfType<GroupMark>()];

    internal HeatMark? Heat => Marks.OfType<HeatMark>().FirstOrDefault();

    /// <summary>What is named along the horizontal axis; nothing when it carries numbers.</summary>
    internal IReadOnlyList<string> ColumnNames => Heat?.Columns ?? [.. Groups.Select(group => group.Name)];

    internal bool LogX { get; init; }

    internal bool LogY { get; init; }

    internal (double Low, double High)? YRange { get; init; }

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
    public static Chart Strip(IEnumerable<(string Name, IEnumerable<double> Values)> groups, string y, string title = "") =>
        Grouped(ChartChecks.Groups(groups).Select((group, i) => new StripMark(group.Name, i, group.Values)), y, title);

    /// <summary>
    /// Group by group a box from the lower to the upper quartile with the median; whiskers reach to the outermost values within 1.5 times the box's height,
    /// and values beyond are dots (Tukey 1977). With few values, <see cref="Strip"/> hides less.
    /// </summary>
    /// <param name="groups">Names and values; values that are not finite are left out.</param>
    /// <param name="y">What the values are, with unit or scale.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">There is no group, or one without a finite value.</exception>
    public static Chart Box(IEnumerable<(string Name, IEnumerable<double> Values)> groups, string y, string title = "") =>
        Grouped(ChartChecks.Groups(groups).Select((group, i) => new BoxMark(group.Name, i, group.Values)), y, title);

    /// <summary>Columns from 0, with their numbers, and with intervals where they are given: <c>Chart.Bar([("Otsu", 0.71, 0.66, 0.75)], "Accuracy")</c>.</summary>
    /// <param name="columns">Names and values, or names, values and both ends of an interval.</param>
    /// <param name="y">What the values are, with unit or scale.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">There is no column, one is not finite, or an interval does not hold its value.</exception>
    public static Chart Bar(IEnumerable<Column> columns, string y, string title = "") =>
        Grouped(ChartChecks.Columns(columns).Select((column, i) => new ColumnMark(column, i)), y, title);

    /// <summary>Values along a scale, one line for each series, with a marker at each value, and with a band where <see cref="Series.WithBand"/> gave one.</summary>
    /// <param name="series">The lines.</param>
    /// <param name="x">Name and unit of the horizontal axis: "Labelled images".</param>
    /// <param name="y">Name and unit of the vertical axis.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">There is no line, one has no finite point, or positions and values differ in number.</exception>
    public static Chart Line(IEnumerable<Series> series, string x, string y, string title = "") => Along(series, SeriesKind.Line, x, y, title);

    /// <summary>Values that stay until the next one: each level runs to the right up to the next position.</summary>
    /// <param name="series">The steps.</param>
    /// <param name="x">Name and unit of the horizontal axis.</param>
    /// <param name="y">Name and unit of the vertical axis.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">As for <see cref="Line"/>.</exception>
    public static Chart Step(IEnumerable<Series> series, string x, string y, string title = "") => Along(series, SeriesKind.Step, x, y, title);

    /// <summary>Points on their own, each series in a colour and a shape: <c>Chart.Scatter([new Series("nuclei", areas, brightness)], "Area (µm²)", "Brightness (grey values)")</c>.</summary>
    /// <param name="series">The points.</param>
    /// <param name="x">Name and unit of the horizontal axis.</param>
    /// <param name="y">Name and unit of the vertical axis.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">As for <see cref="Line"/>.</exception>
    public static Chart Scatter(IEnumerable<Series> series, string x, string y, string title = "") => Along(series, SeriesKind.Points, x, y, title);

    /// <summary>Brightness along one row of images: <c>Chart.Profile(120, ("image", image), ("background", background))</c>.</summary>
    /// <param name="row">The row, counted from 0 at the top.</param>
    /// <param name="images">Names and images; the first channel of each is drawn.</param>
    /// <exception cref="ArgumentException">There is no image, or one has no such row.</exception>
    public static Chart Profile(int row, params IEnumerable<(string Name, Image Image)> images)
    {
        (string Name, Image Image)[] all = [.. images];
        foreach (var (name, image) in all)
        {
            if ((uint)row >= (uint)image.Height)
                throw new ArgumentException($"Row {row} was asked for, but '{name}' has the rows 0 to {image.Height - 1}.", nameof(row));
        }
        return Line(all.Select(each => new Series(each.Name, [.. Enumerable.Range(0, each.Image.Width).Select(x => (double)x)],
            [.. Enumerable.Range(0, each.Image.Width).Select(x => (double)each.Image[row, x])])), $"Column (pixels) in row {row}", "Brightness (grey values)");
    }

    /// <summary>A matrix in colours from its lowest value (or 0) to its highest, with the numbers in its cells where they fit.</summary>
    /// <param name="values">The values, row × column; the first row is shown at the top.</param>
    /// <param name="rows">Names of the rows.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="x">What the columns are.</param>
    /// <param name="y">What the rows are, and what the numbers are: "Model (rows), accuracy".</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">Names and values differ in number, or no value is finite.</exception>
    public static Chart HeatMap(double[,] values, IEnumerable<string> rows, IEnumerable<string> columns, string x, string y, string title = "") =>
        New(x, y, title) with { Marks = [ChartChecks.Matrix(values, rows, columns)] };

    /// <summary>How often each true class (rows) was called what (columns).</summary>
    /// <param name="counts">Counts, true class × predicted class.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">Names and counts differ in number.</exception>
    public static Chart Confusion(int[,] counts, IEnumerable<string> classes, string title = "")
    {
        ArgumentNullException.ThrowIfNull(counts);
        string[] names = [.. classes];
        var values = new double[counts.GetLength(0), counts.GetLength(1)];
        for (var i = 0; i < counts.Length; i++)
            values[i / counts.GetLength(1), i % counts.GetLength(1)] = counts[i / counts.GetLength(1), i % counts.GetLength(1)];
        return HeatMap(values, names, names, "Predicted class (columns)", "True class (rows), number of objects", title);
    }

    /// <summary>This chart with a vertical line, such as a threshold.</summary>
    /// <param name="at">Where, on the horizontal axis.</param>
    /// <param name="label">What it is; its value is added.</param>
    /// <exception cref="ArgumentException">The place is not a finite number.</exception>
    public Chart WithLine(double at, string label) => double.IsFinite(at)
        ? this with { Marks = Marks.Add(new RuleMark(at, label)) }
        : throw new ArgumentException($"The line '{label}' lies at {at}; expected a finite number.", nameof(at));

    /// <summary>This chart with a horizontal line, such as the score of a method that needs no labels.</summary>
    /// <param name="at">Where, on the vertical axis.</param>
    /// <param name="label">What it is; its value is added.</param>
    /// <exception cref="ArgumentException">The place is not a finite number.</exception>
    public Chart WithLevel(double at, string label) => double.IsFinite(at)
        ? this with { Marks = Marks.Add(new LevelMark(at, label)) }
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

    /// <summary>The chart as a self-contained SVG document with its text alternative.</summary>
    public string ToSvg() => new ChartSvg(this, PageWidth, withTitle: true).Draw();

    /// <summary>
    /// A Plotly figure, the same as vector graphics, and what it shows in words. The vector graphics come twice, as such and as an image in HTML: Jupyter's
    /// page writer (nbconvert up to 7) and GitHub take drawings apart, but show images.
    /// </summary>
    public override MimeBundle ToMimeBundle() => MimeBundle.OfText(Words)
        .With(MimeBundle.Html, $"<figure style=\"margin:0;max-width:{PageWidth}px\">{Svg.Still(ToSvg(), Words, PageWidth)}</figure>")
        .With(MimeBundle.Svg, ToSvg()).With(MimeBundle.Plotly, PlotlyFigure.Json(this));

    internal override string ToFigure(string style, int width) =>
        $"<figure style=\"margin:0;{style}\">{Caption(Title)}{Svg.Still(new ChartSvg(this, width, withTitle: false).Draw(), Words, width)}</figure>";

    private static Chart New(string x, string y, string title, bool named = false)
    {
        if (string.IsNullOrWhiteSpace(x) || string.IsNullOrWhiteSpace(y))
            throw new ArgumentException("An axis has no name. Say what it shows, with the unit, as in \"Area (µm²)\".");
        return new Chart(named ? "" : x, y, title);
    }

    /// <summary>This chart without its vertical lines, on the same axes as far as the data reach.</summary>
    internal Chart WithoutLines() => this with { Marks = Marks.RemoveAll(mark => mark is RuleMark) };

    /// <summary>Impossible axes are told at the call that asks for them, not when the chart is shown.</summary>
    private Chart Checked()
    {
        _ = ChartAxes.X(this);
        _ = ChartAxes.Y(this);
        return this;
    }

    private static Chart Grouped(IEnumerable<GroupMark> marks, string y, string title) => New("Group", y, title, named: true) with { Marks = [.. marks] };

    private static Chart Along(IEnumerable<Series> series, SeriesKind kind, string x, string y, string title) =>
        New(x, y, title) with { Marks = [.. ChartChecks.Points(series).Select((line, i) => new LineMark(line, i, kind))] };
}
