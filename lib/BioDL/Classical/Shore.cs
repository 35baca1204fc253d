using System.Numerics;

namespace BioDL.Classical;

/// <summary>
/// The pixels at which flooding goes on: lowest first, of equally high ones the earliest. Pixels of one level queue up in a list; a tree
/// of bits, 64 children per node, tells the lowest level that has any. So a pixel costs the same however many wait.
/// </summary>
internal sealed class Shore
{
    private readonly int[] levels;
    private readonly int[] next;
    private readonly int[] first;
    private readonly int[] last;
    private readonly ulong[][] occupied;

    /// <param name="levels">The level of each pixel that may be added.</param>
    /// <param name="count">Number of levels, at least 1.</param>
    public Shore(int[] levels, int count)
    {
        this.levels = levels;
        (next, first, last) = (new int[levels.Length], new int[count], new int[count]);
        var tree = new List<ulong[]>();
        do
        {
            count = (count + 63) / 64;
            tree.Add(new ulong[count]);
        }
        while (count > 1);
        occupied = [.. tree];
    }

    public bool IsEmpty => occupied[^1][0] == 0;

    public void Add(int pixel)
    {
        var level = levels[pixel];
        var waiting = (occupied[0][level >> 6] >> level & 1) != 0;
        if (waiting)
            next[last[level]] = pixel;
        else
            first[level] = pixel;
        last[level] = pixel;
        for (var depth = 0; !waiting && depth < occupied.Length; depth++, level >>= 6)
        {
            ref var node = ref occupied[depth][level >> 6];
            waiting = node != 0;
            node |= 1ul << level;
        }
    }

    public int TakeLowest()
    {
        var level = 0;
        for (var depth = occupied.Length - 1; depth >= 0; depth--)
            level = level << 6 | BitOperations.TrailingZeroCount(occupied[depth][level]);
        var pixel = first[level];
        if (pixel != last[level])
        {
            first[level] = next[pixel];
            return pixel;
        }
        for (var depth = 0; depth < occupied.Length; depth++, level >>= 6)
        {
            ref var node = ref occupied[depth][level >> 6];
            node &= ~(1ul << level);
            if (node != 0)
                break;
        }
        return pixel;
    }
}
