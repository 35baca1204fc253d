using System.Numerics;
using System.Runtime.InteropServices;

namespace BioDL.Classical;

/// <summary>Compares many values at once.</summary>
internal static class Comparison
{
    /// <summary>value &gt; level; a value that is not a number is not.</summary>
    public static void Above(ReadOnlySpan<float> values, float level, Span<bool> result)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var masks = MemoryMarshal.Cast<bool, Vector<sbyte>>(result[..values.Length]);
        var threshold = new Vector<float>(level);
        for (var i = 0; i < masks.Length; i++)
        {
            masks[i] = Bytes(
                Vector.GreaterThan(vectors[4 * i], threshold), Vector.GreaterThan(vectors[4 * i + 1], threshold),
                Vector.GreaterThan(vectors[4 * i + 2], threshold), Vector.GreaterThan(vectors[4 * i + 3], threshold));
        }
        for (var i = masks.Length * Vector<sbyte>.Count; i < values.Length; i++)
            result[i] = values[i] > level;
    }

    /// <summary>value &gt; its own level; where either is not a number, it is not.</summary>
    public static void Above(ReadOnlySpan<float> values, ReadOnlySpan<float> levels, Span<bool> result)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values), thresholds = MemoryMarshal.Cast<float, Vector<float>>(levels);
        var masks = MemoryMarshal.Cast<bool, Vector<sbyte>>(result[..values.Length]);
        for (var i = 0; i < masks.Length; i++)
        {
            masks[i] = Bytes(
                Vector.GreaterThan(vectors[4 * i], thresholds[4 * i]), Vector.GreaterThan(vectors[4 * i + 1], thresholds[4 * i + 1]),
                Vector.GreaterThan(vectors[4 * i + 2], thresholds[4 * i + 2]), Vector.GreaterThan(vectors[4 * i + 3], thresholds[4 * i + 3]));
        }
        for (var i = masks.Length * Vector<sbyte>.Count; i < values.Length; i++)
            result[i] = values[i] > levels[i];
    }

    /// <summary>All bits or none become 1 or 0, as a byte each.</summary>
    private static Vector<sbyte> Bytes(Vector<int> a, Vector<int> b, Vector<int> c, Vector<int> d) =>
        Vector.Narrow(Vector.Narrow(a, b), Vector.Narrow(c, d)) & Vector<sbyte>.One;
}
