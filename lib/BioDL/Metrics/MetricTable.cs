using System.Globalization;
using System.Net;
using System.Text;
using BioDL.Hosting;

namespace BioDL.Metrics;

/// <summary>How scores show themselves: a table in the page's own colours, and the same as aligned plain text.</summary>
/// <param name="Heading">The result in a sentence.</param>
/// <param name="Titles">Titles of the columns; the first one's cells stand left, those of the others right unless they are words.</param>
/// <param name="Rows">A cell for each column.</param>
/// <param name="Notes">Sentences below the table.</param>
internal sealed record MetricTable(string Heading, IReadOnlyList<string> Titles, IReadOnlyList<string[]> Rows, params string[] Notes)
{
    /// <summary>Three digits after the point for scores, whole numbers without a point, words for what is no number.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) ? "undefined"
        : double.IsPositiveInfinity(value) ? "∞"
        : double.IsNegativeInfinity(value) ? "−∞"
        : value.ToString(Math.Abs(value) < 0.001 && value != 0 ? "0.##e+0" : Math.Abs(value) < 10 ? "0.000" : "0.00", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A count in full.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>"3 objects", "1 object".</summary>
    public static string Objects(int number) => $"{Count(number)} object{(number == 1 ? "" : "s")}";

    /// <summary>The table in aligned plain text.</summary>
    public override string ToString()
    {
        int[] widths = [.. Titles.Select((title, column) => Rows.Select(row => row[column].Length).Append(title.Length).Max())];
        var lines = Rows.Prepend([.. Titles]).Select(row => string.Join("  ", row.Select((cell, column) =>
            IsLeft(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        return string.Join('\n', [Heading, .. lines, .. Notes]);
    }

    /// <summary>The table as HTML and as text.</summary>
    public MimeBundle ToMimeBundle()
    {
        const string Cell = "padding:4px 20px 4px 0;border:0;vertical-align:top;text-align:";
        string Style(int column) => Cell + (IsLeft(column) ? "left" : "right");
        var html = new StringBuilder("<div style=\"overflow-x:auto\"><table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        html.Append($"<caption style=\"text-align:left;font-weight:600;padding:0 0 6px;color:inherit\">{WebUtility.HtmlEncode(Heading)}</caption>");
        html.Append("<thead><tr style=\"border-bottom:2px solid\">");
        for (var column = 0; column < Titles.Count; column++)
            html.Append($"<th scope=\"col\" style=\"{Style(column)}\">{WebUtility.HtmlEncode(Titles[column])}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            html.Append("<tr style=\"border-bottom:1px solid rgba(128,128,128,.35)\">");
            for (var column = 0; column < row.Length; column++)
                html.Append($"<td style=\"{Style(column)}\">{WebUtility.HtmlEncode(row[column])}</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        foreach (var note in Notes)
            html.Append($"<p style=\"font-style:italic;margin:6px 0 0\">{WebUtility.HtmlEncode(note)}</p>");
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, html.Append("</div>").ToString());
    }

    private bool IsLeft(int column) => column == 0 || Rows.Any(row => row[column].Length > 24);
}
