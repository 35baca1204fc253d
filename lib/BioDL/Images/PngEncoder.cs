using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BioDL.Images;

/// <summary>Writes PNG files (W3C Portable Network Graphics, third edition), 8 or 16 bits per channel.</summary>
public static class PngEncoder
{
    /// <summary>
    /// Encodes an image of 1 (grey), 3 (RGB) or 4 (RGBA) channels. Values are rounded to the nearest integer and must fit the bit depth:
    /// nothing is rescaled or clipped in silence.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="bitDepth">8 (values 0 to 255) or 16 (0 to 65,535).</param>
    /// <exception cref="ArgumentException">Channels, bit depth or a value that PNG cannot hold.</exception>
    public static byte[] Encode(Image image, int bitDepth = 8)
    {
        ArgumentNullException.ThrowIfNull(image);
        var colourType = image.Channels switch
        {
            1 => Png.Grey,
            3 => Png.Rgb,
            4 => Png.Rgba,
            _ => throw new ArgumentException($"A PNG holds 1, 3 or 4 channels, this image has {image.Channels}. Write the channels one by one."),
        };
        if (bitDepth is not (8 or 16))
            throw new ArgumentException($"A bit depth of {bitDepth} was asked for; 8 and 16 can be written.", nameof(bitDepth));
        return Encode(Interleave(image, bitDepth), image.Width, image.Height, colourType, bitDepth);
    }

    /// <summary>Encodes interleaved bytes (rows from the top, no padding; 16-bit samples big-endian).</summary>
    internal static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int colourType, int bitDepth)
    {
        var bytesPerPixel = colourType switch { Png.Rgb => 3, Png.Rgba => 4, _ => 1 } * bitDepth / 8;
        using var file = new MemoryStream();
        file.Write(Png.Signature);
        WriteHeader(file, (width, height), colourType, bitDepth);
        WriteChunk(file, "IDAT", Compress(pixels, width * bytesPerPixel, height, bytesPerPixel));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>A picture to look at: contrast stretched from the 0.1st to the 99.9th percentile, the first three channels as colours.</summary>
    internal static byte[] Preview(Image image)
    {
        var channels = image.Channels >= 3 ? 3 : 1;
        var pixels = new byte[image.Width * image.Height * channels];
        var (low, high) = Contrast.Range(image);
        var scale = high > low ? 255f / (high - low) : 0f;
        for (var c = 0; c < channels; c++)
        {
            var values = image.Channel(c);
            for (var i = 0; i < values.Length; i++)
                pixels[i * channels + c] = (byte)(Math.Clamp((values[i] - low) * scale, 0f, 255f) + 0.5f);
        }
        return Encode(pixels, image.Width, image.Height, channels == 3 ? Png.Rgb : Png.Grey, 8);
    }

    /// <summary>White foreground on black.</summary>
    internal static byte[] Preview(Mask mask)
    {
        var pixels = new byte[mask.Values.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = mask.Values[i] ? (byte)255 : (byte)0;
        return Encode(pixels, mask.Width, mask.Height, Png.Grey, 8);
    }

    /// <summary>Objects in colours on black.</summary>
    internal static byte[] Preview(LabelImage labels)
    {
        var colours = LabelColours.Of(labels);
        var pixels = new byte[labels.Values.Length * 3];
        for (var i = 0; i < labels.Values.Length; i++)
        {
            var (red, green, blue) = colours[labels.Values[i]];
            pixels[3 * i] = red;
            pixels[3 * i + 1] = green;
            pixels[3 * i + 2] = blue;
        }
        return Encode(pixels, labels.Width, labels.Height, Png.Rgb, 8);
    }

    /// <summary>A mask to lay over a picture: foreground in one colour, background transparent; one bit per pixel.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="colour">Red, green, blue and opacity of the foreground.</param>
    internal static byte[] Overlay(Mask mask, (byte Red, byte Green, byte Blue, byte Opacity) colour)
    {
        var stride = (mask.Width + 7) / 8;
        var pixels = new byte[stride * mask.Height];
        for (var i = 0; i < mask.Values.Length; i++)
        {
            if (mask.Values[i])
                pixels[i / mask.Width * stride + i % mask.Width / 8] |= (byte)(0x80 >> (i % mask.Width % 8));
        }
        using var file = new MemoryStream();
        file.Write(Png.Signature);
        WriteHeader(file, (mask.Width, mask.Height), Png.Palette, 1);
        WriteChunk(file, "PLTE", [0, 0, 0, colour.Red, colour.Green, colour.Blue]);
        WriteChunk(file, "tRNS", [0, colour.Opacity]);
        WriteChunk(file, "IDAT", Compress(pixels, stride, mask.Height, 1));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void WriteHeader(Stream file, (int Width, int Height) size, int colourType, int bitDepth)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], size.Height);
        header[8] = (byte)bitDepth;
        header[9] = (byte)colourType;
        header[10..].Clear();
        WriteChunk(file, "IHDR", header);
    }

    private static byte[] Interleave(Image image, int bitDepth)
    {
        var bytes = bitDepth / 8;
        var largest = bitDepth == 8 ? 255f : 65535f;
        var stride = image.Channels * bytes;
        var pixels = new byte[image.Width * image.Height * stride];
        for (var c = 0; c < image.Channels; c++)
        {
            var values = image.Channel(c);
            for (var i = 0; i < values.Length; i++)
            {
                var value = MathF.Round(values[i]);
                if (!(value >= 0 && value <= largest))
                    throw new ArgumentException(
                        $"Found the value {values[i]} in channel {c}, row {i / image.Width}, column {i % image.Width}; "
                        + $"a PNG of {bitDepth} bits holds 0 to {largest}. Rescale the image first.");
                if (bytes == 1)
                    pixels[i * stride + c] = (byte)value;
                else
                    BinaryPrimitives.WriteUInt16BigEndian(pixels.AsSpan(i * stride + c * 2), (ushort)value);
            }
        }
        return pixels;
    }

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int rowLength, int height, int bytesPerPixel)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var filtered = new byte[5][];
            for (var type = 0; type < 5; type++)
                filtered[type] = new byte[rowLength + 1];
            ReadOnlySpan<byte> above = new byte[rowLength];
            for (var y = 0; y < height; y++)
            {
                var row = pixels.Slice(y * rowLength, rowLength);
                zlib.Write(BestFilter(row, above, bytesPerPixel, filtered));
                above = row;
            }
        }
        return compressed.ToArray();
    }

    /// <summary>The filter with the smallest sum of absolute differences, the heuristic that the specification recommends (12.7).</summary>
    private static byte[] BestFilter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel, byte[][] filtered)
    {
        Span<long> cost = stackalloc long[5];
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= bytesPerPixel ? row[i - bytesPerPixel] : 0;
            int aboveLeft = i >= bytesPerPixel ? above[i - bytesPerPixel] : 0;
            for (var type = 0; type < 5; type++)
            {
                var prediction = type switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) >> 1,
                    _ => Png.Paeth(left, above[i], aboveLeft),
                };
                var difference = (byte)(row[i] - prediction);
                filtered[type][i + 1] = difference;
                cost[type] += Math.Abs((int)(sbyte)difference);
            }
        }
        var best = 0;
        for (var type = 0; type < 5; type++)
        {
            filtered[type][0] = (byte)type;
            if (cost[type] < cost[best])
                best = type;
        }
        return filtered[best];
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Png.Crc(chunk.AsSpan(4, data.Length + 4)));
        file.Write(chunk);
    }
}
