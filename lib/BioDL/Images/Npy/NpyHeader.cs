using System.Globalization;
using System.Text;

namespace BioDL.Images;

/// <summary>
/// What stands before the numbers of an NPY file (NumPy Enhancement Proposal 1, versions 1.0 to 3.0): a Python dictionary of exactly three
/// entries. It is read letter by letter and never evaluated.
/// </summary>
internal sealed class NpyHeader
{
    private const int LongestHeader = 1 << 16;

    private readonly string text, file;
    private readonly int start;
    private int at;

    private NpyHeader(string text, string file, int start) => (this.text, this.file, this.start) = (text, file, start);

    /// <summary>Type letter: u, i, f or b.</summary>
    public char Kind { get; private set; }

    /// <summary>Bytes of one number.</summary>
    public int Size { get; private set; }

    public bool IsBigEndian { get; private set; }

    public bool IsFortran { get; private set; }

    public long[] Shape { get; private set; } = [];

    /// <summary>Where the numbers start in the file.</summary>
    public int DataOffset { get; private set; }

    public static NpyHeader Read(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length < 12)
            throw new ImageFormatException(file, bytes.Length, $"the end of the file after {bytes.Length} bytes", "a header; the file is cut short");
        var (major, minor) = (bytes[6], bytes[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw new ImageFormatException(file, 6, $"version {major}.{minor}", "version 1.0, 2.0 or 3.0");
        var start = major == 1 ? 10 : 12;
        var length = major == 1 ? bytes[8] | (uint)bytes[9] << 8 : bytes[8] | (uint)bytes[9] << 8 | (uint)bytes[10] << 16 | (uint)bytes[11] << 24;
        if (length > LongestHeader || length > bytes.Length - start)
            throw new ImageFormatException(file, 8, $"a header of {length} bytes", $"at most {Math.Min(LongestHeader, bytes.Length - start)}");
        var header = new NpyHeader(Encoding.UTF8.GetString(bytes.Slice(start, (int)length)), file, start) { DataOffset = start + (int)length };
        header.Parse();
        return header;
    }

    private void Parse()
    {
        var seen = new HashSet<string>();
        Expect('{');
        while (!Skip('}'))
        {
            var key = Quoted();
            if (!seen.Add(key))
                throw Fault($"the entry '{key}' again", "each entry once");
            Expect(':');
            switch (key)
            {
                case "descr":
                    SetType();
                    break;
                case "fortran_order":
                    IsFortran = Word() switch { "True" => true, "False" => false, var word => throw Fault($"'{word}'", "True or False") };
                    break;
                case "shape":
                    SetShape();
                    break;
                default:
                    throw Fault($"the entry '{key}'", "descr, fortran_order and shape");
            }
            if (!Skip(','))
            {
                Expect('}');
                break;
            }
        }
        if (seen.Count < 3)
            throw Fault($"{seen.Count} entries", "descr, fortran_order and shape");
        Blank();
        if (at < text.Length)
            throw Fault("more text", "nothing after the dictionary");
    }

    private void SetType()
    {
        Blank();
        if (at < text.Length && text[at] != '\'' && text[at] != '"')
            throw Fault("numbers that are records", "a plain type such as '<f4'");
        var type = Quoted();
        var isKnown = type.Length == 3 && type[0] is '<' or '>' or '|' or '='
            && type[1..] is "b1" or "u1" or "i1" or "u2" or "i2" or "u4" or "i4" or "u8" or "i8" or "f2" or "f4" or "f8";
        if (!isKnown || (type[0] == '|' && type[2] != '1'))
            throw Fault($"numbers of type '{type}'", "integers or floats of 1 to 8 bytes such as '<u2' or '<f4'");
        (Kind, Size) = (type[1], type[2] - '0');
        IsBigEndian = type[0] == '>' || (type[0] == '=' && !BitConverter.IsLittleEndian);
    }

    private void SetShape()
    {
        var lengths = new List<long>();
        Expect('(');
        while (!Skip(')'))
        {
            var word = Word();
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || lengths.Count == 32)
                throw Fault($"'{word}' in the shape", "at most 32 whole numbers");
            lengths.Add(length);
            if (!Skip(','))
            {
                Expect(')');
                break;
            }
        }
        Shape = [.. lengths];
    }

    private string Word()
    {
        Blank();
        var first = at;
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]) && at - first < 24)
            at++;
        return text[first..at];
    }

    private string Quoted()
    {
        Blank();
        var quote = at < text.Length ? text[at] : ' ';
        var end = quote is '\'' or '"' ? text.IndexOf(quote, at + 1) : -1;
        if (end < 0 || end - at > 24)
            throw Fault("no short text in quotes", "an entry such as 'descr' or '<f4'");
        var quoted = text[(at + 1)..end];
        at = end + 1;
        return quoted;
    }

    private void Expect(char letter)
    {
        if (!Skip(letter))
            throw Fault(at < text.Length ? $"'{text[at]}'" : "the end of the header", $"'{letter}'");
    }

    private bool Skip(char letter)
    {
        Blank();
        if (at >= text.Length || text[at] != letter)
            return false;
        at++;
        return true;
    }

    private void Blank()
    {
        while (at < text.Length && text[at] is (' ' or '\n' or '\t'))
            at++;
    }

    private ImageFormatException Fault(string found, string expected) => new(file, Math.Min(start + at, DataOffset), found, expected);
}
