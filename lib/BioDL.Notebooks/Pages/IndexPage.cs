using System.Globalization;
using System.Text;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Pages;

/// <summary>The front page of a run: what ran, how it went, what came out.</summary>
public static class IndexPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">The run.</param>
    /// <param name="parts">The course's title; null takes the usual one.</param>
    /// <returns>The HTML text; it fetches nothing.</returns>
    public static string Render(RunReport report, PageParts? parts = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var title = (parts ?? new PageParts()).CourseTitle;
        var entries = string.Concat(report.Notebooks.Select(Entry));
        var body = $"""
            <div class="nb-page nb-index">
            <main class="nb-main" id="nb-main">
            <header class="nb-header"><h1>{Html.Encode(title)}</h1><p class="nb-run">{Html.Encode(Summary(report))}</p></header>
            {Failures(report)}{entries}</main>
            </div>

            """;
        var cores = report.Cores == 1 ? "1 core" : $"{report.Cores} cores";
        return PageShell.Render(title, body, [$"BioDL {report.BioDL}", $".NET {report.DotNet}", report.Machine, cores, Started(report)]);
    }

    private static string Started(RunReport report) => report.Started.ToString("d MMMM yyyy, HH:mm 'UTC'zzz", CultureInfo.InvariantCulture);

    private static string Summary(RunReport report)
    {
        var ran = report.Notebooks.Count(run => run.Status == RunStatus.Succeeded);
        var data = report.Notebooks.Where(run => run.Result is not null).GroupBy(run => run.Result!.Data)
            .OrderByDescending(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Name: Words.Data(group.Key), Count: group.Count())).ToList();
        var used = data.Count == 1 ? data[0].Name : string.Join(", ", data.Select(kind => $"{kind.Name.ToLowerInvariant()} in {kind.Count}"));
        var notebooks = report.Notebooks.Count == 1 ? "1 notebook" : $"{report.Notebooks.Count} notebooks";
        var which = ran == report.Notebooks.Count ? notebooks : $"{ran} of {notebooks}";
        string[] facts = [$"{which} ran to the end", used, Words.Seconds(report.Seconds)];
        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }

    private static string Failures(RunReport report)
    {
        var failed = report.Notebooks.Where(run => run.Status != RunStatus.Succeeded).ToList();
        if (failed.Count == 0)
            return "";
        var count = failed.Count == 1 ? "One notebook" : $"{failed.Count} notebooks";
        var list = string.Concat(failed.Select(run => $"<li><a href=\"#{Anchor(run)}\">{Html.Encode(run.Title)}</a>: {Lower(Words.Of(run.Status))}</li>"));
        return $"""
            <section class="nb-failure" aria-label="What went wrong"><p><strong>{count} did not run to the end.</strong></p><ul>{list}</ul></section>

            """;
    }

    private static string Entry(NotebookRun run)
    {
        var failed = run.Status != RunStatus.Succeeded;
        var name = Html.Encode(run.Title);
        var html = new StringBuilder();
        html.Append("<article class=\"nb-entry").Append(failed ? " nb-entry-failed" : "").Append("\" id=\"").Append(Anchor(run)).Append("\">\n<h2>")
            .Append(run.PageFile is { } page ? $"<a href=\"{Address(page)}\">{name}</a>" : name).Append("</h2>\n<p class=\"nb-run\">")
            .Append($"<span class=\"{(failed ? "nb-bad" : "nb-good")}\">{Words.Of(run.Status)}{Where(run)}</span>");
        html.Append(Html.Encode(Facts(run)))
            .Append(run.ExecutedFile is { } file ? $" · <a href=\"{Address(file)}\">executed notebook</a>" : "").Append("</p>\n");
        if (failed && run.Message is { } message)
            html.Append("<p class=\"nb-message\">").Append(Html.Encode(message.Trim())).Append("</p>\n");
        return html.Append(Result(run)).Append("</article>\n").ToString();
    }

    private static string Sentence(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    private static string Where(NotebookRun run) =>
        run.Status == RunStatus.Succeeded || run.FailedCell is null ? "" : $" (cell {run.FailedCell}{(run.FailedLine is { } line ? $", line {line}" : "")})";

    private static string Facts(NotebookRun run) =>
        (run.Seconds > 0 ? $" · {Words.Seconds(run.Seconds)}" : "")
        + (run.PeakMemoryMegabytes > 0 ? $" · {Words.Memory(run.PeakMemoryMegabytes)}" : "")
        + (run.Result is { } result ? $" · {Lower(Words.Data(result.Data))}" : "");

    private static string Result(NotebookRun run)
    {
        if (run.Result is not { } result)
            return "";
        var html = new StringBuilder();
        if (result.Decision is { } decision)
        {
            html.Append($"<p class=\"nb-verdict\"><span class=\"nb-question\">{Html.Encode(decision.Question)}</span> ")
                .Append($"<strong>{Html.Encode(Sentence(decision.Verdict))}</strong> {Html.Encode(decision.Reason)}</p>\n");
        }
        if (result.Figures.Count == 0)
            return html.ToString();
        html.Append("<div class=\"nb-scroll\"><table class=\"nb-figures\"><thead><tr><th scope=\"col\">Key figure</th>")
            .Append("<th scope=\"col\" class=\"nb-right\">Value</th></tr></thead><tbody>\n");
        foreach (var figure in result.Figures)
        {
            var value = $"{Words.Number(figure.Value)} {figure.Unit}".TrimEnd();
            html.Append($"<tr><th scope=\"row\">{Html.Encode(figure.Name)}</th><td class=\"nb-right\">{Html.Encode(value)}</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Anchor(NotebookRun run) => "nb-" + Headings.Slug(run.Notebook);

    private static string Address(string file) => Html.Encode(string.Join('/', file.Split('/', '\\').Select(Uri.EscapeDataString)));

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
