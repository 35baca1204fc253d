using System.Buffers;
using BioDL.Hosting;

namespace BioDL.Images;

/// <summary>
/// The front door of image files: recognises formats by content, never by name. Read: PNG, TIFF, BMP, NPY (NumPy) and JPEG; written: PNG, TIFF
/// and NPY.
/// </summary>
public static class ImageFile
{
    private const string FormatsRead = "a PNG, TIFF, BMP, NPY or JPEG file (Fiji can save others as TIFF)";

    /// <summary>
    /// Reads an image; its values are those of the file, never rescaled. Of a file with several images it is the first, with all channels.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">The file is damaged, larger than an image may be, or of a format that is not read.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static Image Read(string path) => WithBytes(path, Decode);

    /// <summary>
    /// Reads all images of a file: the slices and time points of a TIFF stack, each with all its channels; one image of any other format.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">As for <see cref="Read"/>; all images together may hold <see cref="Image.MaximumPixels"/> values.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static IReadOnlyList<Image> ReadPages(string path) =>
        WithBytes<IReadOnlyList<Image>>(path, (file, name) => TiffBytes.IsTiff(file) ? TiffDecoder.DecodePages(file, name) : [Decode(file, name)]);

    /// <summary>Reads an image from the bytes of a file.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are damaged, or of a format that is not read.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, string name) =>
        file.StartsWith(Png.Signature) ? PngDecoder.Decode(file, name)
        : TiffBytes.IsTiff(file) ? TiffDecoder.Decode(file, name)
        : JpegDecoder.IsJpeg(file) ? JpegDecoder.Decode(file, name)
        : NpyDecoder.IsNpy(file) ? NpyDecoder.Decode(file, name)
        : BmpDecoder.IsBmp(file) ? BmpDecoder.Decode(file, name)
        : throw new ImageFormatException(name, 0, FileFormats.Describe(file), FormatsRead);

    /// <summary>
    /// Writes an image; the ending of the name chooses the format. PNG takes 1, 3 or 4 channels of integers and keeps no pixel size. TIFF takes
    /// any number of channels and keeps it. NPY (NumPy) takes any values and keeps no pixel size. The file appears under its name only when it
    /// is complete, and then replaces an older one.
    /// </summary>
    /// <param name="image">The image; nothing is rescaled or clipped.</param>
    /// <param name="path">The file; its name ends in .png, .tif, .tiff or .npy.</param>
    /// <param name="bitDepth">8 (values 0 to 255) or 16 (0 to 65,535), rounded to integers; or, in TIFF and NPY, 32 (floats, exact). When null: 8
    /// in PNG; in TIFF the first of 8, 16 and 32 that holds all values exactly; 32 in NPY.</param>
    /// <exception cref="ArgumentException">Another ending, or an image that such a file cannot hold.</exception>
    public static void Write(Image image, string path, int? bitDepth = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => PngEncoder.Encode(image, bitDepth ?? 8),
            ".TIF" or ".TIFF" => TiffEncoder.Encode(image, new TiffOptions { Samples = bitDepth is { } bits ? TiffSamplesOf(bits) : null }),
            ".NPY" => NpyEncoder.Encode(image, NpyTypeOf(bitDepth ?? 32)),
            _ => throw new ArgumentException(
                $"The file name {Path.GetFileName(path)} was given: choose a name that ends in .png, .tif, .tiff or .npy.", nameof(path)),
        });
    }

    private static TiffSamples TiffSamplesOf(int bits) => bits switch
    {
        8 => TiffSamples.UInt8,
        16 => TiffSamples.UInt16,
        32 => TiffSamples.Float32,
        _ => throw UnknownDepth(bits),
    };

    private static NpyType NpyTypeOf(int bits) => bits switch
    {
        8 => NpyType.UInt8,
        16 => NpyType.UInt16,
        32 => NpyType.Float32,
        _ => throw UnknownDepth(bits),
    };

    private static ArgumentException UnknownDepth(int bits) =>
        new($"A bit depth of {bits} was asked for; 8, 16 (integers from 0) and 32 (floats) can be written.");

    /// <summary>Reads the whole file into memory that is used again for the next one.</summary>
    private static T WithBytes<T>(string path, Func<ReadOnlySpan<byte>, string, T> decode)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var (length, name, largest) = (RandomAccess.GetLength(file), Path.GetFileName(path), Math.Min(Image.MaximumPixels * 8, Array.MaxLength));
        if (length > largest)
            throw new ImageFormatException(name, 0, $"a file of {length:N0} bytes", $"at most {largest:N0}");
        var bytes = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            var got = 0;
            for (var count = -1; count != 0 && got < length; got += count)
                count = RandomAccess.Read(file, bytes.AsSpan(got, (int)length - got), got);
            return decode(bytes.AsSpan(0, got), name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
