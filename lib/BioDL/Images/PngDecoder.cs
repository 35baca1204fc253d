using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace BioDL.Images;

/// <summary>
/// Reads PNG files (W3C Portable Network Graphics, third edition): every colour type and bit depth, interlaced or not. Any bytes whatever
/// give an image or an <see cref="ImageFormatException"/>; no more is allocated than the data can fill.
/// </summary>
public static class PngDecoder
{
    /// <summary>Deflate cannot expand its input more than this (258 bytes from two bits).</summary>
    private const int LargestExpansion = 1032;

    /// <summary>
    /// Decodes a file. Values are those of the file: 0 to 2^depth − 1. Grey gives 1 channel, grey with opacity 2, RGB 3, RGBA 4; a palette
    /// gives its 8-bit colours in 3 channels, or 4 when it has opacities. A transparent colour (tRNS) of a grey or RGB image is no
    /// channel and is left out, and so is a physical size (pHYs): cameras seldom write it, graphics programs put the resolution of a
    /// screen there. So <see cref="Image.PixelSize"/> stays null. What follows after the end of the image is not read.
    /// </summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are no intact PNG file, or the image exceeds <see cref="Image.MaximumPixels"/>.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var chunks = PngChunks.Read(file, name);
        var header = chunks.Header;
        var bytes = header.InflatedBytes();
        var channels = header.ColourType == Png.Palette ? (chunks.Opacity is null ? 3 : 4) : header.Samples;
        if (bytes / LargestExpansion > chunks.Data.Length || (long)header.Width * header.Height * channels > Image.MaximumPixels)
            throw new ImageFormatException(name, chunks.DataOffset,
                $"{chunks.Data.Length} bytes of image data for {header.Width} × {header.Height} pixels of {channels} channels",
                $"enough to unpack to {bytes:N0} bytes, and at most {Image.MaximumPixels:N0} values");
        var values = GC.AllocateUninitializedArray<float>(header.Width * header.Height * channels);
        try
        {
            Fill(values, chunks, name);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new ImageFormatException(name, chunks.DataOffset, "image data that cannot be unpacked", "an intact zlib stream", exception);
        }
        return new Image(channels, header.Height, header.Width, values) { Provenance = name };
    }

    private static void Fill(float[] values, PngChunks chunks, string name)
    {
        var header = chunks.Header;
        using var inflated = new ZLibStream(new MemoryStream(chunks.Data), CompressionMode.Decompress);
        foreach (var pass in header.Passes())
        {
            byte[] row = new byte[header.RowBytes(pass.Width) + 1], above = new byte[row.Length], scratch = new byte[row.Length - 1];
            for (var y = 0; y < pass.Height; y++)
            {
                var line = pass.Y + y * pass.StepY;
                var got = inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
                if (got < row.Length)
                    throw new ImageFormatException(name, chunks.DataOffset, $"image data that end in row {line}", $"{header.Height} rows");
                if (row[0] > 4)
                    throw new ImageFormatException(name, chunks.DataOffset, $"filter type {row[0]} in row {line}", "0 to 4");
                Unfilter(row[0], row.AsSpan(1), above.AsSpan(1), header.FilterDistance);
                var target = values.AsSpan(line * header.Width + pass.X);
                if (header.ColourType == Png.Palette)
                    Colour(row.AsSpan(1), pass, target, chunks, name);
                else
                    Unpack(row.AsSpan(1), pass, target, header, scratch);
                (row, above) = (above, row);
            }
        }
        // Reading on to the end makes the stream compare its checksum.
        if (inflated.ReadByte() >= 0)
            throw new ImageFormatException(
                name, chunks.DataOffset, "more image data than the pixels need", $"{header.InflatedBytes():N0} bytes");
    }

    private static void Unfilter(int type, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        if (type == 1)
            Differences.Add(row, distance);
        else if (type == 2)
            Differences.AddAbove(row, above);
        else if (type == 3)
            Differences.AddMean(row, above, distance);
        else if (type == 4)
            Differences.AddPaeth(row, above, distance);
    }

    private static void Unpack(ReadOnlySpan<byte> row, PngHeader.Pass pass, Span<float> target, PngHeader header, Span<byte> scratch)
    {
        int samples = header.Samples, plane = header.Width * header.Height;
        if (pass.StepX == 1)
        {
            Samples.Split(InOwnOrder(row, header.BitDepth, scratch), header.BitDepth, NumberKind.Unsigned, samples, pass.Width, target, plane);
            return;
        }
        for (var c = 0; c < samples; c++)
        {
            for (var x = 0; x < pass.Width; x++)
            {
                var sample = x * samples + c;
                target[c * plane + x * pass.StepX] = header.BitDepth switch
                {
                    8 => row[sample],
                    16 => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * sample)..]),
                    _ => Bits(row, sample, header.BitDepth),
                };
            }
        }
    }

    private static ReadOnlySpan<byte> InOwnOrder(ReadOnlySpan<byte> row, int bitDepth, Span<byte> scratch)
    {
        if (bitDepth != 16 || !BitConverter.IsLittleEndian)
            return row;
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(row), MemoryMarshal.Cast<byte, ushort>(scratch));
        return scratch;
    }

    private static void Colour(ReadOnlySpan<byte> row, PngHeader.Pass pass, Span<float> target, PngChunks chunks, string name)
    {
        var plane = chunks.Header.Width * chunks.Header.Height;
        for (var x = 0; x < pass.Width; x++)
        {
            var entry = Bits(row, x, chunks.Header.BitDepth);
            if (entry >= chunks.Palette.Length / 3)
                throw new ImageFormatException(
                    name, chunks.DataOffset, $"colour number {entry}", $"0 to {chunks.Palette.Length / 3 - 1}, the palette");
            for (var c = 0; c < 3; c++)
                target[c * plane + x * pass.StepX] = chunks.Palette[3 * entry + c];
            if (chunks.Opacity is { } opacity)
                target[3 * plane + x * pass.StepX] = entry < opacity.Length ? opacity[entry] : 255;
        }
    }

    /// <summary>The n-th sample of 1, 2, 4 or 8 bits, highest bits first.</summary>
    private static int Bits(ReadOnlySpan<byte> row, int sample, int depth)
    {
        var bit = (long)sample * depth;
        return (row[(int)(bit >> 3)] >> (8 - depth - (int)(bit & 7))) & ((1 << depth) - 1);
    }
}
