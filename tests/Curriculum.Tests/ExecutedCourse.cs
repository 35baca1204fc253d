using BioDL.Notebooks.Runner;

namespace Curriculum.Tests;

/// <summary>Every notebook, executed once per data mode for all tests that look at what came out.</summary>
public sealed class ExecutedCourse : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, Task<RunReport>> reports = [];
    private readonly Lock gate = new();

    /// <summary>The data modes that this machine can execute: always simulated images, and real ones where a mirror is at hand.</summary>
    public static IReadOnlyList<string> Modes { get; } = new RealImagesFactAttribute().Skip is null ? ["embedded", "real"] : ["embedded"];

    /// <summary>Notebooks times modes.</summary>
    public static TheoryData<string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string>();
            foreach (var path in Course.Paths)
            {
                foreach (var mode in Modes)
                    runs.Add(Path.GetFileNameWithoutExtension(path), mode);
            }
            return runs;
        }
    }

    /// <summary>The folder that holds what was written in a mode.</summary>
    public string FolderOf(string mode) => Path.Combine(folder.Path, mode);

    /// <summary>How a notebook ran in a mode, with <c>quick</c>.</summary>
    public async Task<NotebookRun> RunOf(string notebook, string mode)
    {
        Task<RunReport> report;
        lock (gate)
            report = reports.TryGetValue(mode, out var known) ? known : reports[mode] = ExecuteAsync(mode);
        return (await report).Notebooks.Single(run => run.Notebook == notebook);
    }

    public void Dispose() => folder.Dispose();

    private Task<RunReport> ExecuteAsync(string mode) => new NotebookRunner(
        new RunOptions
        {
            Notebooks = Course.Paths,
            OutputFolder = FolderOf(mode),
            Worker = typeof(NotebookRunner).Assembly.Location,
            SearchPath = [AppContext.BaseDirectory],
            Parameters = [new Parameter("data", mode, FromText: true), new Parameter("quick", "true", FromText: true)],
            PlotlyScript = Environment.GetEnvironmentVariable("BIODL_PLOTLY"),
        },
        new Silent()).RunAsync();

    private sealed class Silent : IRunObserver
    {
        public void NotebookStarted(string notebook, int codeCells)
        {
        }

        public void CellStarted(string notebook, int number, int codeCells, string firstLine)
        {
        }

        public void CellProgress(string notebook, string text)
        {
        }

        public void NotebookEnded(NotebookRun run)
        {
        }
    }
}
