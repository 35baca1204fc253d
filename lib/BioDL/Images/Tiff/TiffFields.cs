using System.Buffers.Binary;
using System.Text;

namespace BioDL.Images;

/// <summary>The fields of a page that is written (TIFF 6.0, section 2), little-endian, to be added in the order of their numbers.</summary>
internal sealed class TiffFields
{
    private readonly List<(int Tag, int Type, int Count, byte[] Bytes)> fields = [];

    public void Add(int tag, ushort value) => fields.Add((tag, 3, 1, [(byte)value, (byte)(value >> 8)]));

    public void Add(int tag, uint value) => Add(tag, [value]);

    public void Add(int tag, IReadOnlyList<uint> values) => fields.Add((tag, 4, values.Count, LittleEndian(values)));

    public void Add(int tag, uint numerator, uint denominator) => fields.Add((tag, 5, 1, LittleEndian([numerator, denominator])));

    public void Add(int tag, string text)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(text), 0];
        fields.Add((tag, 2, bytes.Length, bytes));
    }

    /// <summary>Writes the directory at the end of the file and its position to where <paramref name="link"/> points.</summary>
    /// <returns>Where the position of the next page belongs.</returns>
    public long WriteTo(MemoryStream file, long link)
    {
        var values = new List<byte[]>();
        foreach (var (_, _, _, bytes) in fields)
        {
            values.Add(bytes.Length <= 4 ? bytes : LittleEndian([(uint)file.Position]));
            if (bytes.Length > 4)
                file.Write([.. bytes, .. new byte[bytes.Length % 2]]);
        }
        // Directories start at even bytes.
        if (file.Position % 2 == 1)
            file.WriteByte(0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.GetBuffer().AsSpan((int)link), (uint)file.Position);
        Span<byte> entry = stackalloc byte[12];
        file.Write([(byte)fields.Count, 0]);
        for (var n = 0; n < fields.Count; n++)
        {
            entry.Clear();
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)fields[n].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)fields[n].Type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], fields[n].Count);
            values[n].CopyTo(entry[8..]);
            file.Write(entry);
        }
        file.Write([0, 0, 0, 0]);
        return file.Position - 4;
    }

    private static byte[] LittleEndian(IReadOnlyList<uint> values)
    {
        var bytes = new byte[4 * values.Count];
        for (var i = 0; i < values.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
