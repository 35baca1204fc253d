using System.Buffers.Binary;
using System.Numerics;

using System.Runtime.CompilerServices;

namespace BioDL.Images;

/// <summary>
/// Reads BMP files (Windows and OS/2): 1, 4, 8, 16, 24 and 32 bits, plain, run-length packed or with bit fields, from the bottom up or from the
/// top down. Any bytes whatever give an image or an <see cref="ImageFormatException"/>; no more is allocated than the data can fill.
/// </summary>
public static class BmpDecoder
{
    /// <summary>
    /// Decodes a file. A palette of greys gives 1 channel of its greys, another its colours in 3; other pixels give 3 channels, or 4 when a bit
    /// field tells the opacity. Values are 0 to 255: fields of other than 8 bits are scaled to that. A resolution is ignored, as it is that of
    /// a screen or printer, so <see cref="Image.PixelSize"/> stays null.
    /// </summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are no intact BMP file, or the image exceeds a quarter of <see cref="Image.MaximumPixels"/>.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsBmp(file))
            throw new ImageFormatException(name, 0, FileFormats.Describe(file), "BM, the two letters that open a BMP file");
        var header = BmpHeader.Read(file, name);
        var data = file[header.DataOffset..];
        var channels = header.Bits <= 8 ? (header.IsGrey ? 1 : 3) : header.Masks[3] != 0 ? 4 : 3;
        var isPacked = header.Compression is BmpHeader.Rle4 or BmpHeader.Rle8;
        var needed = isPacked ? (long)header.Width * header.Height / 255 : header.RowBytes * header.Height;
        if (data.Length < needed)
            throw new ImageFormatException(name, header.DataOffset, $"{data.Length} bytes for {header.Width} × {header.Height} pixels of {header.Bits} bits",
                $"{(isPacked ? "at least " : "")}{needed}; the file is cut short");
        var values = GC.AllocateUninitializedArray<float>(channels * header.Width * header.Height);
        if (isPacked)
            Colour(BmpRuns.Unpack(data, header, name), header.Width, header.Width, 8, header, values, header.DataOffset, name);
        else if (header.Bits <= 8)
            Colour(data, (int)header.RowBytes, header.Width, header.Bits, header, values, header.DataOffset, name);
        else
            Split(data, header, channels, values);
        return new Image(channels, header.Height, header.Width, values) { Provenance = name };
    }

    /// <summary>Two letters prove little: the size of the header behind them must be one that exists.</summary>
    internal static bool IsBmp(ReadOnlySpan<byte> file) =>
        file is [(byte)'B', (byte)'M', ..] && (file.Length < 18 || file[14..18] is [12 or 16 or 40 or 52 or 56 or 64 or 108 or 124, 0, 0, 0]);

    // Here and in Split the image is filled from the top down, whichever way the file runs: writing backwards through memory takes twice as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Colour(ReadOnlySpan<byte> data, int rowBytes, int width, int bits, BmpHeader header, Span<float> values, long offset, string name)
    {
        var entries = header.Palette.Length / 3;
        var plane = width * header.Height;
        for (var y = 0; y < header.Height; y++)
        {
            var row = data.Slice((header.IsTopDown ? y : header.Height - 1 - y) * rowBytes, rowBytes);
            var target = values[(y * width)..];
            if (bits == 8 && header.IsPlainGrey)
                Samples.Widen(row[..width], target);
            for (var x = 0; x < width && !(bits == 8 && header.IsPlainGrey); x++)
            {
                var entry = bits == 8 ? row[x] : (int)Samples.Bits(row, x, bits);
                if (entry >= entries)
                    throw new ImageFormatException(name, offset, $"colour number {entry}", entries == 0 ? "a palette" : $"0 to {entries - 1}, the palette");
                target[x] = header.Palette[3 * entry + 2];
                if (values.Length > plane)
                    (target[plane + x], target[2 * plane + x]) = (header.Palette[3 * entry + 1], header.Palette[3 * entry]);
            }
        }
    }

    private static void Split(ReadOnlySpan<byte> data, BmpHeader header, int channels, Span<float> values)
    {
        var (width, plane) = (header.Width, header.Width * header.Height);
        for (var y = 0; y < header.Height; y++)
        {
            var row = data.Slice((int)((header.IsTopDown ? y : header.Height - 1 - y) * header.RowBytes), (int)header.RowBytes);
            var target = values[(y * width)..];
            if (header.Bits == 24)
                Samples.Split3(row[..(3 * width)], target.Slice(2 * plane, width), target.Slice(plane, width), target[..width]);
            for (var c = 0; c < channels && header.Bits != 24; c++)
                Field(row, header.Bits, header.Masks[c], target.Slice(c * plane, width));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Field(ReadOnlySpan<byte> row, int bits, uint mask, Span<float> target)
    {
        var shift = BitOperations.TrailingZeroCount(mask);
        ulong largest = mask >> shift;
        for (var x = 0; x < target.Length; x++)
        {
            var pixel = bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * x)..]) : BinaryPrimitives.ReadUInt32LittleEndian(row[(4 * x)..]);
            ulong field = (pixel & mask) >> shift;
            target[x] = largest == 255 ? field : (field * 255 + largest / 2) / largest;
        }
    }
}
