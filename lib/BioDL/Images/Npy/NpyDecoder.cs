using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BioDL.Images;

/// <summary>
/// Reads arrays that NumPy saved (.npy, NumPy Enhancement Proposal 1): integers of 1 to 8 bytes, floats of 2, 4 and 8, booleans (0 and 1); both
/// byte orders, C and Fortran order. Any bytes whatever give an image or an <see cref="ImageFormatException"/>.
/// </summary>
public static class NpyDecoder
{
    private static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>
    /// Decodes a file. Two axes are height × width. Of three, the last is the channels when it has at most 4 entries and the first has more;
    /// otherwise the first is. Numbers that 32-bit floats cannot hold are rounded to the nearest.
    /// </summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file: for messages, and kept as <see cref="Image.Provenance"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are no intact NPY file, hold no image, or more than <see cref="Image.MaximumPixels"/> values.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsNpy(file))
            throw new ImageFormatException(name, 0, FileFormats.Describe(file), "the six bytes that open an NPY file");
        var header = NpyHeader.Read(file, name);
        var shape = string.Join(" × ", header.Shape);
        if (header.Shape.Length is not (2 or 3))
            throw new ImageFormatException(name, header.DataOffset, $"an array of {header.Shape.Length} axes ({shape})",
                "2 (height × width) or 3 (with channels first or last)");
        var count = 1L;
        foreach (var length in header.Shape)
            count = count > 0 && length <= Image.MaximumPixels / count ? count * length : 0;
        if (count == 0)
            throw new ImageFormatException(name, header.DataOffset, $"{shape} values", $"at least one and at most {Image.MaximumPixels:N0}");
        var data = file[header.DataOffset..];
        if (data.Length != count * header.Size)
            throw new ImageFormatException(name, header.DataOffset, $"{data.Length} bytes for {shape} numbers of {header.Size} bytes", $"{count * header.Size}");
        // Pixel by pixel is how most other formats store colours.
        if (header is { Shape: [> 4, var width, <= 4 and var last], IsFortran: false, Size: 1, Kind: 'u' })
        {
            var values = GC.AllocateUninitializedArray<float>((int)count);
            var plane = (int)(header.Shape[0] * width);
            Samples.Split(data, 8, NumberKind.Unsigned, (int)last, plane, values, plane);
            return new Image((int)last, (int)header.Shape[0], (int)width, values) { Provenance = name };
        }
        return Arrange(Numbers(data, header, (int)count), header, name);
    }

    internal static bool IsNpy(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    private static float[] Numbers(ReadOnlySpan<byte> data, NpyHeader header, int count)
    {
        var values = GC.AllocateUninitializedArray<float>(count);
        if (header.Size > 1 && header.IsBigEndian == BitConverter.IsLittleEndian)
            data = Swapped(data, header.Size);
        var kind = header.Kind switch { 'i' => NumberKind.Signed, 'f' => NumberKind.Float, _ => NumberKind.Unsigned };
        if (header.Kind == 'b')
            Truths(data, values);
        else if (header.Size == 8 && kind != NumberKind.Float)
            Longs(data, header.Kind, values);
        else
            Samples.Split(data, 8 * header.Size, kind, 1, count, values, count);
        return values;
    }

    private static ReadOnlySpan<byte> Swapped(ReadOnlySpan<byte> data, int size)
    {
        Span<byte> swapped = data.ToArray();
        if (size == 2)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(swapped), MemoryMarshal.Cast<byte, ushort>(swapped));
        else if (size == 4)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(swapped), MemoryMarshal.Cast<byte, uint>(swapped));
        else
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(swapped), MemoryMarshal.Cast<byte, ulong>(swapped));
        return swapped;
    }

    private static void Truths(ReadOnlySpan<byte> data, float[] values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = data[i] != 0 ? 1 : 0;
    }

    private static void Longs(ReadOnlySpan<byte> data, char kind, float[] values)
    {
        var numbers = MemoryMarshal.Cast<byte, long>(data);
        for (var i = 0; i < values.Length; i++)
            values[i] = kind == 'u' ? (ulong)numbers[i] : numbers[i];
    }

    private static Image Arrange(float[] values, NpyHeader header, string name)
    {
        var shape = Array.ConvertAll(header.Shape, length => (int)length);
        var channelsLast = shape.Length == 3 && shape[2] <= 4 && shape[0] > 4;
        var (channels, height, width) = shape.Length == 2 ? (1, shape[0], shape[1])
            : channelsLast ? (shape[2], shape[0], shape[1])
            : (shape[0], shape[1], shape[2]);
        // Steps in the file from one channel, row or column to the next.
        var (c, y, x) = (channelsLast, header.IsFortran) switch
        {
            (false, false) => (height * width, width, 1),
            (false, true) => (1, channels, channels * height),
            (true, false) => (1, width * channels, channels),
            (true, true) => (height * width, 1, height),
        };
        if (x != 1 || channelsLast)
            values = Reordered(values, (channels, height, width), (c, y, x));
        return new Image(channels, height, width, values) { Provenance = name };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Reordered(float[] from, (int Channels, int Height, int Width) shape, (int C, int Y, int X) step)
    {
        var to = GC.AllocateUninitializedArray<float>(from.Length);
        var i = 0;
        for (var c = 0; c < shape.Channels; c++)
        {
            for (var y = 0; y < shape.Height; y++)
            {
                var start = c * step.C + y * step.Y;
                for (var x = 0; x < shape.Width; x++)
                    to[i++] = from[start + x * step.X];
            }
        }
        return to;
    }
}
