using BioDL.Notebooks.Files;

namespace BioDL.Notebooks.Pages;

/// <summary>What the writers of one page share: its headings, where links lead, and how many outputs and charts there are so far.</summary>
internal sealed class PageContext
{
    private readonly HashSet<string> cells;
    private readonly Lazy<string?> plotly;
    private int outputs;

    public PageContext(NotebookFile file, PageParts parts)
    {
        Parts = parts;
        cells = [.. file.Cells.Select(cell => cell.Id)];
        IsCSharp = CodeHighlighter.IsCSharp(file.Metadata);
        plotly = new Lazy<string?>(() => PageScript.ReadPlotly(parts.PlotlyScript));
    }

    public PageParts Parts { get; }

    public Headings Headings { get; } = new();

    /// <summary>Whether the notebook's code is C#, and coloured as such.</summary>
    public bool IsCSharp { get; }

    /// <summary>The Plotly script; null when charts are shown as still pictures.</summary>
    public string? Plotly => plotly.Value;

    /// <summary>How many charts the page has so far.</summary>
    public int Charts { get; private set; }

    /// <summary>A new chart's name within the page.</summary>
    public string NextChart() => $"nb-chart-{++Charts}";

    /// <summary>Rules for the HTML of one more output.</summary>
    public HtmlAddresses NextOutput() => new($"o{++outputs}-", null, Link);

    /// <summary>Rules for a Markdown cell.</summary>
    public HtmlAddresses ForMarkdown(Cell cell) => new($"m{++outputs}-", Headings.Ids, Link, MarkdownText.AttachmentsOf(cell));

    /// <summary>The anchor of a cell.</summary>
    public static string AnchorOf(Cell cell) => "nb-cell-" + cell.Id;

    private string? Link(string address)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var (path, fragment) = hash < 0 ? (address, "") : (address[..hash], address[(hash + 1)..]);
        if (path.Length == 0)
            return fragment.Length == 0 ? null : Within(fragment);
        if (!path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) || path.Contains(':', StringComparison.Ordinal))
            return null;
        var page = Parts.Pages.GetValueOrDefault(Path.GetFileNameWithoutExtension(Uri.UnescapeDataString(path)));
        return page is null || fragment.Length == 0 ? page : $"{page}#{Headings.Slug(Uri.UnescapeDataString(fragment))}";
    }

    private string? Within(string fragment)
    {
        if (Headings.Find(fragment) is { } heading)
            return "#" + heading;
        var id = fragment.StartsWith("cell-id=", StringComparison.Ordinal) ? fragment["cell-id=".Length..] : fragment;
        return cells.Contains(id) ? "#nb-cell-" + id : null;
    }
}
