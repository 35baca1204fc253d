using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BioDL.Images;

/// <summary>What reader and writer of PNG share (W3C Portable Network Graphics, third edition).</summary>
internal static class Png
{
    public const int Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    private static readonly uint[] CrcTable = MakeCrcTable();

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The prediction of filter type 4: the neighbour (left, above, above left) nearest to left + above − above left.</summary>
    public static byte Paeth(int left, int above, int aboveLeft)
    {
        int estimate = left + above - aboveLeft;
        int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toAboveLeft = Math.Abs(estimate - aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft)
            return (byte)left;
        return (byte)(toAbove <= toAboveLeft ? above : aboveLeft);
    }

    /// <summary>CRC-32 of a chunk's type and data (ISO 3309), eight bytes at a time (M. Kounavis, F. Berry, "Slicing-by-8", 2005).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Crc(ReadOnlySpan<byte> typeAndData)
    {
        var table = CrcTable;
        var crc = 0xFFFFFFFFu;
        for (; typeAndData.Length >= 8; typeAndData = typeAndData[8..])
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(typeAndData);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(typeAndData[4..]);
            crc = table[1792 + (low & 255)] ^ table[1536 + ((low >> 8) & 255)] ^ table[1280 + ((low >> 16) & 255)] ^ table[1024 + (low >> 24)]
                ^ table[768 + (high & 255)] ^ table[512 + ((high >> 8) & 255)] ^ table[256 + ((high >> 16) & 255)] ^ table[high >> 24];
        }
        foreach (var value in typeAndData)
            crc = table[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    public static uint ReadUInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static uint[] MakeCrcTable()
    {
        // The second 256 are for a byte with one more behind it, and so on.
        var table = new uint[8 * 256];
        for (var n = 0u; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        for (var n = 256; n < table.Length; n++)
            table[n] = (table[n - 256] >> 8) ^ table[table[n - 256] & 255];
        return table;
    }
}
