namespace BioDL.Images;

/// <summary>The front door of image files: recognises formats by content, never by name. Read and written so far: PNG.</summary>
public static class ImageFile
{
    private const string FormatsRead = "a PNG file (the only format read so far; Fiji can save others as PNG)";

    /// <summary>Reads an image; its values are those of the file, never rescaled.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">The file is damaged, larger than an image may be, or of a format that is not read.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static Image Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var length = new FileInfo(path).Length;
        if (length > Image.MaximumPixels * 4)
            throw new ImageFormatException(Path.GetFileName(path), 0, $"a file of {length:N0} bytes", $"at most {Image.MaximumPixels * 4:N0}");
        return Decode(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>Reads an image from the bytes of a file.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are damaged, or of a format that is not read.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, string name) => file.StartsWith(Png.Signature)
        ? PngDecoder.Decode(file, name)
        : throw new ImageFormatException(name, 0, FileFormats.Describe(file), FormatsRead);

    /// <summary>
    /// Writes an image of 1, 3 or 4 channels as PNG. The file appears under its name only when it is complete; an older one of that name is replaced.
    /// </summary>
    /// <param name="image">The image; values are rounded to integers and must fit the bit depth.</param>
    /// <param name="path">The file; its name ends in .png.</param>
    /// <param name="bitDepth">8 (values 0 to 255) or 16 (0 to 65,535).</param>
    /// <exception cref="ArgumentException">Another ending than .png, or an image that such a file cannot hold.</exception>
    public static void Write(Image image, string path, int bitDepth = 8)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The file name {Path.GetFileName(path)} was given, but only PNG is written: choose a name that ends in .png.", nameof(path));
        WriteWhole(path, PngEncoder.Encode(image, bitDepth));
    }

    private static void WriteWhole(string path, byte[] bytes)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
