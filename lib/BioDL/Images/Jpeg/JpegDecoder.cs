namespace BioDL.Images;

/// <summary>
/// Reads JPEG files (ISO/IEC 10918-1, JFIF; baseline and progressive, 8 bits, grey or three colours). Any bytes whatever give an image or an
/// <see cref="ImageFormatException"/>; no more is allocated than the data can fill.
/// </summary>
/// <remarks>
/// Read what others sent, but store no data in JPEG: it rounds away faint detail in blocks of 8 × 8 pixels, mixes the channels, adds edges that
/// were never there, and what is measured on it afterwards (intensity, texture, spots, area) is no longer what the microscope saw.
/// </remarks>
public static class JpegDecoder
{
    /// <summary>
    /// Decodes a file to 1 channel (grey) or 3 (RGB), values 0 to 255. Its resolution is that of a screen or printer and is ignored, so
    /// <see cref="Image.PixelSize"/> stays null; so is a rotation in EXIF.
    /// </summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are no intact JPEG file, of a kind that is not read (12 bits, arithmetic, lossless, CMYK), or
    /// the image exceeds <see cref="Image.MaximumPixels"/>.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsJpeg(file))
            throw new ImageFormatException(name, 0, FileFormats.Describe(file), "the three bytes that open a JPEG file");
        var segments = new JpegSegments(name);
        var frame = segments.Read(file);
        return new Image(frame.Components.Length, frame.Height, frame.Width, JpegColour.Channels(frame, segments.IsYCbCr)) { Provenance = name };
    }

    internal static bool IsJpeg(ReadOnlySpan<byte> file) => file is [0xFF, 0xD8, 0xFF, ..];
}
