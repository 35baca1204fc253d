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
        var shape = image.Channels == 1 ? $"({image.Height}, {image.Width})" : $"({image.Channels}, {image.Height}, {image.Width})";
        var text = $"{{'descr': '{code}', 'fortran_order': False, 'shape': {shape}, }}";
        // NumPy wants the numbers to start at a multiple of 64, and the header to end in a line feed.
        var length = (10 + text.Length + 1 + 63) / 64 * 64;
        var bytes = new byte[length + (long)image.Values.Length * size];
        ((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]).CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(length - 10));
        Encoding.ASCII.GetBytes((text.PadRight(length - 11) + "\n").AsSpan(), bytes.AsSpan(10));
        Write(image, bytes.AsSpan(length), size);
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
