namespace BioDL.Notebooks.Files;

/// <summary>A file is not a notebook that this engine can read; the message says where, what was found and what was expected.</summary>
public sealed class NotebookFormatException(string message, Exception? inner = null) : Exception(message, inner);
