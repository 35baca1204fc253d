namespace BioDL.Models;

/// <summary>A package of a model, or one of its files, cannot be used; the message says what was found, what was expected and what to do.</summary>
public sealed class PackageException(string message, Exception? inner = null) : Exception(message, inner);
