namespace BioDL.Notebooks.Session;

/// <summary>How a cell ended.</summary>
/// <param name="Value">Value of the cell's last expression, if it ends in one.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
public sealed record CellOutcome(object? Value, CellError? Error);

/// <summary>What went wrong in a cell.</summary>
/// <param name="Name">The kind of error: an exception's name, or <c>CompilationError</c>.</param>
/// <param name="Message">What happened, in one or a few lines.</param>
/// <param name="Line">1-based line of the cell; null when the error has no place in it.</param>
/// <param name="Trace">The way from the cell to where it went wrong, innermost last.</param>
public sealed record CellError(string Name, string Message, int? Line, IReadOnlyList<string> Trace)
{
    /// <summary>Name of the errors that the compiler reports.</summary>
    public const string Compilation = "CompilationError";

    /// <summary>Name of the error of a cell that was interrupted.</summary>
    public const string Interrupted = "Interrupted";

    /// <summary>Name of the error of a cell that ran out of memory.</summary>
    public const string OutOfMemory = "OutOfMemory";
}
