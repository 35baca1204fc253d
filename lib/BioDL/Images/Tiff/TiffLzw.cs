using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>
/// Unpacks LZW as TIFF 6.0, section 13 describes it: codes of 9 to 12 bits, highest bit first, one longer a code earlier than needed. A
/// string of the table is remembered by where it was written last: every string is one that was written, and the byte after it.
/// </summary>
internal sealed class TiffLzw
{
    private const int Clear = 256, End = 257, Longest = 4096;

    private readonly int[] starts = new int[Longest + 1];
    private readonly int[] lengths = new int[Longest + 1];

    /// <returns>How many bytes were written; fewer than the target holds when the input ends early or has an impossible code.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        ulong bits = 0;
        int held = 0, from = 0, to = 0, width = 9, next = End + 1, before = -1, beforeLength = 0;
        while (to < target.Length)
        {
            if (held < width)
            {
                if (packed.Length - from >= 4)
                {
                    bits = (bits << 32) | BinaryPrimitives.ReadUInt32BigEndian(packed[from..]);
                    (from, held) = (from + 4, held + 32);
                }
                else
                {
                    for (; from < packed.Length; held += 8)
                        bits = (bits << 8) | packed[from++];
                    if (held < width)
                        break;
                }
            }
            held -= width;
            var code = (int)(bits >> held) & ((1 << width) - 1);
            if (code == End)
                break;
            if (code == Clear)
            {
                (width, next, before) = (9, End + 1, -1);
                continue;
            }
            // The string before and the first byte of this one, which is written right behind it, are the next entry of the table.
            if (before >= 0 && next < Longest)
            {
                starts[next] = before;
                lengths[next++] = beforeLength + 1;
            }
            if (code >= next)
                break;
            before = to;
            if (code < Clear)
            {
                target[to++] = (byte)code;
                beforeLength = 1;
            }
            else
            {
                beforeLength = Math.Min(lengths[code], target.Length - to);
                Copy(target, starts[code], to, beforeLength);
                to += beforeLength;
            }
            if (next >= (1 << width) - 1 && width < 12)
                width++;
        }
        return to;
    }

    /// <summary>Copies forwards; the new string may begin within the old one by one byte.</summary>
    private static void Copy(Span<byte> target, int from, int to, int length)
    {
        if (to - from >= 16 && target.Length - to >= length + 16)
        {
            ref var start = ref MemoryMarshal.GetReference(target);
            for (var i = 0; i < length; i += 16)
                Vector128.LoadUnsafe(ref start, (nuint)(from + i)).StoreUnsafe(ref start, (nuint)(to + i));
            return;
        }
        for (var i = 0; i < length; i++)
            target[to + i] = target[from + i];
    }
}
