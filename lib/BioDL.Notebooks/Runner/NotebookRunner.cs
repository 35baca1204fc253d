using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Pages;

namespace BioDL.Notebooks.Runner;

/// <summary>Executes notebooks, each in a process of its own, and writes executed notebooks, pages and a report.</summary>
public sealed class NotebookRunner(RunOptions options, IRunObserver observer)
{
    /// <summary>Name of the report's file in the output folder.</summary>
    public const string ReportFile = "run-report.json";

    /// <summary>Name of the page that leads to all others.</summary>
    public const string IndexFile = "index.html";

    /// <summary>Runs every notebook; one that fails does not keep the others from running.</summary>
    /// <param name="cancellation">Stops the run: running notebooks end as interrupted, what they wrote is kept.</param>
    public async Task<RunReport> RunAsync(CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        var started = DateTimeOffset.Now;
        Directory.CreateDirectory(options.OutputFolder);
        using var places = new SemaphoreSlim(Math.Max(1, options.Jobs));
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var runs = await Task.WhenAll(options.Notebooks.Select(path =>
            RunInPlaceAsync(path, taken.Add(Path.GetFileNameWithoutExtension(path)), places, cancellation))).ConfigureAwait(false);
        var report = new RunReport
        {
            BioDL = typeof(NotebookRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            DotNet = Environment.Version.ToString(),
            Machine = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            Cores = Environment.ProcessorCount,
            Started = started,
            Seconds = clock.Elapsed.TotalSeconds,
            Notebooks = runs,
        };
        // Where nothing ran at all, say for a mistyped parameter, the pages of an earlier run stay as they were.
        if (report.Notebooks.All(run => run.ExecutedFile is null))
            return report;
        report = report with { Notebooks = [.. report.Notebooks.Select(run => Guarded(run.Notebook, () => WritePage(run)))] };
        Write(IndexFile, IndexPage.Render(report));
        Write(ReportFile, report.ToJson());
        return report;
    }

    private async Task<NotebookRun> RunInPlaceAsync(string path, bool nameIsFree, SemaphoreSlim places, CancellationToken cancellation)
    {
        await places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var run = nameIsFree
                ? await GuardedAsync(name, () => RunAsync(path, name, cancellation)).ConfigureAwait(false)
                : Unrun(name, name, RunStatus.Refused, $"This run holds another notebook named {name}, whose output it would overwrite. Rename one, or run them one by one.");
            observer.NotebookEnded(run);
            return run;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<NotebookRun> RunAsync(string path, string name, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Unrun(name, name, RunStatus.Interrupted, "The run was interrupted before this notebook started.");
        var notebook = (NotebookFile?)null;
        IReadOnlyDictionary<string, JsonNode?> parameters;
        try
        {
            notebook = NotebookFile.Read(path);
            notebook.RequireCSharp();
            parameters = ParameterInjection.Apply(notebook, options.Parameters);
        }
        catch (NotebookFormatException fault)
        {
            return Unrun(name, name, RunStatus.Refused, fault.Message);
        }
        catch (ParameterException fault)
        {
            return Unrun(name, notebook!.Title, RunStatus.Refused, fault.Message);
        }
        var executed = Path.Combine(options.OutputFolder, name + ".ipynb");
        if (Path.GetFullPath(executed) == Path.GetFullPath(path))
            return Unrun(name, notebook.Title, RunStatus.Refused, $"{name} lies in the output folder itself and would be overwritten. Choose another output folder.");
        var execution = new NotebookExecution(notebook, Path.GetDirectoryName(Path.GetFullPath(path))!, executed, options, observer);
        return await execution.RunAsync(parameters, cancellation).ConfigureAwait(false) with { ExecutedFile = Path.GetFileName(executed) };
    }

    /// <summary>What goes wrong with one notebook is that notebook's own failure: it keeps no other from running.</summary>
    private static async Task<NotebookRun> GuardedAsync(string name, Func<Task<NotebookRun>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return Unrun(name, name, RunStatus.Refused, $"It could not be run or written: {fault.Message}");
        }
    }

    private static NotebookRun Guarded(string name, Func<NotebookRun> run) =>
        GuardedAsync(name, () => Task.FromResult(run())).GetAwaiter().GetResult();

    private NotebookRun WritePage(NotebookRun run)
    {
        if (run.ExecutedFile is null)
            return run;
        var pages = options.Notebooks.Select(path => Path.GetFileNameWithoutExtension(path)).Distinct(StringComparer.Ordinal);
        var parts = new PageParts
        {
            PlotlyScript = options.PlotlyScript,
            IndexFile = IndexFile,
            Pages = pages.ToDictionary(name => name, PageFile, StringComparer.Ordinal),
        };
        run = run with { PageFile = PageFile(run.Notebook) };
        Write(run.PageFile, NotebookPage.Render(NotebookFile.Read(Path.Combine(options.OutputFolder, run.ExecutedFile)), run, parts));
        return run;
    }

    private static string PageFile(string notebook) => notebook + ".html";

    private static NotebookRun Unrun(string name, string title, RunStatus status, string message) =>
        new() { Notebook = name, Title = title, Status = status, Message = message };

    private void Write(string fileName, string text) => WholeFile.Write(Path.Combine(options.OutputFolder, fileName), text);
}
