using System.Text.Unicode;

namespace BioDL.Learning.Files;

/// <summary>
/// Walks the bytes of a model file before anything is made of them. A message of two bytes becomes objects of several hundred, so a small file could
/// ask for all of the memory: what it would take is added up first. Lengths that lead out of the file, nesting without end and text that is no UTF-8
/// are found on the way.
/// </summary>
internal sealed class WireScan
{
    /// <summary>Memory for the parts of a network, its numbers aside: enough for a hundred thousand operators.</summary>
    private const long Allowance = 256L << 20;

    /// <summary>Graphs inside of graphs, three messages each, end here; the parser's own limit is the same.</summary>
    private const int Deepest = 100;

    private const int PerText = 40;
    private const int PerUnknown = 200;

    private readonly Stream stream;
    private readonly byte[] chunk = new byte[4096];
    private long position;
    private long left;

    private WireScan(Stream stream)
    {
        this.stream = stream;
        left = Allowance + (4 * stream.Length);
    }

    /// <summary>Looks at a whole model and goes back to its start.</summary>
    /// <param name="stream">The model; can seek.</param>
    /// <exception cref="OnnxException">It is damaged, or would take far more memory than its size justifies.</exception>
    public static void Pass(Stream stream)
    {
        stream.Position = 0;
        if (stream.Length > int.MaxValue)
            throw new OnnxException($"has {stream.Length} bytes, but a model file may have up to 2 GB. Larger models keep their weights in files beside them.");
        new WireScan(stream).Walk(WireShape.Model, stream.Length, 0);
        stream.Position = 0;
    }

    private static OnnxException Damaged(long place, string what) => new($"is no ONNX model, or a damaged one: at byte {place} {what}.");

    private void Walk(WireShape shape, long end, int depth)
    {
        if (depth >= Deepest)
            throw Damaged(position, $"messages are nested more than {Deepest} deep");
        while (position < end)
        {
            var start = position;
            var tag = Varint(end);
            var number = tag >> 3;
            if (number is 0 or > 0x1FFFFFFF)
                throw Damaged(start, $"field {number} stands, which cannot exist");
            var (field, inner) = shape[(int)number];
            switch (tag & 7)
            {
                case 0:
                    Varint(end);
                    Spend(field == WireField.Unknown ? PerUnknown : sizeof(long));
                    break;
                case 1:
                    Skip(sizeof(long), end, start);
                    Spend(field == WireField.Unknown ? PerUnknown : 0);
                    break;
                case 2:
                    Lengthy(field, inner, end, depth);
                    break;
                case 5:
                    Skip(sizeof(int), end, start);
                    Spend(field == WireField.Unknown ? PerUnknown : 0);
                    break;
                default:
                    throw Damaged(start, $"a field of the unknown kind {tag & 7} stands");
            }
        }
    }

    private void Lengthy(WireField field, WireShape? inner, long end, int depth)
    {
        var start = position;
        var length = Varint(end);
        if (length > (ulong)(end - position))
            throw Damaged(start, $"{length} bytes are announced, but {end - position} are left");
        var stop = position + (long)length;
        switch (field)
        {
            case WireField.Message:
                Spend(inner!.Bytes);
                Walk(inner, stop, depth + 1);
                break;
            case WireField.Text:
                Spend(PerText + (2 * (long)length));
                CheckText(stop);
                break;
            case WireField.Packed:
                Spend(sizeof(long) * CountVarints(stop));
                break;
            default:
                Spend(field == WireField.Bytes ? PerText : PerUnknown);
                Skip((long)length, end, start);
                break;
        }
    }

    private void Spend(long bytes)
    {
        left -= bytes;
        if (left < 0)
            throw new OnnxException(
                $"has so many parts in its {stream.Length} bytes that they would take more than {(Allowance + (4 * stream.Length)) >> 20} MB of memory. " +
                "No honest network does; is it damaged?");
    }

    private ulong Varint(long end)
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = position < end ? stream.ReadByte() : -1;
            if (next < 0)
                throw Damaged(position, "the file ends within a number");
            position++;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged(position, "a number of more than 10 bytes stands");
    }

    private void Skip(long length, long end, long start)
    {
        if (length > end - position)
            throw Damaged(start, "the file ends within a field");
        position += length;
        stream.Position = position;
    }

    private void CheckText(long stop)
    {
        var start = position;
        var bytes = (stop - position) <= chunk.Length ? chunk : new byte[stop - position];
        var text = bytes.AsSpan(0, (int)(stop - position));
        stream.ReadExactly(text);
        position = stop;
        if (!Utf8.IsValid(text))
            throw Damaged(start, "text stands that is no UTF-8");
    }

    private long CountVarints(long stop)
    {
        var count = 0L;
        while (position < stop)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, stop - position));
            stream.ReadExactly(part);
            position += part.Length;
            foreach (var value in part)
                count += value < 0x80 ? 1 : 0;
        }
        return count;
    }
}
