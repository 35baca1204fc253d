using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BioDL.Learning.Kernels.Reductions;

/// <summary>How a vector of results so far takes in a vector of numbers.</summary>
internal interface IVectorFold<T>
{
    /// <summary>The result before any number.</summary>
    Vector<T> Start { get; }

    /// <summary>A number that changes nothing; it fills up the last vector.</summary>
    Vector<T> Padding { get; }

    /// <summary>Takes in numbers.</summary>
    Vector<T> Take(Vector<T> results, Vector<T> numbers);

    /// <summary>Makes one of two results.</summary>
    Vector<T> Join(Vector<T> a, Vector<T> b);

    /// <summary>Makes one of two results.</summary>
    T Join(T a, T b);
}

/// <summary>Folds runs of numbers with vectors. Like the loops of <see cref="Elementwise.VectorPairs"/> compiled for speed at once.</summary>
internal static class VectorFold
{
    /// <summary>One result of a run of numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Row<T, TFold>(TFold fold, ReadOnlySpan<T> values)
        where T : unmanaged
        where TFold : struct, IVectorFold<T>
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        nuint n = 0, count = (nuint)values.Length, width = (nuint)Vector<T>.Count;
        Vector<T> a = fold.Start, b = a, c = a, d = a;
        for (; n + 4 * width <= count; n += 4 * width)
        {
            a = fold.Take(a, Vector.LoadUnsafe(ref from, n));
            b = fold.Take(b, Vector.LoadUnsafe(ref from, n + width));
            c = fold.Take(c, Vector.LoadUnsafe(ref from, n + 2 * width));
            d = fold.Take(d, Vector.LoadUnsafe(ref from, n + 3 * width));
        }
        for (; n + width <= count; n += width)
            a = fold.Take(a, Vector.LoadUnsafe(ref from, n));
        // The call for the rest comes when the four have become one: vectors that live across a call would be kept in memory within the loop.
        var all = fold.Join(fold.Join(a, b), fold.Join(c, d));
        if (n < count)
            all = fold.Take(all, Padded(fold.Padding, values[(int)n..]));
        return Across(fold, all);
    }

    /// <summary>Takes one more number into each of several results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Into<T, TFold>(TFold fold, ReadOnlySpan<T> values, Span<T> results)
        where T : unmanaged
        where TFold : struct, IVectorFold<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, values.Length);
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(results);
        nuint n = 0, count = (nuint)values.Length, width = (nuint)Vector<T>.Count;
        for (; n + width <= count; n += width)
            fold.Take(Vector.LoadUnsafe(ref to, n), Vector.LoadUnsafe(ref from, n)).StoreUnsafe(ref to, n);
        if (n < count)
            RestInto(fold, values[(int)n..], results[(int)n..]);
    }

    /// <summary>Joins results of two parts, each with its counterpart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join<T, TFold>(TFold fold, ReadOnlySpan<T> part, Span<T> results)
        where T : unmanaged
        where TFold : struct, IVectorFold<T>
    {
        for (var n = 0; n < results.Length; n++)
            results[n] = fold.Join(results[n], part[n]);
    }

    private static void RestInto<T, TFold>(TFold fold, ReadOnlySpan<T> values, Span<T> results)
        where T : unmanaged
        where TFold : struct, IVectorFold<T>
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        fold.Take(Padded(fold.Padding, results), Padded(fold.Padding, values)).CopyTo(lanes);
        lanes[..values.Length].CopyTo(results);
    }

    private static Vector<T> Padded<T>(Vector<T> padding, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        padding.CopyTo(lanes);
        values[..Math.Min(values.Length, lanes.Length)].CopyTo(lanes);
        return new Vector<T>(lanes);
    }

    private static T Across<T, TFold>(TFold fold, Vector<T> results)
        where T : unmanaged
        where TFold : struct, IVectorFold<T>
    {
        var result = results[0];
        for (var lane = 1; lane < Vector<T>.Count; lane++)
            result = fold.Join(result, results[lane]);
        return result;
    }
}
