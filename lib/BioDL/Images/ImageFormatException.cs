namespace BioDL.Images;

/// <summary>The bytes of an image file are damaged, hostile, or in a format that is not read; says where, what was found and what was expected.</summary>
public sealed class ImageFormatException : Exception
{
    /// <summary>A fault at one place of a file.</summary>
    /// <param name="file">Name of the file, for the message.</param>
    /// <param name="offset">Byte from the start of the file at which the fault was noticed.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="inner">The exception that told of it, if one did.</param>
    public ImageFormatException(string file, long offset, string found, string expected, Exception? inner = null)
        : base($"{file}, byte {offset}: found {found}, expected {expected}.", inner) => (File, Offset) = (file, offset);

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>Byte from the start of the file at which the fault was noticed.</summary>
    public long Offset { get; }
}
