using System.Buffers.Binary;

namespace BioDL.Images;

/// <summary>
/// The headers of a BMP file, checked for sense and size: OS/2's BITMAPCOREHEADER and Windows' BITMAPINFOHEADER with its later versions
/// (Microsoft, Windows GDI, "Bitmap Storage").
/// </summary>
internal sealed record BmpHeader
{
    public const int None = 0, Rle8 = 1, Rle4 = 2, BitFields = 3, AlphaBitFields = 6;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required bool IsTopDown { get; init; }

    public required int Bits { get; init; }

    public required int Compression { get; init; }

    /// <summary>Which bits of a pixel are red, green, blue and opacity; zeros without one.</summary>
    public uint[] Masks { get; init; } = [0, 0, 0, 0];

    /// <summary>Blue, green, red per entry; empty without a palette.</summary>
    public byte[] Palette { get; init; } = [];

    /// <summary>Where the pixels start in the file.</summary>
    public required int DataOffset { get; init; }

    public long RowBytes => ((long)Width * Bits + 31) / 32 * 4;

    /// <summary>Whether all colours of the palette are shades of grey.</summary>
    public bool IsGrey
    {
        get
        {
            for (var i = 0; i < Palette.Length; i += 3)
            {
                if (Palette[i] != Palette[i + 1] || Palette[i] != Palette[i + 2])
                    return false;
            }
            return true;
        }
    }

    /// <summary>Whether each of 256 colours is the grey of its own number: then numbers are values.</summary>
    public bool IsPlainGrey { get; private init; }

    public static BmpHeader Read(ReadOnlySpan<byte> file, string name)
    {
        ImageFormatException Fault(int at, string found, string expected) => new(name, at, found, expected);
        if (file.Length < 26)
            throw Fault(file.Length, $"the end of the file after {file.Length} bytes", "the headers; the file is cut short");
        long data = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]), size = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]);
        if (size is not (12 or 16 or 40 or 52 or 56 or 64 or 108 or 124) || 14 + size > file.Length)
            throw Fault(14, $"a header of {size} bytes", "12, 16, 40, 52, 56, 64, 108 or 124, within the file");
        var isCore = size == 12;
        long width = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(file[18..]) : BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        long height = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(file[20..]) : BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(isCore ? 24 : 28)..]);
        var compression = size >= 40 ? BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) : 0;
        if (width < 1 || height == 0 || width > Image.MaximumPixels / 4 / Math.Abs(height))
            throw Fault(18, $"{width} × {Math.Abs(height)} pixels", $"at least one and at most {Image.MaximumPixels / 4:N0}");
        var fits = compression switch
        {
            None => bits is 1 or 4 or 8 or 16 or 24 or 32,
            Rle8 => bits == 8 && height > 0,
            Rle4 => bits == 4 && height > 0,
            BitFields or AlphaBitFields => bits is 16 or 32 && size != 64,
            _ => false,
        };
        if (!fits)
            throw Fault(isCore ? 24 : 28, $"{bits} bits with compression {compression}", "1, 4, 8, 16, 24 or 32 bits, plain, run-length packed (4 and 8) or with bit fields (16 and 32)");
        var header = new BmpHeader
        {
            Width = (int)width,
            Height = (int)Math.Abs(height),
            IsTopDown = height < 0,
            Bits = bits,
            Compression = (int)compression,
            DataOffset = (int)Math.Min(data, int.MaxValue),
        };
        if (data < 14 + size || data > file.Length)
            throw Fault(10, $"pixels that start at byte {data}", $"{14 + size} to {file.Length}, behind the headers");
        var palette = ReadPalette(file, header, (int)size);
        var isPlain = palette.Length == 768;
        for (var i = 0; i < palette.Length; i++)
            isPlain &= palette[i] == i / 3;
        return header with { Masks = ReadMasks(file, header, (int)size, name), Palette = palette, IsPlainGrey = isPlain };
    }

    private static uint[] ReadMasks(ReadOnlySpan<byte> file, BmpHeader header, int size, string name)
    {
        if (header.Compression is not (BitFields or AlphaBitFields))
            return header.Bits switch
            {
                16 => [0x7C00, 0x03E0, 0x001F, 0],
                24 or 32 => [0xFF0000, 0xFF00, 0xFF, 0],
                _ => [0, 0, 0, 0],
            };
        var count = size >= 56 || header.Compression == AlphaBitFields ? 4 : 3;
        var masks = new uint[4];
        for (var i = 0; i < count && 58 + 4 * i <= file.Length; i++)
            masks[i] = BinaryPrimitives.ReadUInt32LittleEndian(file[(54 + 4 * i)..]);
        for (var i = 0; i < 4; i++)
        {
            var shifted = masks[i] >> (masks[i] == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(masks[i]));
            if ((shifted & (shifted + 1)) != 0 || (i < 3 && masks[i] == 0) || (header.Bits == 16 && masks[i] > 0xFFFF))
                throw new ImageFormatException(name, Math.Min(54 + 4 * i, file.Length), $"the bit field 0x{masks[i]:X8}", "neighbouring bits within a pixel for red, green and blue");
        }
        return masks;
    }

    /// <summary>As many colours as stand between the headers and the pixels, at most one for each number that a pixel may be.</summary>
    private static byte[] ReadPalette(ReadOnlySpan<byte> file, BmpHeader header, int size)
    {
        if (header.Bits > 8)
            return [];
        var step = size == 12 ? 3 : 4;
        var stated = size >= 40 ? BinaryPrimitives.ReadUInt32LittleEndian(file[46..]) : 0;
        var count = (int)Math.Min(stated == 0 ? 1u << header.Bits : stated, 1u << header.Bits);
        count = Math.Min(count, (header.DataOffset - 14 - size) / step);
        var palette = new byte[3 * count];
        for (var i = 0; i < count; i++)
            file.Slice(14 + size + i * step, 3).CopyTo(palette.AsSpan(3 * i));
        return palette;
    }
}
