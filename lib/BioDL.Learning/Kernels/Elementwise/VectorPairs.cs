using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>A function of two numbers, computed for as many pairs at once as a vector holds.</summary>
internal interface IVectorPair<T>
{
    /// <summary>The function of each pair of lanes.</summary>
    Vector<T> Of(Vector<T> left, Vector<T> right);
}

/// <summary>
/// Applies a function of two vectors along memory; the target may be one of the operands. These loops are compiled for speed at once, so that a
/// network's first run is as fast as the next ones.
/// </summary>
internal static class VectorPairs
{
    /// <summary>The function as a <see cref="BinaryMap{T}"/>.</summary>
    public static BinaryMap<T> Of<T, TFunction>(TFunction function)
        where T : unmanaged
        where TFunction : struct, IVectorPair<T> => new(
            (left, right, target) => Apply(function, left, right, target),
            (left, right, target) => VectorMap.Apply(new RightBound<T, TFunction>(function, Vector.Create(right)), left, target),
            (left, right, target) => VectorMap.Apply(new LeftBound<T, TFunction>(function, Vector.Create(left)), right, target));

    /// <summary>Computes the function of every pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T, TFunction>(TFunction function, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target)
        where T : unmanaged
        where TFunction : struct, IVectorPair<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(left.Length, target.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(right.Length, target.Length);
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        ref var y = ref MemoryMarshal.GetReference(target);
        nuint n = 0;
        var count = (nuint)target.Length;
        for (; n + (nuint)Vector<T>.Count <= count; n += (nuint)Vector<T>.Count)
            function.Of(Vector.LoadUnsafe(ref a, n), Vector.LoadUnsafe(ref b, n)).StoreUnsafe(ref y, n);
        if (n < count)
            Rest(function, left[(int)n..], right[(int)n..], target[(int)n..]);
    }

    private static void Rest<T, TFunction>(TFunction function, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target)
        where T : unmanaged
        where TFunction : struct, IVectorPair<T>
    {
        Span<T> a = stackalloc T[Vector<T>.Count], b = stackalloc T[Vector<T>.Count];
        a.Clear();
        b.Clear();
        left[..target.Length].CopyTo(a);
        right[..target.Length].CopyTo(b);
        function.Of(new Vector<T>(a), new Vector<T>(b)).CopyTo(a);
        a[..target.Length].CopyTo(target);
    }

    private readonly struct RightBound<T, TFunction>(TFunction function, Vector<T> right) : IVectorFunction<T>
        where TFunction : struct, IVectorPair<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> x) => function.Of(x, right);
    }

    private readonly struct LeftBound<T, TFunction>(TFunction function, Vector<T> left) : IVectorFunction<T>
        where TFunction : struct, IVectorPair<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> x) => function.Of(left, x);
    }
}
