using BioDL.Notebooks.Files;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Pages;

/// <summary>What went wrong in a run, and in which cell.</summary>
/// <param name="Cell">The cell; null when the failure belongs to none.</param>
/// <param name="Where">The cell in words: "cell 7, line 2"; empty without a cell.</param>
/// <param name="Status">How the run ended, in words.</param>
/// <param name="Message">What went wrong and what to do.</param>
internal sealed record Failure(Cell? Cell, string Where, string Status, string Message)
{
    /// <summary>The failure of a run; null when there is none.</summary>
    public static Failure? Of(NotebookFile file, NotebookRun? run)
    {
        if (run is { Status: RunStatus.Succeeded })
            return null;
        var code = file.Cells.Where(cell => cell.IsCode).ToList();
        var withError = code.Find(cell => cell.Outputs.Any(OutputWriter.IsError) && !cell.HasTag("raises-exception"));
        if (run is null && withError is null)
            return null;
        if (run is null)
            return new Failure(withError, $"cell {code.IndexOf(withError!) + 1}", Words.Of(RunStatus.CellFailed), MessageOf(withError!));
        var cell = run.FailedCell is { } number ? CellOf(run, code, number) ?? withError : withError;
        var where = cell is null ? "" : $"cell {run.FailedCell ?? code.IndexOf(cell) + 1}{(run.FailedLine is { } line ? $", line {line}" : "")}";
        return new Failure(cell, where, Words.Of(run.Status), run.Message ?? (cell is null ? "" : MessageOf(cell)));
    }

    /// <summary>The banner at the head of the page.</summary>
    public string ToHtml()
    {
        var link = Cell is null ? "" : $"<p><a href=\"#{Html.Encode(PageContext.AnchorOf(Cell))}\">Go to {Html.Encode(Where)}</a></p>";
        var message = Message.Length == 0 ? "" : $"<p class=\"nb-message\">{Html.Encode(Message.Trim())}</p>";
        return $"""
            <section class="nb-failure" aria-label="What went wrong"><p><strong>{Html.Encode(Status)}.</strong></p>{message}{link}</section>

            """;
    }

    private static Cell? CellOf(NotebookRun run, List<Cell> code, int number)
    {
        var id = run.Cells.FirstOrDefault(cell => cell.Number == number)?.Id;
        return code.Find(cell => cell.Id == id) ?? (number >= 1 && number <= code.Count ? code[number - 1] : null);
    }

    private static string MessageOf(Cell cell) =>
        cell.Outputs.FirstOrDefault(OutputWriter.IsError) is { } error ? Html.Collapse(TextBlock.Clean(Bundle.TextOf(error["evalue"]))) : "";
}
