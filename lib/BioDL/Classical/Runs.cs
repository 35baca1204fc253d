using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// The runs of equal pixels in the rows of a mask, joined to components by union–find: whoever works on components handles runs, of which there
/// are far fewer than pixels.
/// </summary>
internal sealed class Runs
{
    private readonly int[] firstOfRow;
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly int[] parents;

    private Runs(BitGrid bits, bool corners)
    {
        (Height, Width) = (bits.Height, bits.Width);
        firstOfRow = Count(bits);
        var count = firstOfRow[^1];
        (starts, ends, parents) = (new int[count], new int[count], new int[count]);
        var seams = new bool[Height];
        var reach = corners ? 1 : 0;
        Threads.OverRows(Height, Width, (from, to) =>
        {
            seams[from] = true;
            for (var y = from; y < to; y++)
            {
                Find(bits.Row(y), firstOfRow[y]);
                if (y > from)
                    JoinRows(y, reach);
            }
        });
        for (var y = 1; y < Height; y++)
        {
            if (seams[y])
                JoinRows(y, reach);
        }
        Components = NumberRoots();
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>How many runs there are.</summary>
    public int Length => starts.Length;

    /// <summary>How many components there are.</summary>
    public int Components { get; }

    /// <summary>Takes a mask apart.</summary>
    /// <param name="mask">Height × width.</param>
    /// <param name="connectivity">Whether runs hang together that touch by a corner.</param>
    /// <param name="background">Whether runs of background are meant.</param>
    public static Runs Of(Mask mask, Connectivity connectivity, bool background = false) =>
        new(BitGrid.Of(mask, background), connectivity == Connectivity.Eight);

    /// <summary>The number of a run's component: 1, 2, 3 … in the order of their first pixels, row by row.</summary>
    public int Component(int run) => parents[run];

    /// <summary>Index of the first run of a row; that of row Height is the number of all runs.</summary>
    public int FirstOf(int row) => firstOfRow[row];

    /// <summary>The first column of a run and the one after its last.</summary>
    public (int Start, int End) this[int run] => (starts[run], ends[run]);

    /// <summary>Pixels per component; entry 0 stays 0.</summary>
    public int[] Areas()
    {
        var areas = new int[Components + 1];
        for (var run = 0; run < Length; run++)
            areas[parents[run]] += ends[run] - starts[run];
        return areas;
    }

    /// <summary>Which components lie within some pixels of the edge of the image: with a margin of 0, those that touch it.</summary>
    public bool[] AtEdge(int margin = 0)
    {
        var touched = new bool[Components + 1];
        for (var y = 0; y < Height; y++)
        {
            var rowAtEdge = y <= margin || y >= Height - 1 - margin;
            for (var run = firstOfRow[y]; run < firstOfRow[y + 1]; run++)
                touched[parents[run]] |= rowAtEdge || starts[run] <= margin || ends[run] >= Width - margin;
        }
        return touched;
    }

    /// <summary>Writes something into the pixels of each run, by the number of its component.</summary>
    public void Paint<T>(T[] pixels, T[] byComponent)
    {
        Threads.OverRows(Height, Width, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                for (var run = firstOfRow[y]; run < firstOfRow[y + 1]; run++)
                    pixels.AsSpan(y * Width + starts[run], ends[run] - starts[run]).Fill(byComponent[parents[run]]);
            }
        });
    }

    private static int[] Count(BitGrid bits)
    {
        var firstOfRow = new int[bits.Height + 1];
        for (var y = 0; y < bits.Height; y++)
        {
            var row = bits.Row(y);
            var count = 0;
            for (var i = 1; i <= bits.Words; i++)
                count += BitOperations.PopCount(row[i] & ~(row[i] << 1 | row[i - 1] >> 63));
            firstOfRow[y + 1] = firstOfRow[y] + count;
        }
        return firstOfRow;
    }

    /// <summary>Every change of bits is the start of a run or its end, in turn.</summary>
    private void Find(ReadOnlySpan<ulong> row, int run)
    {
        var inside = false;
        for (var i = 1; i < row.Length; i++)
        {
            for (var changes = row[i] ^ (row[i] << 1 | row[i - 1] >> 63); changes != 0; changes &= changes - 1)
            {
                var x = (i - 1) * 64 + BitOperations.TrailingZeroCount(changes);
                if (inside)
                    ends[run++] = Math.Min(x, Width);
                else
                    (starts[run], parents[run]) = (x, run);
                inside = !inside;
            }
        }
    }

    private void JoinRows(int y, int reach)
    {
        int upper = firstOfRow[y - 1], upperEnd = firstOfRow[y], lowerEnd = firstOfRow[y + 1];
        for (var lower = upperEnd; lower < lowerEnd && upper < upperEnd;)
        {
            if (starts[lower] < ends[upper] + reach && starts[upper] < ends[lower] + reach)
                Join(upper, lower);
            if (ends[upper] < ends[lower])
                upper++;
            else
                lower++;
        }
    }

    /// <summary>The earlier run becomes the parent, so that a root is the first run of its component.</summary>
    private void Join(int first, int second)
    {
        first = Root(first);
        second = Root(second);
        if (first != second)
            parents[Math.Max(first, second)] = Math.Min(first, second);
    }

    private int Root(int run)
    {
        while (parents[run] != run)
        {
            parents[run] = parents[parents[run]];
            run = parents[run];
        }
        return run;
    }

    /// <summary>Replaces each run's parent by the number of its component: parents come before their children.</summary>
    private int NumberRoots()
    {
        var components = 0;
        for (var run = 0; run < parents.Length; run++)
            parents[run] = parents[run] == run ? ++components : parents[parents[run]];
        return components;
    }
}
