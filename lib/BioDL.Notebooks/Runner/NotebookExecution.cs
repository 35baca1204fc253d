using System.Diagnostics;
using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Session;
using BioDL.Notebooks.Worker;

namespace BioDL.Notebooks.Runner;

/// <summary>The execution of one notebook: its cells, from top to bottom, in a worker of its own, until one goes wrong.</summary>
internal sealed class NotebookExecution(NotebookFile notebook, string folder, string executedPath, RunOptions options, IRunObserver observer)
{
    /// <summary>Writing a long notebook after every short cell would cost more than the cells.</summary>
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(2);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Dictionary<string, JsonObject> shown = [];
    private readonly List<CellRun> cellRuns = [];
    private TimeSpan writtenAt;
    private NotebookResult? result;
    private CellError? error;

    public async Task<NotebookRun> RunAsync(IReadOnlyDictionary<string, JsonNode?> parameters, CancellationToken cancellation)
    {
        var cells = notebook.Cells.Where(cell => cell.IsCode).ToList();
        cells.ForEach(cell => cell.ClearOutputs());
        observer.NotebookStarted(notebook.Name, cells.Count);
        var run = new NotebookRun { Notebook = notebook.Name, Title = notebook.Title, Status = RunStatus.Succeeded, Parameters = parameters };
        notebook.Write(executedPath);
        if (cells.Count == 0)
            return run;
        await using (var worker = WorkerClient.Start(options, folder))
        {
            for (var i = 0; i < cells.Count && run.Status == RunStatus.Succeeded; i++)
            {
                observer.CellStarted(notebook.Name, i + 1, cells.Count, FirstLine(cells[i]));
                run = await RunCellAsync(worker, cells[i], i + 1, run, cancellation).ConfigureAwait(false);
                if (clock.Elapsed - writtenAt > BetweenWrites)
                    Write();
            }
        }
        Write();
        return run with
        {
            Seconds = clock.Elapsed.TotalSeconds,
            PeakMemoryMegabytes = cellRuns.Count == 0 ? 0 : cellRuns.Max(cell => cell.PeakMemoryMegabytes),
            Cells = cellRuns,
            Result = result,
        };
    }

    private async Task<NotebookRun> RunCellAsync(WorkerClient worker, Cell cell, int number, NotebookRun run, CancellationToken cancellation)
    {
        var outputs = new CellOutputs(shown);
        error = null;
        var left = options.NotebookTimeout - clock.Elapsed;
        var timeout = left < options.CellTimeout ? left : options.CellTimeout;
        var end = await worker.ExecuteAsync($"cell {number}", cell.Source, timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero,
            report => Take(report, outputs, number), cancellation).ConfigureAwait(false);
        if (end.Status != RunStatus.Succeeded)
            outputs.AddError(end.Status.ToString(), end.Message!, []);
        outputs.WriteTo(cell);
        cell.ExecutionCount = number;
        cell.Metadata["biodl"] = new JsonObject
        {
            ["seconds"] = Math.Round(end.Seconds, 3),
            ["peakMemoryMegabytes"] = Math.Round(end.PeakMemoryMegabytes, 1),
        };
        cellRuns.Add(new CellRun(cell.Id, number, end.Seconds, end.PeakMemoryMegabytes));
        return Judge(run, end, number);
    }

    private NotebookRun Judge(NotebookRun run, CellEnd end, int number)
    {
        if (end.Status != RunStatus.Succeeded)
            return run with { Status = end.Status, FailedCell = number, FailedLine = error?.Line, Message = end.Message };
        return error is null ? run : run with
        {
            Status = error.Name == CellError.OutOfMemory ? RunStatus.OutOfMemory : RunStatus.CellFailed,
            FailedCell = number,
            FailedLine = error.Line,
            Message = error.Name == CellError.Compilation ? error.Message : $"{error.Name}: {error.Message}",
        };
    }

    private void Take(Report report, CellOutputs outputs, int number)
    {
        outputs.Take(report, number);
        switch (report)
        {
            case Report.Failed failed:
                error = new CellError(failed.Name, failed.Message, failed.Line, failed.Trace);
                break;
            case Report.Saved saved:
                result = NotebookResult.Read(saved.Path);
                break;
            case Report.Updated update when update.Data.TryGetValue(MimeBundle.PlainText, out var text):
                observer.CellProgress(notebook.Name, text);
                break;
        }
    }

    private void Write()
    {
        notebook.Write(executedPath);
        writtenAt = clock.Elapsed;
    }

    private static string FirstLine(Cell cell) =>
        cell.Source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
}
