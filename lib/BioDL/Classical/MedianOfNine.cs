using System.Numerics;
using System.Runtime.InteropServices;

namespace BioDL.Classical;

/// <summary>
/// The median of 3 × 3 pixels, many at once: columns of three are sorted, each for the three windows that share it; the median is the middle one of the largest
/// minimum, the middle median and the smallest maximum (J. L. Smith 1996, "Implementing median filters in XC4000E FPGAs").
/// </summary>
internal static class MedianOfNine
{
    public static void Fill(Separable.Rows source, int from, int to, Span<float> target)
    {
        var width = source.Width;
        float[] low = new float[width + 2], middle = new float[width + 2], high = new float[width + 2];
        for (var y = from; y < to; y++)
        {
            ReadOnlySpan<float> above = Row(source, y - 1), here = Row(source, y), below = Row(source, y + 1);
            SortColumns(above, here, below, (low, middle, high));
            foreach (var line in new[] { low, middle, high })
                (line[0], line[^1]) = (line[1], line[^2]);
            Along((low, middle, high), target.Slice((y - from) * width, width));
        }
    }

    private static ReadOnlySpan<float> Row(Separable.Rows source, int y) => source.Values.Slice(Math.Clamp(y, 0, source.Height - 1) * source.Width, source.Width);

    private static void SortColumns(ReadOnlySpan<float> above, ReadOnlySpan<float> here, ReadOnlySpan<float> below, (float[] Low, float[] Middle, float[] High) sorted)
    {
        int lanes = Vector<float>.Count, x = 0;
        for (; x <= here.Length - lanes; x += lanes)
        {
            Vector<float> a = new(above[x..]), b = new(here[x..]), c = new(below[x..]);
            Vector<float> smaller = Vector.Min(a, b), larger = Vector.Max(a, b);
            Vector.Min(smaller, c).CopyTo(sorted.Low, x + 1);
            Vector.Max(smaller, Vector.Min(larger, c)).CopyTo(sorted.Middle, x + 1);
            Vector.Max(larger, c).CopyTo(sorted.High, x + 1);
        }
        for (; x < here.Length; x++)
        {
            float smaller = MathF.Min(above[x], here[x]), larger = MathF.Max(above[x], here[x]), c = below[x];
            sorted.Low[x + 1] = MathF.Min(smaller, c);
            sorted.Middle[x + 1] = MathF.Max(smaller, MathF.Min(larger, c));
            sorted.High[x + 1] = MathF.Max(larger, c);
        }
    }

    private static void Along((float[] Low, float[] Middle, float[] High) sorted, Span<float> target)
    {
        int lanes = Vector<float>.Count, x = 0;
        ref float low = ref MemoryMarshal.GetArrayDataReference(sorted.Low), middle = ref MemoryMarshal.GetArrayDataReference(sorted.Middle);
        ref var high = ref MemoryMarshal.GetArrayDataReference(sorted.High);
        for (; x <= target.Length - lanes; x += lanes)
        {
            var largest = Vector.Max(Vector.Max(At(ref low, x), At(ref low, x + 1)), At(ref low, x + 2));
            var median = Median(At(ref middle, x), At(ref middle, x + 1), At(ref middle, x + 2));
            var smallest = Vector.Min(Vector.Min(At(ref high, x), At(ref high, x + 1)), At(ref high, x + 2));
            Median(largest, median, smallest).CopyTo(target[x..]);
        }
        for (; x < target.Length; x++)
        {
            var largest = MathF.Max(MathF.Max(sorted.Low[x], sorted.Low[x + 1]), sorted.Low[x + 2]);
            var smallest = MathF.Min(MathF.Min(sorted.High[x], sorted.High[x + 1]), sorted.High[x + 2]);
            target[x] = Median(largest, Median(sorted.Middle[x], sorted.Middle[x + 1], sorted.Middle[x + 2]), smallest);
        }
    }

    private static Vector<float> At(ref float values, int x) => Vector.LoadUnsafe(ref values, (nuint)x);

    private static Vector<float> Median(Vector<float> a, Vector<float> b, Vector<float> c) =>
        Vector.Max(Vector.Min(a, b), Vector.Min(Vector.Max(a, b), c));

    private static float Median(float a, float b, float c) => MathF.Max(MathF.Min(a, b), MathF.Min(MathF.Max(a, b), c));
}
