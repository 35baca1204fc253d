using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>Computes <c>target[n]</c> from <c>source[n]</c>.</summary>
internal delegate void Map<T>(ReadOnlySpan<T> source, Span<T> target);

/// <summary>Applies a vector function along memory.</summary>
internal static class VectorMap
{
    /// <summary>Elements that one thread computes at a time; results must not depend on the number of threads, so neither does this.</summary>
    public const int Piece = 16384;

    /// <summary>The function as a <see cref="Map{T}"/>.</summary>
    public static Map<T> Of<T, TFunction>(TFunction function)
        where T : unmanaged
        where TFunction : struct, IVectorFunction<T> => (source, target) => Apply(function, source, target);

    /// <summary>Computes the function of every element; the target may be the source. What is left at the end runs through the same vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged
        where TFunction : struct, IVectorFunction<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, source.Length);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        nuint n = 0;
        var count = (nuint)source.Length;
        for (; n + (nuint)Vector<T>.Count <= count; n += (nuint)Vector<T>.Count)
            function.Of(Vector.LoadUnsafe(ref from, n)).StoreUnsafe(ref to, n);
        if (n < count)
            Rest(function, source[(int)n..], target[(int)n..]);
    }

    private static void Rest<T, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged
        where TFunction : struct, IVectorFunction<T>
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        lanes.Clear();
        source.CopyTo(lanes);
        function.Of(new Vector<T>(lanes)).CopyTo(lanes);
        lanes[..source.Length].CopyTo(target);
    }
}
