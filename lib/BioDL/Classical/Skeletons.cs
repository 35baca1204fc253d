using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Thinning to lines.</summary>
public static class Skeletons
{
    private const byte First = 1, Second = 2;

    /// <summary>
    /// Where the rules of Zhang and Suen are departed from, as scikit-image does, so that diagonal lines two pixels wide survive and
    /// the corners of staircases go: neighbours (bits clockwise from the upper left corner: 1, 2, 4 … 128) and when they let a pixel go.
    /// </summary>
    private static readonly (byte Neighbours, byte Passes)[] Departures =
    [
        (3, First), (6, First), (12, First), (14, First), (131, First), (11, First), (134, First), (161, First), (194, First), (198, First),
        (24, Second), (96, Second), (192, Second), (56, Second), (224, Second), (26, Second), (104, Second), (108, Second), (176, Second),
        (48, 0), (129, 0), (10, First | Second), (40, First | Second), (130, First | Second), (160, First | Second),
    ];

    private static readonly byte[] Removable = RemovalTable();

    /// <summary>
    /// Thins every component to a line one pixel wide along its middle, connected as the component was: the outermost pixels go, layer by
    /// layer, in two alternating passes (Zhang and Suen 1984, Commun. ACM 27:236, with the table of <c>skimage.morphology.skeletonize</c>, whose
    /// result this is).
    /// </summary>
    /// <param name="mask">Height × width; the outside of the image is background.</param>
    public static Mask Skeletonise(this Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var bits = BitGrid.Of(mask);
        var before = bits.Copy();
        // Per row, how many passes ago it changed last: what two passes left alone, with all around it, stays for good.
        var quiet = new int[mask.Height + 2];
        quiet[0] = quiet[^1] = int.MaxValue / 2;
        var removed = true;
        for (var pass = First; removed || pass == Second; pass = pass == First ? Second : First)
        {
            removed = Thin(before, bits, pass, quiet) | (pass == Second && removed);
            for (var y = 0; y < mask.Height; y++)
            {
                quiet[y + 1] = bits.Row(y).SequenceEqual(before.Row(y)) ? quiet[y + 1] + 1 : 0;
                if (quiet[y + 1] == 0)
                    bits.Row(y).CopyTo(before.Row(y));
            }
        }
        return bits.ToMask(mask.PixelSize);
    }

    /// <summary>One pass over all rows: decisions rest on <paramref name="before"/> alone.</summary>
    private static bool Thin(BitGrid before, BitGrid bits, byte pass, int[] quiet)
    {
        var removed = false;
        Threads.OverRows(bits.Height, bits.Stride * 64, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                if (Math.Min(quiet[y + 1], Math.Min(quiet[y], quiet[y + 2])) < 2 && ThinRow(before, bits.Row(y), y, pass))
                    Volatile.Write(ref removed, true);
            }
        });
        return removed;
    }

    private static bool ThinRow(BitGrid before, Span<ulong> target, int y, byte pass)
    {
        ReadOnlySpan<ulong> above = before.Row(y - 1), row = before.Row(y), below = before.Row(y + 1);
        var removed = false;
        for (var i = 1; i <= before.Words; i++)
        {
            if (row[i] == 0)
                continue;
            var inner = (row[i] << 1 | row[i - 1] >> 63) & (row[i] >> 1 | row[i + 1] << 63) & above[i] & below[i];
            ulong gone = 0;
            for (var left = row[i] & ~inner; left != 0; left &= left - 1)
            {
                var x = BitOperations.TrailingZeroCount(left);
                var neighbours = Three(above, i, x) | Three(row, i, x) << 3 | Three(below, i, x) << 6;
                gone |= (Removable[neighbours] & pass) != 0 ? 1ul << x : 0;
            }
            target[i] &= ~gone;
            removed |= gone != 0;
        }
        return removed;
    }

    /// <summary>A pixel in the middle of its neighbours to the left and right.</summary>
    private static int Three(ReadOnlySpan<ulong> row, int i, int x) => x switch
    {
        0 => (int)((row[i] << 1 | row[i - 1] >> 63) & 7),
        63 => (int)(row[i] >> 62 | (row[i + 1] & 1) << 2),
        _ => (int)(row[i] >> x - 1 & 7),
    };

    /// <summary>By the 3 × 3 pixels row by row, leftmost in the lowest bit: the passes in which the middle one goes.</summary>
    private static byte[] RemovalTable()
    {
        var passes = new byte[256];
        for (var around = 0; around < passes.Length; around++)
            passes[around] = ZhangSuen(around);
        foreach (var (neighbours, when) in Departures)
            passes[neighbours] = when;
        var table = new byte[512];
        for (var square = 0; square < table.Length; square++)
        {
            int above = square & 7, right = square >> 5 & 1, below = square >> 6, left = square >> 3 & 1;
            var reversed = (below >> 2 & 1) | (below & 2) | (below & 1) << 2;
            table[square] = (square & 16) != 0 ? passes[above | right << 3 | reversed << 4 | left << 7] : (byte)0;
        }
        return table;
    }

    private static byte ZhangSuen(int around)
    {
        bool Set(int neighbour) => (around >> (neighbour & 7) & 1) != 0;
        var starts = Enumerable.Range(0, 8).Count(n => !Set(n) && Set(n + 1));
        if (starts != 1 || BitOperations.PopCount((uint)around) is < 2 or > 6)
            return 0;
        const int above = 1, right = 3, below = 5, left = 7;
        var first = !(Set(above) && Set(right) && Set(below)) && !(Set(right) && Set(below) && Set(left));
        var second = !(Set(above) && Set(right) && Set(left)) && !(Set(above) && Set(below) && Set(left));
        return (byte)((first ? First : 0) | (second ? Second : 0));
    }
}
