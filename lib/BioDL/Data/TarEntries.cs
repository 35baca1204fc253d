using System.Globalization;
using System.Text;

namespace BioDL.Data;

/// <summary>
/// Walks over the entries of a tar stream (POSIX ustar with pax and GNU long names, as <c>git archive</c> writes them). Written for archives
/// that nobody vouches for: nothing is allocated on the word of a header beyond 64 KB, and nothing is written anywhere.
/// </summary>
internal sealed class TarEntries(Stream tar)
{
    private const int Block = 512;
    private const int LongestName = 1 << 16;

    private readonly byte[] header = new byte[Block];
    private long unread;
    private long padding;

    /// <summary>The current entry's name, as it stands in the archive.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The current entry's size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Whether it is a plain file: no folder, link or device.</summary>
    public bool IsFile { get; private set; }

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">This is not a tar stream, or it is damaged.</exception>
    /// <exception cref="EndOfStreamException">It ends in the middle of something.</exception>
    public bool Next()
    {
        string? name = null;
        long? size = null;
        while (true)
        {
            Skip(unread + padding);
            if (!ReadHeader())
                return false;
            switch ((char)header[156])
            {
                case 'x':
                    ReadPax(ReadSmall(), ref name, ref size);
                    break;
                case 'L':
                    name = Encoding.UTF8.GetString(ReadSmall()).TrimEnd('\0');
                    break;
                case 'g' or 'K':
                    break;
                default:
                    Name = name ?? HeaderName();
                    IsFile = header[156] is 0 or (byte)'0';
                    Expect(size ?? Size);
                    return true;
            }
        }
    }

    /// <summary>The content of the current entry, once; ask only for sizes that are wanted.</summary>
    public byte[] ReadContent()
    {
        var content = new byte[Size];
        tar.ReadExactly(content);
        unread = 0;
        return content;
    }

    private bool ReadHeader()
    {
        if (tar.ReadAtLeast(header, Block, throwOnEndOfStream: false) is var count && count < Block)
            return count == 0 ? throw new EndOfStreamException("the archive ends without its end mark") : throw new EndOfStreamException("the archive is cut short");
        if (header.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            return false;
        var sum = header.Sum(value => value) - header.AsSpan(148, 8).ToArray().Sum(value => value) + 8 * ' ';
        if (Number(header.AsSpan(148, 8)) != sum)
            throw new InvalidDataException("the archive is damaged: a header's checksum is wrong");
        Expect(Number(header.AsSpan(124, 12)));
        return true;
    }

    private void Expect(long size)
    {
        if (size < 0)
            throw new InvalidDataException("the archive is damaged: an entry has a negative size");
        (Size, unread, padding) = (size, size, (Block - size % Block) % Block);
    }

    private string HeaderName()
    {
        var name = Text(header.AsSpan(0, 100));
        var prefix = header.AsSpan(257, 5).SequenceEqual("ustar"u8) ? Text(header.AsSpan(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private byte[] ReadSmall() => Size <= LongestName
        ? ReadContent()
        : throw new InvalidDataException($"the archive is damaged: a name of {Size:N0} bytes");

    /// <summary>Records of the form "length key=value\n", where the length counts itself.</summary>
    private static void ReadPax(ReadOnlySpan<byte> records, ref string? name, ref long? size)
    {
        while (!records.IsEmpty)
        {
            var blank = records.IndexOf((byte)' ');
            if (blank < 1 || !int.TryParse(records[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length <= blank + 1 || length > records.Length)
                throw new InvalidDataException("the archive is damaged: an extended header cannot be read");
            var record = Encoding.UTF8.GetString(records[(blank + 1)..length]).TrimEnd('\n');
            if (record.StartsWith("path=", StringComparison.Ordinal))
                name = record["path=".Length..];
            else if (record.StartsWith("size=", StringComparison.Ordinal))
                size = long.TryParse(record.AsSpan("size=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number : throw new InvalidDataException("the archive is damaged: an extended header gives no size");
            records = records[length..];
        }
    }

    /// <summary>Octal digits, or with the highest bit set a big-endian binary number.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        var number = 0L;
        if ((field[0] & 0x80) != 0)
        {
            foreach (var value in field[^8..])
                number = number << 8 | value;
            return number;
        }
        foreach (var value in field)
        {
            if (value is >= (byte)'0' and <= (byte)'7')
                number = number * 8 + (value - '0');
            else if (value is not ((byte)' ' or 0))
                throw new InvalidDataException("the archive is damaged: a number cannot be read");
        }
        return number;
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.IndexOf((byte)0) is var end and >= 0 ? field[..end] : field);

    private void Skip(long count)
    {
        Span<byte> rest = stackalloc byte[4096];
        while (count > 0)
        {
            var read = tar.Read(rest[..(int)Math.Min(count, rest.Length)]);
            if (read == 0)
                throw new EndOfStreamException("the archive is cut short");
            count -= read;
        }
        (unread, padding) = (0, 0);
    }
}
