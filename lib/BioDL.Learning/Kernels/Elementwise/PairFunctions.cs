using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>a + b.</summary>
internal readonly struct Plus<T> : IVectorPair<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> left, Vector<T> right) => left + right;
}

/// <summary>a − b.</summary>
internal readonly struct Minus<T> : IVectorPair<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> left, Vector<T> right) => left - right;
}

/// <summary>a · b.</summary>
internal readonly struct Times<T> : IVectorPair<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> left, Vector<T> right) => left * right;
}

/// <summary>a / b of numbers with fractions.</summary>
internal readonly struct Over<T> : IVectorPair<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> left, Vector<T> right) => left / right;
}

/// <summary>The smaller one; NaN when either is.</summary>
internal readonly struct Smaller<T> : IVectorPair<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> left, Vector<T> right) => Vector.Min(left, right);
}

/// <summary>The larger one; NaN when either is.</summary>
internal readonly struct Larger<T> : IVectorPair<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> left, Vector<T> right) => Vector.Max(left, right);
}

/// <summary>a, or a · b where a is below 0: PRelu with slopes b.</summary>
internal readonly struct SlopeBelowZero<T> : IVectorPair<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> left, Vector<T> right) => new LeakyRectified<T>(right).Of(left);
}
