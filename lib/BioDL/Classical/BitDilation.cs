using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Dilation of masks, 64 pixels and more at a time. Erosion is the dilation of the background.</summary>
internal static class BitDilation
{
    /// <summary>
    /// The union of the footprints around all pixels. Each row is widened step by step, once, and goes as it becomes wide enough into the rows
    /// above and below.
    /// </summary>
    /// <param name="source">The mask.</param>
    /// <param name="reach">As <see cref="Chords.Of"/> tells.</param>
    public static BitGrid Dilate(BitGrid source, int[] reach)
    {
        var result = new BitGrid(source.Height, source.Width);
        Threads.OverRows(source.Height, source.Stride * 4, (from, to) =>
        {
            ulong[] wide = new ulong[source.Stride], wider = new ulong[source.Stride];
            for (var y = Math.Max(0, from - reach.Length + 1); y < Math.Min(source.Height, to + reach.Length - 1); y++)
            {
                if (source.Row(y).ContainsAnyExcept(0ul))
                    Spread(source.Row(y), reach, (y, from, to), result, ref wide, ref wider);
            }
            for (var y = from; y < to; y++)
                result.Trim(result.Row(y));
        });
        return result;
    }

    private static void Spread(
        ReadOnlySpan<ulong> row, int[] reach, (int Y, int From, int To) rows, BitGrid result, ref ulong[] wide, ref ulong[] wider)
    {
        row.CopyTo(wide);
        var width = 0;
        for (var dy = reach.Length - 1; dy >= 0; dy--)
        {
            for (; width < reach[dy]; width++)
            {
                Widen(wide, wider);
                (wide, wider) = (wider, wide);
            }
            if (rows.Y - dy >= rows.From && rows.Y - dy < rows.To)
                Join(wide, result.Row(rows.Y - dy));
            if (dy > 0 && rows.Y + dy >= rows.From && rows.Y + dy < rows.To)
                Join(wide, result.Row(rows.Y + dy));
        }
    }

    /// <summary>One pixel more to either side.</summary>
    private static void Widen(ulong[] row, ulong[] wider)
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(row);
        ref var target = ref MemoryMarshal.GetArrayDataReference(wider);
        for (nuint i = 1; i < (nuint)row.Length - 1; i += (nuint)Vector<ulong>.Count)
        {
            var here = Vector.LoadUnsafe(ref source, i);
            var fromLeft = here << 1 | Vector.LoadUnsafe(ref source, i - 1) >>> 63;
            var fromRight = here >>> 1 | Vector.LoadUnsafe(ref source, i + 1) << 63;
            (here | fromLeft | fromRight).StoreUnsafe(ref target, i);
        }
    }

    private static void Join(ulong[] row, Span<ulong> target)
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(row);
        ref var joined = ref MemoryMarshal.GetReference(target);
        for (nuint i = 1; i < (nuint)row.Length - 1; i += (nuint)Vector<ulong>.Count)
            (Vector.LoadUnsafe(ref joined, i) | Vector.LoadUnsafe(ref source, i)).StoreUnsafe(ref joined, i);
    }
}
