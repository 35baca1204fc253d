using System.Buffers.Binary;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>Arrays of any number of axes from NPY files: the test tensors of models.</summary>
internal static class NpyArray
{
    /// <summary>Reads an array.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="axes">Names of the axes.</param>
    /// <exception cref="ImageFormatException">The file is damaged.</exception>
    /// <exception cref="ArgumentException">It has another number of axes.</exception>
    public static NamedArray Read(ReadOnlySpan<byte> file, string name, IReadOnlyList<string> axes)
    {
        if (!NpyDecoder.IsNpy(file))
            throw new ImageFormatException(name, 0, "other bytes", "the six bytes that open an NPY file");
        var header = NpyHeader.Read(file, name);
        if (header.Shape.Length != axes.Count)
            throw new ArgumentException($"{name} has {header.Shape.Length} axes ({string.Join(" × ", header.Shape)}), but {axes.Count} are described "
                + $"({string.Join(", ", axes)}).");
        var count = 1L;
        foreach (var size in header.Shape)
            count = size > 0 && size <= Image.MaximumPixels / count
                ? count * size
                : throw new ImageFormatException(name, header.DataOffset, $"{string.Join(" × ", header.Shape)} values", $"at least one and at most {Image.MaximumPixels:N0}");
        var data = file[header.DataOffset..];
        if (data.Length != count * header.Size)
            throw new ImageFormatException(name, header.DataOffset, $"{data.Length} bytes for {count} numbers of {header.Size} bytes", $"{count * header.Size}");
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Number(data.Slice(i * header.Size, header.Size), header);
        var sizes = Array.ConvertAll(header.Shape, size => (int)size);
        return new NamedArray(header.IsFortran ? RowMajor(values, sizes) : values, axes, sizes);
    }

    private static float Number(ReadOnlySpan<byte> bytes, NpyHeader header)
    {
        Span<byte> little = stackalloc byte[8];
        little.Clear();
        bytes.CopyTo(little);
        if (header.IsBigEndian)
            little[..header.Size].Reverse();
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(little);
        return (header.Kind, header.Size) switch
        {
            ('f', 2) => (float)BitConverter.UInt16BitsToHalf((ushort)bits),
            ('f', 4) => BitConverter.UInt32BitsToSingle((uint)bits),
            ('f', _) => (float)BitConverter.UInt64BitsToDouble(bits),
            ('i', 1) => (sbyte)bits,
            ('i', 2) => (short)bits,
            ('i', 4) => (int)bits,
            ('i', _) => (long)bits,
            ('b', _) => bits != 0 ? 1 : 0,
            _ => bits,
        };
    }

    /// <summary>From an order whose first axis is the fastest to one whose last axis is.</summary>
    private static float[] RowMajor(float[] values, int[] sizes)
    {
        var ordered = new float[values.Length];
        for (var i = 0; i < ordered.Length; i++)
        {
            int rest = i, place = 0;
            var steps = values.Length;
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                steps /= sizes[axis];
                place += rest % sizes[axis] * steps;
                rest /= sizes[axis];
            }
            ordered[i] = values[place];
        }
        return ordered;
    }
}
