using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Sums of many values in double precision; the bands are added up in their order, so that the result does not depend on the number of threads.</summary>
internal static class Sums
{
    /// <summary>Number and sum of the values above a level; of all values when it is −∞.</summary>
    public static (double Sum, long Count) Of(Image image, float above = float.NegativeInfinity)
    {
        int rows = image.Channels * image.Height, width = image.Width;
        var parts = new (double Sum, long Count)[rows];
        Threads.OverRows(rows, width, (from, to) => parts[from] = Of(image.Values[(from * width)..(to * width)], above));
        return parts.Aggregate((Sum: 0.0, Count: 0L), (all, part) => (all.Sum + part.Sum, all.Count + part.Count));
    }

    private static (double Sum, long Count) Of(ReadOnlySpan<float> values, float above)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<double> low = Vector<double>.Zero, high = low;
        var count = Vector<int>.Zero;
        var level = new Vector<float>(above);
        foreach (var vector in vectors)
        {
            var isAbove = Vector.GreaterThan(vector, level);
            count -= isAbove;
            Vector.Widen(Vector.BitwiseAnd(vector, Vector.As<int, float>(isAbove)), out var first, out var second);
            low += first;
            high += second;
        }
        var (sum, number) = (Vector.Sum(low + high), (long)Vector.Sum(count));
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            if (value > above)
                (sum, number) = (sum + value, number + 1);
        }
        return (sum, number);
    }
}
