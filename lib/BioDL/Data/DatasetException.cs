namespace BioDL.Data;

/// <summary>A data set cannot be opened or read; the message says what was found, what was expected and what to do.</summary>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
