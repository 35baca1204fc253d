using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace BioDL.Images;

/// <summary>Writes arrays for NumPy (.npy, NumPy Enhancement Proposal 1, version 1.0), little-endian in C order.</summary>
public static class NpyEncoder
{
    /// <summary>
    /// Encodes an image: height × width when it has one channel, else channels × height × width. (Read again, an image of more than 4 channels and
    /// at most 4 columns would be taken for one with the channels last: such an image is refused.)
    /// </summary>
    /// <param name="image">The image. For integers values are rounded and must fit: nothing is rescaled or clipped in silence.</param>
    /// <param name="type">What the numbers are stored as.</param>
    /// <exception cref="ArgumentException">A value that the type cannot hold, or a shape that would be misread.</exception>
    public static byte[] Encode(Image image, NpyType type = NpyType.Float32)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels > 4 && image.Width <= 4)
            throw new ArgumentException($"An image of {image.Channels} channels and {image.Width} columns would be read as one of {image.Width} channels. Save it as TIFF.");
        var (code, size) = type switch { NpyType.UInt8 => ("|u1", 1), NpyType.UInt16 => ("<u2", 2), _ => ("<f4", 4) };
        var bytes = WithHeader(code, image.Channels == 1 ? [image.Height, image.Width] : [image.Channels, image.Height, image.Width], image.Values.Length * (long)size, out var start);
        Write(image, bytes.AsSpan(start), size);
        return bytes;
    }

    /// <summary>Encodes numbers along any axes as 32-bit floats: the test tensors of models have a batch axis too.</summary>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">Sizes along the axes, outermost first.</param>
    /// <exception cref="ArgumentException">The shape needs another number of values.</exception>
    public static byte[] Encode(ReadOnlySpan<float> values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Aggregate(1L, (count, size) => count * size) != values.Length)
            throw new ArgumentException($"An array of {string.Join(" × ", shape)} was asked for, but {values.Length} values were given.", nameof(shape));
        var bytes = WithHeader("<f4", shape, values.Length * 4L, out var start);
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(start + 4 * i), values[i]);
        return bytes;
    }

    private static byte[] WithHeader(string code, int[] shape, long content, out int start)
    {
        var text = $"{{'descr': '{code}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}), }}";
        // NumPy wants the numbers to start at a multiple of 64, and the header to end in a line feed.
        start = (10 + text.Length + 1 + 63) / 64 * 64;
        var bytes = new byte[start + content];
        ((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]).CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(start - 10));
        Encoding.ASCII.GetBytes((text.PadRight(start - 11) + "\n").AsSpan(), bytes.AsSpan(10));
        return bytes;
    }

    private static void Write(Image image, Span<byte> target, int size)
    {
        var values = image.Values;
        if (size == 4)
        {
            for (var i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(target[(4 * i)..], values[i]);
            return;
        }
        var largest = (1 << (8 * size)) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            var value = MathF.Round(values[i]);
            if (!(value >= 0 && value <= largest))
                throw new ArgumentException($"Found the value {values[i].ToString(CultureInfo.InvariantCulture)} in channel {i / image.Width / image.Height}, "
                    + $"row {i / image.Width % image.Height}, column {i % image.Width}; unsigned integers of {8 * size} bits hold 0 to {largest}. "
                    + "Rescale the image first, or save floats (bit depth 32).");
            if (size == 1)
                target[i] = (byte)value;
            else
                BinaryPrimitives.WriteUInt16LittleEndian(target[(2 * i)..], (ushort)value);
        }
    }
}
