namespace BioDL.Learning;

/// <summary>
/// A model cannot be read, checked or run. The message names the file or node, what was found and what was expected.
/// </summary>
public sealed class OnnxException : Exception
{
    /// <summary>A problem in plain words.</summary>
    public OnnxException(string message)
        : base(message)
    {
    }

    /// <summary>A problem in plain words, with what caused it.</summary>
    public OnnxException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
