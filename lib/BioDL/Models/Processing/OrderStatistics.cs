namespace BioDL.Models;

/// <summary>Percentiles without sorting: two counts of 16 bits each find the value of any rank exactly, in time linear in the number of values.</summary>
internal static class OrderStatistics
{
    private const int Bins = 1 << 16;

    /// <summary>Two percentiles, interpolated linearly between the values of neighbouring ranks as <c>numpy.percentile</c> does.</summary>
    /// <param name="values">At least one; none is not-a-number.</param>
    /// <param name="low">0 to 100.</param>
    /// <param name="high">0 to 100.</param>
    public static (double Low, double High) Percentiles(ReadOnlySpan<float> values, double low, double high)
    {
        var counts = new int[Bins];
        foreach (var value in values)
            counts[Key(value) >> 16]++;
        return (Percentile(values, counts, low), Percentile(values, counts, high));
    }

    private static double Percentile(ReadOnlySpan<float> values, int[] counts, double percent)
    {
        var position = percent / 100 * (values.Length - 1);
        var rank = (int)position;
        double below = Select(values, counts, rank);
        if (rank == position)
            return below;
        var above = Select(values, counts, rank + 1);
        return below + (position - rank) * (above - below);
    }

    /// <summary>The value of a rank, from 0.</summary>
    private static float Select(ReadOnlySpan<float> values, int[] counts, int rank)
    {
        var upper = BinOf(counts, ref rank);
        var lower = new int[Bins];
        foreach (var value in values)
        {
            var key = Key(value);
            if (key >> 16 == upper)
                lower[key & 0xffff]++;
        }
        return Value((uint)upper << 16 | (uint)BinOf(lower, ref rank));
    }

    private static int BinOf(int[] counts, ref int rank)
    {
        for (var bin = 0; ; bin++)
        {
            if (rank < counts[bin])
                return bin;
            rank -= counts[bin];
        }
    }

    /// <summary>A whole number that rises with the value.</summary>
    private static uint Key(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }

    private static float Value(uint key) => BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key & 0x7fff_ffff : ~key);
}
