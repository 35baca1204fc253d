using System.Buffers.Binary;
using System.Text;

namespace BioDL.Images;

/// <summary>Numbers of a TIFF or BigTIFF file in the file's byte order; nothing beyond its end is ever read.</summary>
internal readonly ref struct TiffBytes
{
    private readonly ReadOnlySpan<byte> bytes;

    private TiffBytes(ReadOnlySpan<byte> bytes, string file)
    {
        this.bytes = bytes;
        File = file;
        IsBigEndian = bytes[0] == (byte)'M';
        IsBigTiff = U16(2) == 43;
    }

    public string File { get; }

    public bool IsBigEndian { get; }

    /// <summary>Whether positions take 8 bytes (BigTIFF) instead of 4.</summary>
    public bool IsBigTiff { get; }

    public int Length => bytes.Length;

    /// <summary>Whether the first bytes are those of a TIFF file in any of its four kinds.</summary>
    public static bool IsTiff(ReadOnlySpan<byte> file) =>
        file is [0x49, 0x49, 0x2A or 0x2B, 0x00, ..] or [0x4D, 0x4D, 0x00, 0x2A or 0x2B, ..];

    public static TiffBytes Open(ReadOnlySpan<byte> file, string name)
    {
        if (!IsTiff(file))
            throw new ImageFormatException(name, 0, FileFormats.Describe(file), "the first bytes of a TIFF file: II or MM, then 42 or 43");
        var tiff = new TiffBytes(file, name);
        if (tiff.IsBigTiff && (tiff.U16(4) != 8 || tiff.U16(6) != 0))
            throw tiff.Fault(4, $"{tiff.U16(4)} and {tiff.U16(6)}", "8 and 0, the size of positions in BigTIFF");
        return tiff;
    }

    public ushort U16(long at) => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2)) : BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    public uint U32(long at) => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4)) : BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    public ulong U64(long at) => IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Slice(at, 8)) : BinaryPrimitives.ReadUInt64LittleEndian(Slice(at, 8));

    /// <summary>A position in the file: 4 or 8 bytes.</summary>
    public ulong Position(long at) => IsBigTiff ? U64(at) : U32(at);

    public string Text(long at, long length) => Encoding.UTF8.GetString(Slice(at, length)).TrimEnd('\0', ' ', '\n', '\r');

    public ReadOnlySpan<byte> Slice(long at, long length) => at >= 0 && length >= 0 && length <= bytes.Length && at <= bytes.Length - length
        ? bytes.Slice((int)at, (int)length)
        : throw Fault(Math.Clamp(at, 0, bytes.Length), $"the end of the file at byte {bytes.Length}", $"{length} bytes from byte {at} on; the file is cut short or damaged");

    public ImageFormatException Fault(long offset, string found, string expected, Exception? inner = null) => new(File, offset, found, expected, inner);
}
