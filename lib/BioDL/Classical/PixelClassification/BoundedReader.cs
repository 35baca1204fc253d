using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Reads little-endian numbers from bytes that nobody vouches for.</summary>
internal sealed class BoundedReader(ReadOnlyMemory<byte> bytes, int start, string name)
{
    private int place;

    public int Left => bytes.Length - place;

    public ImageFormatException Fault(string found, string expected) => new(name, start + place, found, expected);

    /// <summary>A number of things, of which each takes some bytes that must still be there.</summary>
    public int Count(int most, int bytesEach, string what, int fewest = 1)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
        return count >= fewest && count <= most && (long)count * bytesEach <= Left ? count
            : throw Fault($"{count:N0} {what} with {Left:N0} bytes left", $"{fewest} to {most:N0} that fit into the file");
    }

    public double Number() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Text as BinaryWriter writes it: its length in bytes, here at most two bytes of it, and UTF-8.</summary>
    public string Text(int longest)
    {
        int length = Take(1)[0];
        length = length < 128 ? length : length - 128 + Take(1)[0] * 128;
        var text = Encoding.UTF8.GetString(Take(length));
        return text.Length <= longest && !string.IsNullOrWhiteSpace(text) ? text : throw Fault($"a name of {text.Length} characters", $"1 to {longest}");
    }

    public T[] Array<T>(int count) where T : unmanaged => MemoryMarshal.Cast<byte, T>(Take(checked(count * Marshal.SizeOf<T>()))).ToArray();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw Fault($"{Left:N0} bytes", $"{count:N0} more");
        place += count;
        return bytes.Span.Slice(place - count, count);
    }
}
