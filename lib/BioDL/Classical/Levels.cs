namespace BioDL.Classical;

/// <summary>Replaces heights by the numbers of their levels, 0 for the lowest: order is kept, equal heights share a level.</summary>
internal static class Levels
{
    private const int DigitBits = 11;

    /// <summary>Sorts the heights of some pixels digit by digit (radix sort: linear in their number).</summary>
    /// <param name="heights">Finite heights, one per pixel.</param>
    /// <param name="pixels">The pixels that count, in any order; overwritten.</param>
    /// <param name="levels">Receives the level of each of these pixels.</param>
    /// <returns>How many levels there are.</returns>
    public static int Rank(ReadOnlySpan<float> heights, int[] pixels, Span<int> levels)
    {
        var (keys, sorted) = Sort(heights, pixels);
        var level = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0 && keys[i] != keys[i - 1])
                level++;
            levels[sorted[i]] = level;
        }
        return level + 1;
    }

    /// <summary>The pixels in the order of their heights, those of equal height as they came; with keys that are equal where the heights are.</summary>
    /// <param name="heights">Finite heights, one per pixel.</param>
    /// <param name="pixels">The pixels that count; overwritten.</param>
    public static (uint[] Keys, int[] Pixels) Sort(ReadOnlySpan<float> heights, int[] pixels)
    {
        var keys = new uint[pixels.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Sortable(heights[pixels[i]]);
        uint[] otherKeys = new uint[keys.Length];
        int[] sorted = pixels, otherPixels = new int[keys.Length];
        for (var shift = 0; shift < 32; shift += DigitBits)
        {
            if (!SortByDigit(shift, (keys, sorted), (otherKeys, otherPixels)))
                continue;
            (keys, otherKeys) = (otherKeys, keys);
            (sorted, otherPixels) = (otherPixels, sorted);
        }
        return (keys, sorted);
    }

    /// <summary>Moves everything to its place in the other arrays; false, and nothing done, when all have the same digit.</summary>
    private static bool SortByDigit(int shift, (uint[] Keys, int[] Pixels) from, (uint[] Keys, int[] Pixels) to)
    {
        const int mask = (1 << DigitBits) - 1;
        var starts = new int[mask + 2];
        foreach (var key in from.Keys)
            starts[(int)(key >> shift & mask) + 1]++;
        if (starts.Max() == from.Keys.Length)
            return false;
        for (var digit = 1; digit < starts.Length; digit++)
            starts[digit] += starts[digit - 1];
        for (var i = 0; i < from.Keys.Length; i++)
        {
            var place = starts[(int)(from.Keys[i] >> shift & mask)]++;
            to.Keys[place] = from.Keys[i];
            to.Pixels[place] = from.Pixels[i];
        }
        return true;
    }

    /// <summary>Whole numbers in the order of the floats; −0 equals 0.</summary>
    private static uint Sortable(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }
}
