using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace BioDL.Images;

/// <summary>
/// Writes TIFF files (TIFF 6.0, little-endian): one page per channel, Deflate, and the pixel size and channels as ImageJ describes them, so that
/// Fiji, tifffile and others show both.
/// </summary>
public static class TiffEncoder
{
    private const int BytesPerStrip = 1 << 16;

    /// <summary>Encodes an image with any number of channels.</summary>
    /// <param name="image">The image. Values that are written as integers are rounded and must fit: nothing is rescaled or clipped in silence.</param>
    /// <param name="options">How the numbers are stored.</param>
    /// <exception cref="ArgumentException">A value that such numbers cannot hold, or a predictor that does not fit them.</exception>
    public static byte[] Encode(Image image, TiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new TiffOptions();
        var samples = options.Samples ?? Smallest(image);
        var predictor = options.Predictor ?? (samples == TiffSamples.Float32 ? TiffPredictors.None : TiffPredictors.Horizontal);
        if (predictor == TiffPredictors.FloatingPoint && samples != TiffSamples.Float32)
            throw new ArgumentException($"The floating-point predictor was asked for with {samples}; it works on Float32 only.", nameof(options));
        using var file = new MemoryStream();
        // Bytes 4 to 8 are the position of the first page, known when it has been written.
        file.Write([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
        var link = 4L;
        for (var c = 0; c < image.Channels; c++)
            link = WritePage(file, image, c, samples, predictor, link);
        return file.ToArray();
    }

    /// <summary>The smallest numbers that hold every value exactly.</summary>
    private static TiffSamples Smallest(Image image)
    {
        var largest = 0f;
        foreach (var value in image.Values)
        {
            if (!(value >= 0 && value <= 65535 && value == MathF.Floor(value)) || (value == 0 && float.IsNegative(value)))
                return TiffSamples.Float32;
            largest = Math.Max(largest, value);
        }
        return largest <= 255 ? TiffSamples.UInt8 : TiffSamples.UInt16;
    }

    private static long WritePage(MemoryStream file, Image image, int channel, TiffSamples samples, TiffPredictors predictor, long link)
    {
        var bytes = samples switch { TiffSamples.UInt8 => 1, TiffSamples.UInt16 => 2, _ => 4 };
        var rows = Math.Clamp(BytesPerStrip / (image.Width * bytes), 1, image.Height);
        var starts = new List<uint>();
        var lengths = new List<uint>();
        for (var top = 0; top < image.Height; top += rows)
        {
            var strip = Pixels(image, channel, top, Math.Min(rows, image.Height - top), samples, predictor);
            starts.Add(Position(file));
            using (var zlib = new ZLibStream(file, CompressionLevel.Optimal, leaveOpen: true))
                zlib.Write(strip);
            lengths.Add(Position(file) - starts[^1]);
        }
        var fields = new TiffFields();
        fields.Add(TiffTag.NewSubfileType, 0u);
        fields.Add(TiffTag.ImageWidth, (uint)image.Width);
        fields.Add(TiffTag.ImageLength, (uint)image.Height);
        fields.Add(TiffTag.BitsPerSample, (ushort)(8 * bytes));
        fields.Add(TiffTag.Compression, (ushort)TiffCompression.AdobeDeflate);
        fields.Add(TiffTag.Photometric, (ushort)TiffLayout.BlackIsZero);
        fields.Add(TiffTag.ImageDescription, Description(image));
        fields.Add(TiffTag.StripOffsets, starts);
        fields.Add(TiffTag.SamplesPerPixel, (ushort)1);
        fields.Add(TiffTag.RowsPerStrip, (uint)rows);
        fields.Add(TiffTag.StripByteCounts, lengths);
        if (image.PixelSize is { } size && Resolution(size) is var (numerator, denominator))
        {
            fields.Add(TiffTag.XResolution, numerator, denominator);
            fields.Add(TiffTag.YResolution, numerator, denominator);
            fields.Add(TiffTag.ResolutionUnit, (ushort)1);
        }
        fields.Add(TiffTag.Predictor, (ushort)predictor);
        fields.Add(TiffTag.SampleFormat, (ushort)(samples == TiffSamples.Float32 ? NumberKind.Float : NumberKind.Unsigned));
        return fields.WriteTo(file, link);
    }

    private static byte[] Pixels(Image image, int channel, int top, int rows, TiffSamples samples, TiffPredictors predictor)
    {
        var bits = samples switch { TiffSamples.UInt8 => 8, TiffSamples.UInt16 => 16, _ => 32 };
        var rowBytes = image.Width * bits / 8;
        var strip = new byte[rows * rowBytes];
        for (var y = 0; y < rows; y++)
        {
            var row = strip.AsSpan(y * rowBytes, rowBytes);
            var values = image.Channel(channel).Slice((top + y) * image.Width, image.Width);
            if (samples == TiffSamples.Float32)
                values.CopyTo(MemoryMarshal.Cast<byte, float>(row));
            else
                Round(values, row, bits, channel, top + y);
            if (predictor == TiffPredictors.Horizontal)
                TiffPredictor.ApplyHorizontal(row, bits);
            else if (predictor == TiffPredictors.FloatingPoint)
                TiffPredictor.ApplyFloatingPoint(row);
            if (predictor != TiffPredictors.FloatingPoint && !BitConverter.IsLittleEndian)
                Reverse(row, bits);
        }
        return strip;
    }

    private static void Round(ReadOnlySpan<float> values, Span<byte> row, int bits, int channel, int y)
    {
        double largest = (1L << bits) - 1;
        for (var x = 0; x < values.Length; x++)
        {
            var value = Math.Round((double)values[x]);
            if (!(value >= 0 && value <= largest))
                throw new ArgumentException($"Found the value {values[x].ToString(CultureInfo.InvariantCulture)} in channel {channel}, row {y}, column {x}; "
                    + $"unsigned integers of {bits} bits hold 0 to {largest}. Rescale the image first, or save floats (bit depth 32).");
            if (bits == 8)
                row[x] = (byte)value;
            else if (bits == 16)
                MemoryMarshal.Cast<byte, ushort>(row)[x] = (ushort)value;
            else
                MemoryMarshal.Cast<byte, uint>(row)[x] = (uint)value;
        }
    }

    private static void Reverse(Span<byte> row, int bits)
    {
        if (bits == 16)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(row), MemoryMarshal.Cast<byte, ushort>(row));
        else if (bits == 32)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(row), MemoryMarshal.Cast<byte, uint>(row));
    }

    // No "images=" line: with it, ImageJ takes the pages for one uncompressed block.
    private static string Description(Image image)
    {
        var text = new StringBuilder("ImageJ=1.53t\n");
        if (image.Channels > 1)
            text.Append(CultureInfo.InvariantCulture, $"channels={image.Channels}\nhyperstack=true\nmode=grayscale\n");
        if (image.PixelSize is not null)
            text.Append("unit=micron\n");
        return text.ToString();
    }

    /// <summary>Pixels per micrometre as a fraction of two numbers of 32 bits, as near as they come.</summary>
    private static (uint Numerator, uint Denominator)? Resolution(double size)
    {
        var perMicrometre = 1 / size;
        if (!(perMicrometre is > 1e-9 and < 4e9))
            return null;
        var denominator = perMicrometre >= 1 ? Math.Floor(4e9 / perMicrometre) : 4e9;
        return ((uint)Math.Round(perMicrometre * denominator), (uint)denominator);
    }

    private static uint Position(MemoryStream file) => file.Position <= int.MaxValue
        ? (uint)file.Position
        : throw new ArgumentException("The image needs a file of more than 2 GB. Save it in parts.");
}
