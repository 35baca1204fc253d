using System.Text.Json.Nodes;

namespace BioDL.Notebooks.Runner;

/// <summary>A value for one of a notebook's parameters.</summary>
/// <param name="Name">The variable's name in the notebook's <c>parameters</c> cell.</param>
/// <param name="Value">The value; a text from the command line is read as the type that the notebook declares.</param>
/// <param name="FromText">Whether the value was typed as text (<c>-p size=12</c>), rather than typed by a parameters file.</param>
public sealed record Parameter(string Name, JsonNode? Value, bool FromText);

/// <summary>What to run, with what, and within which bounds.</summary>
public sealed record RunOptions
{
    /// <summary>Paths of the notebooks, in the order in which they are reported.</summary>
    public required IReadOnlyList<string> Notebooks { get; init; }

    /// <summary>Where executed notebooks, pages, results and the report go; made when missing.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The worker: path of <c>BioDL.Notebooks.dll</c>.</summary>
    public required string Worker { get; init; }

    /// <summary>Folders in which <c>#r "Name.dll"</c> looks, first one first.</summary>
    public required IReadOnlyList<string> SearchPath { get; init; }

    /// <summary>Path of the Plotly script that pages with charts carry; null shows charts as still pictures.</summary>
    public string? PlotlyScript { get; init; }

    /// <summary>Values for the notebooks' parameters; each notebook must declare all of them.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Environment variables for the notebooks' processes, beside those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How many notebooks run at the same time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>How long one cell may take.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one notebook may take.</summary>
    public TimeSpan NotebookTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How much memory one notebook's process may take, in bytes: what a small host offers.</summary>
    public long MemoryLimit { get; init; } = 2L << 30;
}

/// <summary>Is told how a run gets on; calls may come from several threads.</summary>
public interface IRunObserver
{
    /// <summary>A notebook's process was started.</summary>
    void NotebookStarted(string notebook, int codeCells);

    /// <summary>A code cell starts.</summary>
    /// <param name="notebook">The notebook's name.</param>
    /// <param name="number">1-based number among the notebook's code cells.</param>
    /// <param name="codeCells">How many there are.</param>
    /// <param name="firstLine">The first line of its code.</param>
    void CellStarted(string notebook, int number, int codeCells, string firstLine);

    /// <summary>A long operation within the running cell says how far it is.</summary>
    void CellProgress(string notebook, string text);

    /// <summary>A notebook ended, well or not.</summary>
    void NotebookEnded(NotebookRun run);
}
