using System.Diagnostics;
using System.Reflection;
using BioDL.Notebooks.Session.Hints;
using Microsoft.CodeAnalysis;

namespace BioDL.Notebooks.Session;

/// <summary>Turns compiler diagnostics and exceptions into what a trainee can read.</summary>
internal static class CellErrors
{
    private const int MostDiagnostics = 5;
    private const int MostFrames = 40;

    /// <summary>Of what the compiler found: the first error with its place and a hint, the next ones in a line each.</summary>
    public static CellError Describe(IEnumerable<Diagnostic> diagnostics, Compilation compilation)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(LineOf).ToList();
        var lines = errors.Take(MostDiagnostics).Select(error => $"line {LineOf(error)}: {Explain(error)} ({error.Id})").ToList();
        if (errors[0].Location.IsInSource)
        {
            var first = new Mistake(errors[0], compilation);
            var hint = IsPackage(errors[0]) ? null : BeginnerHints.For(first);
            lines[0] += $"\n{first.Excerpt}{(hint is null ? "" : $"\nHint: {hint}")}";
        }
        if (errors.Count > MostDiagnostics)
            lines.Add($"… and {errors.Count - MostDiagnostics} more; the first one is often the cause of the others.");
        return new CellError(CellError.Compilation, string.Join("\n", lines), LineOf(errors[0]), []);
    }

    /// <summary>Of what a cell threw.</summary>
    /// <param name="fault">The exception.</param>
    /// <param name="cell">The cell's name.</param>
    /// <param name="reached">The line of the top-level statement that ran last, for exceptions that don't know their own.</param>
    /// <param name="cancellation">The interrupt signal.</param>
    public static CellError Describe(Exception fault, string cell, int? reached, CancellationToken cancellation)
    {
        while (fault is TargetInvocationException or AggregateException or TypeInitializationException && fault.InnerException is { } inner)
            fault = inner;
        var frames = Frames(fault, cell);
        var line = frames.FirstOrDefault(frame => frame.Line is not null).Line ?? reached;
        if (frames.All(frame => frame.Line is null) && reached is not null)
            frames.Add(($"at {cell}, line {reached}", reached));
        string[] trace = [.. Shortened(frames.AsEnumerable().Reverse().Select(frame => frame.Text).ToList())];
        return fault switch
        {
            OperationCanceledException when cancellation.IsCancellationRequested =>
                new CellError(CellError.Interrupted, "The cell was interrupted.", line, trace),
            OutOfMemoryException or InsufficientMemoryException =>
                new CellError(CellError.OutOfMemory, "The cell needs more memory than this notebook may use. Work on fewer or smaller images.", line, trace),
            InsufficientExecutionStackException => new CellError("StackOverflow",
                "A method calls itself again and again until there is no room left (a stack overflow). Give it a condition at which it stops.", line, trace),
            _ => new CellError(fault.GetType().Name, fault.Message, line, trace),
        };
    }

    /// <summary>Of a cell that goes on although it was aborted.</summary>
    public static CellError Stuck(string cell, int? line, string? call)
    {
        var place = line is null ? cell : $"line {line} of {cell}";
        var what = call is null ? place : $"{place} ({call})";
        return new CellError(CellError.Interrupted,
            $"The cell was interrupted, but {what} still runs on another thread: it is inside of code that cannot be stopped from outside. "
            + "Your variables are kept and you can go on; if the computer stays busy, restart the kernel.",
            line, line is null ? [] : [$"at {cell}, line {line}"]);
    }

    private static List<string> Shortened(List<string> trace) => trace.Count <= MostFrames ? trace :
    [
        .. trace.Take(MostFrames / 2), $"… {trace.Count - MostFrames:N0} more calls", .. trace.Skip(trace.Count - MostFrames / 2),
    ];

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

    private static string Explain(Diagnostic error) =>
        IsPackage(error) ? "packages cannot be fetched from inside a cell; put the library's .dll beside the notebook and name that file." : error.GetMessage();

    private static bool IsPackage(Diagnostic error) =>
        error.Id is "CS0006" or "CS0246" && error.GetMessage().Contains("nuget:", StringComparison.OrdinalIgnoreCase);
}
