using BioDL.Notebooks.Files;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Pages;

/// <summary>
/// An executed notebook as one self-contained HTML page: it fetches nothing, runs no script that came with the notebook, and reads well
/// on a projector, on a phone, in the dark and on paper.
/// </summary>
public static class NotebookPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="executed">The notebook with its outputs.</param>
    /// <param name="run">How it ran, for the line below the title and for the banner of a failure; null when nobody knows.</param>
    /// <param name="parts">What the page needs beside the notebook.</param>
    /// <returns>The HTML text.</returns>
    public static string Render(NotebookFile executed, NotebookRun? run, PageParts parts)
    {
        ArgumentNullException.ThrowIfNull(executed);
        ArgumentNullException.ThrowIfNull(parts);
        var context = new PageContext(executed, parts);
        var cells = executed.Cells.Select(cell => (cell, cell.IsMarkdown ? MarkdownText.Parse(cell.Source, context.Headings) : null)).ToList();
        var taken = cells.Find(pair => pair.Item2 is not null).Item2?.TakeTitle();
        var title = taken ?? run?.Title ?? executed.Name;
        var failure = Failure.Of(executed, run);
        var sections = context.Headings.All.Skip(taken is null ? 0 : 1).Where(heading => heading.Level <= 3).ToList();
        var content = new CellWriter(context, run, failure?.Cell).Render(cells);
        var anchor = taken is null ? "" : $" id=\"{context.Headings.All[0].Id}\"";
        var body = $"""
            <div class="nb-page">
            {Contents.Side(sections)}<main class="nb-main" id="nb-main">
            <header class="nb-header">{Course(parts)}<h1{anchor}>{Html.Encode(title)}</h1>{RunLine(run)}</header>
            {failure?.ToHtml()}{Contents.Top(sections)}{content}</main>
            </div>

            """;
        return PageShell.Render(title, body, parts.Versions, context.Charts > 0 ? context.Plotly : null);
    }

    private static string Course(PageParts parts)
    {
        var name = Html.Encode(parts.CourseTitle);
        return $"<p class=\"nb-course\">{(parts.IndexFile is { } index ? $"<a href=\"{Html.Encode(index)}\">{name}</a>" : name)}</p>";
    }

    private static string RunLine(NotebookRun? run)
    {
        if (run is null)
            return "";
        var facts = new List<string>();
        if (run.Result is { } result)
            facts.Add(Words.Data(result.Data));
        if (run.Seconds > 0)
            facts.Add($"{(facts.Count == 0 ? "Ran" : "ran")} for {Words.Seconds(run.Seconds)}");
        if (run.PeakMemoryMegabytes > 0)
            facts.Add($"{Words.Memory(run.PeakMemoryMegabytes)} of memory at most");
        return facts.Count == 0 ? "" : $"<p class=\"nb-run\">{Html.Encode(string.Join(" · ", facts))}</p>";
    }
}
