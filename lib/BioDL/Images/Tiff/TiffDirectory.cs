namespace BioDL.Images;

/// <summary>One image file directory: the fields that describe a page (TIFF 6.0, section 2).</summary>
internal sealed class TiffDirectory
{
    /// <summary>More pages than this are taken for damage.</summary>
    public const int MostPages = 1 << 16;

    private readonly Dictionary<int, Field> fields = [];

    private TiffDirectory(long offset) => Offset = offset;

    /// <summary>Where the directory starts in the file.</summary>
    public long Offset { get; }

    /// <summary>All directories in the order of the file; a chain that bites its tail is a fault.</summary>
    public static List<TiffDirectory> ReadAll(TiffBytes tiff)
    {
        var directories = new List<TiffDirectory>();
        var seen = new HashSet<ulong>();
        var link = tiff.IsBigTiff ? 8L : 4L;
        for (var next = tiff.Position(link); next != 0; next = tiff.Position(link))
        {
            if (!seen.Add(next) || directories.Count == MostPages)
                throw tiff.Fault(link, $"page {directories.Count + 1} at byte {next}", $"a chain of at most {MostPages:N0} pages without a circle");
            if (next >= (ulong)tiff.Length)
                throw tiff.Fault(link, $"a page that starts at byte {next}", $"at most byte {tiff.Length}, the end of the file; it is cut short");
            directories.Add(Read(tiff, (long)next, out link));
        }
        return directories.Count > 0 ? directories : throw tiff.Fault(link, "no page", "at least one");
    }

    public bool Has(int tag) => fields.ContainsKey(tag);

    /// <summary>The first (usually only) number of a field.</summary>
    public ulong Number(TiffBytes tiff, int tag, ulong otherwise) =>
        fields.TryGetValue(tag, out var field) && field.Count > 0 ? Element(tiff, tag, field, 0) : otherwise;

    /// <summary>The numbers of a field, as many as are wanted; fewer in the file are a fault.</summary>
    public long[] Numbers(TiffBytes tiff, int tag, long wanted)
    {
        if (!fields.TryGetValue(tag, out var field))
            throw tiff.Fault(Offset, $"a page without the field {TiffTag.Name(tag)}", $"{wanted} numbers in it");
        if (field.Count < (ulong)wanted || wanted * field.Size > tiff.Length)
            throw tiff.Fault(field.At, $"{field.Count} numbers in {TiffTag.Name(tag)}", $"{wanted}, within the file");
        var numbers = new long[wanted];
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = Element(tiff, tag, field, i);
            numbers[i] = number <= long.MaxValue ? (long)number : throw tiff.Fault(field.At, $"{number} in {TiffTag.Name(tag)}", "a position in a file");
        }
        return numbers;
    }

    /// <summary>A number that must be the same for all samples of a pixel, as BitsPerSample is in every file that is read.</summary>
    public int Common(TiffBytes tiff, int tag, int otherwise, int samples)
    {
        if (!fields.TryGetValue(tag, out var field) || field.Count == 0)
            return otherwise;
        var numbers = Numbers(tiff, tag, Math.Min((long)Math.Min(field.Count, int.MaxValue), samples));
        return numbers.All(number => number == numbers[0]) && numbers[0] <= int.MaxValue
            ? (int)numbers[0]
            : throw tiff.Fault(field.At, $"{TiffTag.Name(tag)} {string.Join(", ", numbers.Take(8))}", "the same number for all channels");
    }

    /// <summary>A fraction (type RATIONAL); null when it is missing or its denominator is 0.</summary>
    public double? Fraction(TiffBytes tiff, int tag)
    {
        if (!fields.TryGetValue(tag, out var field) || field.Type != 5 || field.Count < 1)
            return null;
        uint numerator = tiff.U32(field.At), denominator = tiff.U32(field.At + 4);
        return denominator == 0 ? null : (double)numerator / denominator;
    }

    /// <summary>A text field; empty when it is missing.</summary>
    public string Text(TiffBytes tiff, int tag) =>
        fields.TryGetValue(tag, out var field) && field.Size == 1 && field.Count <= (ulong)tiff.Length ? tiff.Text(field.At, (long)field.Count) : "";

    private static TiffDirectory Read(TiffBytes tiff, long offset, out long link)
    {
        var directory = new TiffDirectory(offset);
        var (count, entry, inline) = tiff.IsBigTiff ? (tiff.U64(offset), 20, 8) : ((ulong)tiff.U16(offset), 12, 4);
        var first = offset + (tiff.IsBigTiff ? 8 : 2);
        if (count > (ulong)((tiff.Length - first) / entry))
            throw tiff.Fault(offset, $"a page with {count} fields", $"at most {(tiff.Length - first) / entry}, what the file still holds; it is cut short or damaged");
        for (var n = 0; n < (int)count; n++)
        {
            var at = first + (long)n * entry;
            int tag = tiff.U16(at), type = tiff.U16(at + 2);
            var elements = tiff.IsBigTiff ? tiff.U64(at + 4) : tiff.U32(at + 4);
            var size = SizeOf(type);
            var place = at + entry - inline;
            // The product of a hostile count may overflow: compare by division.
            var fits = size == 0 || elements <= (ulong)(inline / size);
            var position = fits ? (ulong)place : tiff.Position(place);
            if (size > 0 && position <= (ulong)tiff.Length)
                directory.fields.TryAdd(tag, new Field(type, elements, (long)position, size));
        }
        link = first + (long)count * entry;
        return directory;
    }

    private static ulong Element(TiffBytes tiff, int tag, Field field, int index)
    {
        var at = field.At + (long)index * field.Size;
        return field.Type switch
        {
            1 or 6 or 7 => tiff.Slice(at, 1)[0],
            3 or 8 => tiff.U16(at),
            4 or 9 or 13 => tiff.U32(at),
            16 or 17 or 18 => tiff.U64(at),
            _ => throw tiff.Fault(field.At, $"a field {TiffTag.Name(tag)} of type {field.Type}", "whole numbers (type 1, 3, 4 or 16)"),
        };
    }

    private static int SizeOf(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    private readonly record struct Field(int Type, ulong Count, long At, int Size);
}
