using System.Text;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Pages;

/// <summary>Writes the cells of a notebook from top to bottom.</summary>
internal sealed class CellWriter(PageContext context, NotebookRun? run, Cell? failed)
{
    private const double SecondsWorthSaying = 1;

    private readonly OutputWriter outputs = new(context);
    private readonly Dictionary<string, CellRun> times =
        (run?.Cells ?? []).GroupBy(cell => cell.Id).ToDictionary(cells => cells.Key, cells => cells.Last());

    private int number;

    /// <summary>All cells; neighbours with the same role share one box.</summary>
    public string Render(IReadOnlyList<(Cell Cell, MarkdownText? Text)> cells)
    {
        var html = new StringBuilder();
        for (var i = 0; i < cells.Count;)
        {
            var role = CellRoles.Of(cells[i].Cell);
            var box = new List<(Cell, MarkdownText?)>();
            do
                box.Add(cells[i++]);
            while (i < cells.Count && role is CellRole.Exercise or CellRole.Solution && CellRoles.Of(cells[i].Cell) == role);
            html.Append(Box(role, box));
        }
        return html.ToString();
    }

    private string Box(CellRole role, List<(Cell Cell, MarkdownText? Text)> cells)
    {
        var inner = string.Concat(cells.Select(pair => Cell(pair.Cell, pair.Text, role)));
        if (inner.Length == 0)
            return "";
        var name = CellRoles.Name(role);
        var kind = role.ToString().ToLowerInvariant();
        return role switch
        {
            CellRole.Solution => $"""
                <details class="nb-fold nb-solution"{OpenIf(cells.Exists(pair => MustShow(pair.Cell)))}><summary>{name}</summary>
                {inner}</details>

                """,
            CellRole.Exercise or CellRole.Check or CellRole.InjectedParameters => $"""
                <section class="nb-box nb-{kind}" aria-label="{name}"><p class="nb-label">{name}</p>
                {inner}</section>

                """,
            _ => inner,
        };
    }

    private string Cell(Cell cell, MarkdownText? text, CellRole role)
    {
        var anchor = Html.Encode(PageContext.AnchorOf(cell));
        if (text is not null)
        {
            var prose = text.Render(context.ForMarkdown(cell));
            return prose.Length == 0 ? $"<span id=\"{anchor}\"></span>\n" : $"<div class=\"nb-cell nb-prose\" id=\"{anchor}\">\n{prose}</div>\n";
        }
        if (!cell.IsCode)
            return "";
        number++;
        var source = cell.Source.Trim('\n', '\r').Length == 0 ? "" : Source(cell);
        if (source.Length > 0 && role is CellRole.Setup or CellRole.Parameters)
            source = $"<details class=\"nb-fold\"{OpenIf(MustShow(cell))}><summary>{CellRoles.Name(role)}</summary>\n{source}</details>\n";
        var mark = cell.Id == failed?.Id ? " nb-failed" : "";
        return $"<div class=\"nb-cell{mark}\" id=\"{anchor}\">\n{source}{outputs.Render(cell.Outputs)}</div>\n";
    }

    private string Source(Cell cell)
    {
        var code = cell.Source.Trim('\n', '\r');
        var time = times.TryGetValue(cell.Id, out var taken) && taken.Seconds >= SecondsWorthSaying ? $" · {Words.Seconds(taken.Seconds)}" : "";
        var html = context.IsCSharp ? CodeHighlighter.Highlight(code) : Html.Encode(code);
        return $"""
            <div class="nb-source"><p class="nb-number"><span class="nb-hidden">Cell </span>{number}{time}</p><pre><code>{html}</code></pre></div>

            """;
    }

    private bool MustShow(Cell cell) => cell.Id == failed?.Id || cell.Outputs.Any(OutputWriter.IsError);

    private static string OpenIf(bool open) => open ? " open" : "";
}
