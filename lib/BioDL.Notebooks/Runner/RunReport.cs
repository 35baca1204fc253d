using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BioDL.Hosting;

namespace BioDL.Notebooks.Runner;

/// <summary>How the execution of a notebook ended.</summary>
public enum RunStatus
{
    /// <summary>Every cell ran.</summary>
    Succeeded,

    /// <summary>The file is no notebook, or its parameters were refused; no cell ran.</summary>
    Refused,

    /// <summary>A cell did not compile or threw.</summary>
    CellFailed,

    /// <summary>A cell or the notebook took longer than it was given.</summary>
    TimedOut,

    /// <summary>The notebook's process wanted more memory than it was given.</summary>
    OutOfMemory,

    /// <summary>The notebook's process ended before its cells did.</summary>
    ProcessEnded,

    /// <summary>The user stopped the run.</summary>
    Interrupted,
}

/// <summary>What one code cell took.</summary>
/// <param name="Id">The cell's identifier.</param>
/// <param name="Number">1-based number among the notebook's code cells.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="PeakMemoryMegabytes">The process's largest resident memory up to the end of the cell.</param>
public sealed record CellRun(string Id, int Number, double Seconds, double PeakMemoryMegabytes);

/// <summary>How one notebook ran.</summary>
public sealed record NotebookRun
{
    /// <summary>The notebook's name: its file name without extension.</summary>
    public required string Notebook { get; init; }

    /// <summary>The notebook's first heading, or its name.</summary>
    public required string Title { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>What went wrong, in plain words, with what to do; null when all went well.</summary>
    public string? Message { get; init; }

    /// <summary>1-based number of the code cell that went wrong.</summary>
    public int? FailedCell { get; init; }

    /// <summary>1-based line within that cell.</summary>
    public int? FailedLine { get; init; }

    /// <summary>Wall time of the whole notebook, with the start of its process.</summary>
    public double Seconds { get; init; }

    /// <summary>Largest resident memory of its process.</summary>
    public double PeakMemoryMegabytes { get; init; }

    /// <summary>The code cells that ran, in order.</summary>
    public IReadOnlyList<CellRun> Cells { get; init; } = [];

    /// <summary>The parameters that were given, by name.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>The notebook's key figures and decision, if it came that far.</summary>
    public NotebookResult? Result { get; init; }

    /// <summary>File name of the executed notebook within the output folder; null when none was written.</summary>
    public string? ExecutedFile { get; init; }

    /// <summary>File name of the page within the output folder; null when none was written.</summary>
    public string? PageFile { get; init; }
}

/// <summary>How a whole run went; written as <c>run-report.json</c>.</summary>
public sealed record RunReport
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Version of BioDL.</summary>
    public required string BioDL { get; init; }

    /// <summary>Version of the .NET runtime.</summary>
    public required string DotNet { get; init; }

    /// <summary>Operating system and processor architecture.</summary>
    public required string Machine { get; init; }

    /// <summary>Processor cores that the run could use.</summary>
    public required int Cores { get; init; }

    /// <summary>When the run started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Wall time of the run.</summary>
    public double Seconds { get; init; }

    /// <summary>One entry per notebook, in the order of the curriculum.</summary>
    public IReadOnlyList<NotebookRun> Notebooks { get; init; } = [];

    /// <summary>Whether every notebook ran to its end.</summary>
    [JsonIgnore]
    public bool Succeeded => Notebooks.All(run => run.Status == RunStatus.Succeeded);

    /// <summary>The report as JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";
}
