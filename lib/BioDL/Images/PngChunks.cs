using System.Text;

namespace BioDL.Images;

/// <summary>The chunks of a PNG file that its pixels need; order, lengths and checksums of all chunks are checked on the way.</summary>
internal sealed class PngChunks
{
    private readonly string file;
    private readonly List<(long Start, int Length)> parts = [];
    private bool headerSeen, dataEnded, endSeen;

    private PngChunks(string file) => this.file = file;

    public PngHeader Header { get; private set; }

    /// <summary>Red, green, blue per entry; empty when there is no palette.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>Opacity per palette entry, as far as the file tells; null when the file has none (or the image no palette).</summary>
    public byte[]? Opacity { get; private set; }

    /// <summary>Where the image data starts in the file; -1 when there is none.</summary>
    public long DataOffset { get; private set; } = -1;

    /// <summary>The contents of all IDAT chunks: one zlib stream.</summary>
    public byte[] Data { get; private set; } = [];

    public static PngChunks Read(ReadOnlySpan<byte> bytes, string file)
    {
        if (!bytes.StartsWith(Png.Signature))
            throw new ImageFormatException(file, 0, FileFormats.Describe(bytes), "the eight bytes that open a PNG file");
        var chunks = new PngChunks(file);
        var offset = Png.Signature.Length;
        while (!chunks.endSeen)
            offset += chunks.Next(bytes[offset..], offset);
        if (chunks.DataOffset < 0)
            throw chunks.Fault(offset, "the end of the image", "an IDAT chunk before it");
        chunks.Data = Join(bytes, chunks.parts);
        return chunks;
    }

    private int Next(ReadOnlySpan<byte> rest, long offset)
    {
        if (rest.Length < 12)
            throw Fault(offset, $"{rest.Length} bytes and the end of the file", "a chunk of at least 12 bytes; the file is cut short");
        var length = Png.ReadUInt32(rest);
        if (length > (uint)rest.Length - 12)
            throw Fault(offset, $"a chunk that claims {length} bytes", $"at most the {rest.Length - 12} that are left; the file is cut short");
        var type = Name(rest.Slice(4, 4), offset + 4);
        var typeAndData = rest.Slice(4, (int)length + 4);
        uint stated = Png.ReadUInt32(rest[((int)length + 8)..]), actual = Png.Crc(typeAndData);
        if (stated != actual)
            throw Fault(offset, $"a {type} chunk with checksum {stated:X8}", $"{actual:X8} for its content; the file is damaged");
        if (headerSeen != (type != "IHDR"))
            throw Fault(offset, $"the chunk {type}", headerSeen ? "only one IHDR chunk" : "IHDR as the first chunk");
        Accept(type, typeAndData[4..], offset + 8);
        return (int)length + 12;
    }

    private void Accept(string type, ReadOnlySpan<byte> content, long offset)
    {
        if (type != "IDAT")
            dataEnded = DataOffset >= 0;
        switch (type)
        {
            case "IHDR":
                Header = PngHeader.Parse(content, file, offset);
                headerSeen = true;
                break;
            case "PLTE":
                AcceptPalette(content, offset);
                break;
            case "tRNS" when Header.ColourType == Png.Palette:
                AcceptOpacity(content, offset);
                break;
            case "IDAT":
                AcceptData(content, offset);
                break;
            case "IEND":
                endSeen = content.IsEmpty ? true : throw Fault(offset, $"{content.Length} bytes in IEND", "none");
                break;
            default:
                if (char.IsAsciiLetterUpper(type[0]))
                    throw Fault(offset - 8, $"the chunk {type}, which a reader must understand", "IHDR, PLTE, IDAT or IEND");
                break;
        }
    }

    private void AcceptPalette(ReadOnlySpan<byte> content, long offset)
    {
        if (Palette.Length > 0 || DataOffset >= 0 || Header.ColourType is Png.Grey or Png.GreyAlpha)
            throw Fault(offset - 8, "a PLTE chunk", "at most one, before the image data, and none in a grey image");
        var largest = Header.ColourType == Png.Palette ? 1 << Header.BitDepth : 256;
        if (content.IsEmpty || content.Length % 3 != 0 || content.Length / 3 > largest)
            throw Fault(offset, $"a palette of {content.Length} bytes", $"3 bytes per colour, 1 to {largest} colours");
        Palette = content.ToArray();
    }

    private void AcceptOpacity(ReadOnlySpan<byte> content, long offset)
    {
        if (Palette.Length == 0 || Opacity is not null || DataOffset >= 0)
            throw Fault(offset - 8, "a tRNS chunk", "at most one, between palette and image data");
        if (content.IsEmpty || content.Length > Palette.Length / 3)
            throw Fault(offset, $"{content.Length} opacities", $"1 to {Palette.Length / 3}, the number of colours");
        Opacity = content.ToArray();
    }

    private void AcceptData(ReadOnlySpan<byte> content, long offset)
    {
        if (Header.ColourType == Png.Palette && Palette.Length == 0)
            throw Fault(offset - 8, "image data", "a palette before it");
        if (dataEnded)
            throw Fault(offset - 8, "another IDAT chunk", "all IDAT chunks in one row");
        if (DataOffset < 0)
            DataOffset = offset;
        parts.Add((offset, content.Length));
    }

    private static byte[] Join(ReadOnlySpan<byte> bytes, List<(long Start, int Length)> parts)
    {
        var joined = new byte[parts.Sum(part => part.Length)];
        var end = 0;
        foreach (var (start, length) in parts)
        {
            bytes.Slice((int)start, length).CopyTo(joined.AsSpan(end));
            end += length;
        }
        return joined;
    }

    private string Name(ReadOnlySpan<byte> type, long offset)
    {
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
                throw Fault(offset, $"the chunk name 0x{Convert.ToHexString(type)}", "four letters");
        }
        return Encoding.ASCII.GetString(type);
    }

    private ImageFormatException Fault(long offset, string found, string expected) => new(file, offset, found, expected);
}
