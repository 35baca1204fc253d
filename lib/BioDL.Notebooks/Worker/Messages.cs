using System.Text.Json;
using System.Text.Json.Serialization;

namespace BioDL.Notebooks.Worker;

/// <summary>What a runner tells its worker: one JSON object per line on the worker's standard input.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Execute), "execute")]
[JsonDerivedType(typeof(Interrupt), "interrupt")]
internal abstract record Command
{
    /// <summary>First of all: how the worker marks its own lines, where libraries lie, where results go.</summary>
    internal sealed record Open(string Mark, IReadOnlyList<string> SearchPath, string OutputFolder) : Command;

    /// <summary>Run one cell.</summary>
    internal sealed record Execute(string Name, string Code) : Command;

    /// <summary>Ask the running cell to stop.</summary>
    internal sealed record Interrupt : Command;
}

/// <summary>What a worker tells its runner: the mark, then one JSON object, per line of its standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Shown), "shown")]
[JsonDerivedType(typeof(Updated), "updated")]
[JsonDerivedType(typeof(Value), "value")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Saved), "saved")]
[JsonDerivedType(typeof(Done), "done")]
internal abstract record Report
{
    /// <summary>The worker takes cells.</summary>
    internal sealed record Ready : Report;

    /// <summary>The cell wrote to its console.</summary>
    internal sealed record Text(string Stream, string Written) : Report;

    /// <summary>The cell shows something.</summary>
    internal sealed record Shown(string Id, Dictionary<string, string> Data) : Report;

    /// <summary>Something on show is replaced.</summary>
    internal sealed record Updated(string Id, Dictionary<string, string> Data) : Report;

    /// <summary>The value of the cell's last expression.</summary>
    internal sealed record Value(Dictionary<string, string> Data) : Report;

    /// <summary>The cell went wrong.</summary>
    internal sealed record Failed(string Name, string Message, int? Line, IReadOnlyList<string> Trace) : Report;

    /// <summary>The notebook's result record was written.</summary>
    internal sealed record Saved(string Path) : Report;

    /// <summary>The cell ended.</summary>
    internal sealed record Done(double Seconds, double PeakMemoryMegabytes) : Report;
}

/// <summary>The lines that runner and worker exchange.</summary>
internal static class Line
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Command command) => JsonSerializer.Serialize(command, Json);

    public static string Of(Report report) => JsonSerializer.Serialize(report, Json);

    public static Command? Command(string line) => JsonSerializer.Deserialize<Command>(line, Json);

    public static Report? Report(ReadOnlySpan<char> line) => JsonSerializer.Deserialize<Report>(line, Json);
}
