using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace BioDL.Notebooks.Session;

/// <summary>Turns compiler diagnostics and exceptions into what a trainee can read.</summary>
internal static class CellErrors
{
    private const int MostDiagnostics = 5;

    public static CellError Describe(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(LineOf).ToList();
        var lines = errors.Take(MostDiagnostics).Select(error => $"line {LineOf(error)}: {Explain(error)} ({error.Id})").ToList();
        if (errors.Count > MostDiagnostics)
            lines.Add($"… and {errors.Count - MostDiagnostics} more; the first one is often the cause of the others.");
        return new CellError(CellError.Compilation, string.Join("\n", lines), LineOf(errors[0]), []);
    }

    public static CellError Describe(Exception fault, string cell, CancellationToken cancellation)
    {
        while (fault is TargetInvocationException or AggregateException or TypeInitializationException && fault.InnerException is { } inner)
            fault = inner;
        var frames = Frames(fault, cell);
        var line = frames.FirstOrDefault(frame => frame.Line is not null).Line;
        string[] trace = [.. frames.AsEnumerable().Reverse().Select(frame => frame.Text)];
        return fault switch
        {
            OperationCanceledException when cancellation.IsCancellationRequested =>
                new CellError(CellError.Interrupted, "The cell was interrupted.", line, trace),
            OutOfMemoryException or InsufficientMemoryException =>
                new CellError(CellError.OutOfMemory, "The cell needs more memory than this notebook may use. Work on fewer or smaller images.", line, trace),
            _ => new CellError(fault.GetType().Name, fault.Message, line, trace),
        };
    }

    private static List<(string Text, int? Line)> Frames(Exception fault, string cell)
    {
        var frames = new List<(string, int?)>();
        foreach (var frame in new StackTrace(fault, fNeedFileInfo: true).GetFrames())
        {
            var file = frame.GetFileName();
            if (file == cell)
                frames.Add(($"at {cell}, line {frame.GetFileLineNumber()}", frame.GetFileLineNumber()));
            else if (file?.StartsWith("cell ", StringComparison.Ordinal) == true)
                frames.Add(($"at {file}, line {frame.GetFileLineNumber()}", null));
            else if (NameOf(frame.GetMethod()) is { } method)
                frames.Add(($"in {method}", null));
        }
        return frames;
    }

    /// <summary>A method's name if it says something to the reader: not the compiler's own, nor the machinery of asynchronous calls.</summary>
    private static string? NameOf(MethodBase? method)
    {
        if (method?.DeclaringType is not { } type || method.Name.Contains('<', StringComparison.Ordinal) || type.Name.Contains('<', StringComparison.Ordinal))
            return null;
        var name = $"{type.FullName}.{method.Name}";
        return name.StartsWith("System.Runtime.", StringComparison.Ordinal) || name.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal)
            || name.StartsWith("BioDL.Notebooks.", StringComparison.Ordinal) ? null : name;
    }

    private static int LineOf(Diagnostic error) => error.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static string Explain(Diagnostic error) => error.Id switch
    {
        "CS0006" or "CS0246" when error.GetMessage().Contains("nuget:", StringComparison.OrdinalIgnoreCase) =>
            "packages cannot be fetched from inside a cell; put the library's .dll beside the notebook and name that file.",
        _ => error.GetMessage(),
    };
}
