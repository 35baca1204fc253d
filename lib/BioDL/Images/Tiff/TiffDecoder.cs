namespace BioDL.Images;

/// <summary>
/// Reads TIFF files (TIFF 6.0 with its Technical Notes, and BigTIFF) in both byte orders: integers of 1 to 32 bits, floats of 16, 32 and 64;
/// strips and tiles; channels interleaved or one after the other; uncompressed, LZW, Deflate and PackBits with any predictor. Any bytes
/// whatever give images or an <see cref="ImageFormatException"/>; no more is allocated than the data can fill.
/// </summary>
/// <remarks>
/// Values are those of the file (integers above 2²⁴ and floats of 64 bits are rounded to the nearest 32-bit float). Grey in which zero means
/// white is turned over (largest value − value) where the numbers are unsigned. A palette gives its 8-bit colours in 3 channels, except in a
/// file that ImageJ wrote: there it is a way to look at intensities (a lookup table), and the intensities are what is read.
/// <para>The pixel size comes from OME-XML (PhysicalSizeX), from ImageJ (unit and XResolution), or from XResolution per inch or centimetre
/// where that makes a pixel of at most 20 µm: larger ones are the dots of a screen or printer. Without square pixels there is none.</para>
/// </remarks>
public static class TiffDecoder
{
    /// <summary>Decodes the first image of a file: all channels of it, where ImageJ or OME stored them as pages of their own.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are no intact TIFF file, of a kind that is not read, or hold more than
    /// <see cref="Image.MaximumPixels"/> values.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TiffStack.Open(file, name).Read(file, 0);
    }

    /// <summary>
    /// Decodes all images of a file, in the order slice by slice, then time by time. Reduced copies of another page (thumbnails) are left out.
    /// </summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>, from the second image on with its number.</param>
    /// <exception cref="ImageFormatException">As for <see cref="Decode"/>; the limit counts for all images together.</exception>
    public static IReadOnlyList<Image> DecodePages(ReadOnlySpan<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var stack = TiffStack.Open(file, name);
        stack.RequireRoom(file);
        var images = new List<Image>(stack.Count);
        for (var n = 0; n < stack.Count; n++)
            images.Add(stack.Read(file, n));
        return images;
    }
}
