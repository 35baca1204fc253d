using System.Reflection;
using System.Text;
using BioDL.Hosting;

namespace BioDL.Display;

/// <summary>
/// Records as a table: <c>Table.Of(rows)</c> shows every property, <c>Table.Of(rows, ("Field", row =&gt; row.Id), ("Accuracy", row =&gt; row.Accuracy))</c>
/// those that are named. Numbers stand right-aligned with three significant digits; counts in full.
/// </summary>
public sealed record Table : IDisplayable
{
    /// <summary>More rows than this are counted, not shown.</summary>
    public const int MaximumRows = 20;

    private readonly IReadOnlyList<TableColumn> columns;
    private readonly int hidden;

    private Table(IReadOnlyList<TableColumn> columns, int rows)
    {
        this.columns = columns;
        hidden = Math.Max(0, rows - MaximumRows);
        Rows = rows;
    }

    /// <summary>Number of records, shown or not.</summary>
    public int Rows { get; }

    /// <summary>The heading; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>A table with a column for every public property, its name written in words.</summary>
    /// <param name="records">The rows, read once.</param>
    /// <exception cref="ArgumentException">The records have no public property: name the columns then.</exception>
    public static Table Of<T>(IEnumerable<T> records)
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0).ToArray();
        if (properties.Length == 0 || typeof(T) == typeof(string))
            throw new ArgumentException($"{typeof(T).Name} has no properties to show. Name the columns, as in Table.Of(rows, (\"Value\", row => row)).");
        return Of(records, [.. properties.Select(property => (Words.FromName(property.Name), (Func<T, object?>)(record => property.GetValue(record))))]);
    }

    /// <summary>A table with the named columns.</summary>
    /// <param name="records">The rows, read once.</param>
    /// <param name="columns">Title of each column, and how to get its value from a record.</param>
    public static Table Of<T>(IEnumerable<T> records, params (string Title, Func<T, object?> Value)[] columns)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(columns);
        T[] rows = [.. records];
        return new Table([.. columns.Select(column => TableColumn.Of(column.Title, rows.Take(MaximumRows).Select(column.Value)))], rows.Length);
    }

    /// <summary>This table under a heading.</summary>
    public Table Titled(string title) => this with { Title = title };

    /// <summary>The table in aligned plain text.</summary>
    public override string ToString()
    {
        var lines = new List<string>();
        if (Title.Length > 0)
            lines.Add(Title);
        lines.Add(string.Join("  ", columns.Select(column => column.Padded(column.Title))).TrimEnd());
        lines.Add(string.Join("  ", columns.Select(column => new string('-', column.TextWidth))));
        for (var row = 0; row < Rows - hidden; row++)
            lines.Add(string.Join("  ", columns.Select(column => column.Padded(column.Cells[row]))).TrimEnd());
        if (hidden > 0)
            lines.Add(Rest);
        return string.Join("\n", lines);
    }

    /// <summary>An HTML table in the page's own colours, and the same as aligned plain text.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).With(MimeBundle.Html, ToHtml());

    private string Rest => $"… and {hidden} more row{(hidden == 1 ? "" : "s")}";

    private string ToHtml()
    {
        const string Cell = "padding:4px 20px 4px 0;border:0;vertical-align:top";
        var html = new StringBuilder("<div style=\"overflow-x:auto\">");
        html.Append($"<table style=\"border-collapse:collapse;font:15px/1.4 {Svg.Fonts};font-variant-numeric:tabular-nums\">");
        if (Title.Length > 0)
            html.Append($"<caption style=\"text-align:left;font-weight:600;padding:0 0 6px;color:inherit\">{Svg.Encode(Title)}</caption>");
        html.Append("<thead><tr style=\"border-bottom:2px solid\">");
        foreach (var column in columns)
            html.Append($"<th scope=\"col\" style=\"{Cell};text-align:{column.Alignment}\">{Svg.Encode(column.Title)}</th>");
        html.Append("</tr></thead><tbody>");
        for (var row = 0; row < Rows - hidden; row++)
        {
            html.Append("<tr style=\"border-bottom:1px solid rgba(128,128,128,.35)\">");
            foreach (var column in columns)
                html.Append($"<td style=\"{Cell};text-align:{column.Alignment}\">{Svg.Encode(column.Cells[row])}</td>");
            html.Append("</tr>");
        }
        if (hidden > 0)
            html.Append($"<tr><td colspan=\"{columns.Count}\" style=\"{Cell};text-align:left;font-style:italic\">{Rest}</td></tr>");
        return html.Append("</tbody></table></div>").ToString();
    }
}
