using System.Collections;
using System.Globalization;
using System.Text;
using BioDL.Hosting;

namespace BioDL.Classical;

/// <summary>
/// The objects of one label image as they were measured: a list to count, sort and select from, a table in a notebook, a file for other programs.
/// </summary>
public sealed class MeasuredObjects : IReadOnlyList<MeasuredObject>, IDisplayable
{
    private const int RowsShown = 8;

    private readonly IReadOnlyList<MeasuredObject> objects;

    internal MeasuredObjects(IReadOnlyList<MeasuredObject> objects, double? pixelSize) => (this.objects, PixelSize) = (objects, pixelSize);

    /// <summary>Number of objects.</summary>
    public int Count => objects.Count;

    /// <summary>Side of a pixel in micrometres as it was used; null when lengths are in pixels.</summary>
    public double? PixelSize { get; }

    /// <summary>The unit of lengths: "µm", or "px" where nobody recorded the pixel size. Areas are in its square.</summary>
    public string Unit => PixelSize is null ? "px" : "µm";

    /// <summary>One object, in the order of labels.</summary>
    public MeasuredObject this[int index] => objects[index];

    /// <summary>Those for which a condition holds, as a table again: <c>measured.Only(o =&gt; !o.TouchesBorder)</c>.</summary>
    public MeasuredObjects Only(Func<MeasuredObject, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new MeasuredObjects([.. objects.Where(condition)], PixelSize);
    }

    /// <summary>The middle value of a quantity, <c>measured.Median(o =&gt; o.Area)</c>: a few merged objects hardly change it, where they pull a mean up.</summary>
    /// <param name="quantity">What to take of each object; what is undefined is left out.</param>
    /// <returns>Not a number where there is no object.</returns>
    public double Median(Func<MeasuredObject, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        double[] values = [.. objects.Select(quantity).Where(value => !double.IsNaN(value)).Order()];
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>
    /// Saves everything that was measured as comma-separated values, a row per object, units in the heads ("area_um2", "centroid_x_px"), points in numbers
    /// whatever the computer's language. What is undefined stays empty. The file is there whole or not at all.
    /// </summary>
    /// <param name="path">The file, usually ending in .csv; an earlier one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; an earlier one is still as it was.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var columns = MeasurementColumn.Of(this);
        WholeFile.Write(path, unfinished =>
        {
            using var writer = new StreamWriter(unfinished) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', columns.Select(column => column.FileTitle)));
            foreach (var item in objects)
                writer.WriteLine(string.Join(',', columns.Select(column => ForFiles(column.Value(item)))));
        });
    }

    /// <inheritdoc/>
    public IEnumerator<MeasuredObject> GetEnumerator() => objects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many objects there are, and which unit is in force.</summary>
    public override string ToString()
    {
        var unit = PixelSize is { } size
            ? string.Create(CultureInfo.InvariantCulture, $"lengths in µm (a pixel is {size:0.####} µm)")
            : "lengths in pixels";
        return string.Create(CultureInfo.InvariantCulture, $"{Count} object{(Count == 1 ? "" : "s")} measured, {unit}");
    }

    /// <summary>The first objects, and the smallest, middle and largest value of every column; the same as plain text.</summary>
    public MimeBundle ToMimeBundle()
    {
        var all = MeasurementColumn.Of(this);
        MeasurementColumn[] shown = [.. all.Where(column => column.Shown)];
        List<string[]> rows = [.. objects.Take(RowsShown).Select(item => Array.ConvertAll(shown, column => MeasurementColumn.Short(column.Value(item))))];
        if (Count > RowsShown)
            rows.Add([.. shown.Select(_ => "…")]);
        if (Count > 1)
            rows.AddRange([Summary(shown, "smallest", 0), Summary(shown, "median", 0.5), Summary(shown, "largest", 1)]);
        var rest = $"{all.Count - shown.Length} more columns are measured: Save(\"objects.csv\") writes all.";
        string[] titles = Array.ConvertAll(shown, column => column.Title);
        return MimeBundle.OfText(Text(titles, rows, rest)).With(MimeBundle.Html, Markup(titles, rows, rest));
    }

    private static string ForFiles(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A row of quantiles over the objects, a word in the place of the label.</summary>
    private string[] Summary(MeasurementColumn[] columns, string word, double quantile)
    {
        var cells = Array.ConvertAll(columns, column =>
        {
            double[] values = [.. objects.Select(column.Value).Where(value => !double.IsNaN(value)).Order()];
            var place = quantile * (values.Length - 1);
            return MeasurementColumn.Short(values.Length == 0 ? double.NaN : (values[(int)Math.Floor(place)] + values[(int)Math.Ceiling(place)]) / 2);
        });
        cells[0] = word;
        return cells;
    }

    private string Text(string[] titles, List<string[]> rows, string rest)
    {
        int[] widths = [.. titles.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max())];
        var lines = rows.Prepend(titles).Select(row => string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))));
        return string.Join('\n', [ToString(), .. lines, rest]);
    }

    private string Markup(string[] titles, List<string[]> rows, string rest)
    {
        const string Cell = "padding:4px 20px 4px 0;border:0;text-align:right";
        var html = new StringBuilder("<div style=\"overflow-x:auto\"><table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        html.Append($"<caption style=\"text-align:left;font-weight:600;padding:0 0 6px;color:inherit\">{this}</caption>");
        html.Append("<thead><tr style=\"border-bottom:2px solid\">");
        foreach (var title in titles)
            html.Append($"<th scope=\"col\" style=\"{Cell}\">{title}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr style=\"border-bottom:1px solid rgba(128,128,128,.35)\">");
            foreach (var cell in row)
                html.Append($"<td style=\"{Cell}\">{cell}</td>");
            html.Append("</tr>");
        }
        return html.Append($"</tbody></table><p style=\"font-style:italic\">{rest}</p></div>").ToString();
    }
}
