using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>1 / x.</summary>
internal readonly struct Inverse<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => Vector<T>.One / x;
}

/// <summary>The square root.</summary>
internal readonly struct SquareRoot<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => Vector.SquareRoot(x);
}

/// <summary>x without its sign; the lowest whole number stays itself.</summary>
internal readonly struct Absolute<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => Vector.Abs(x);
}

/// <summary>−x; the lowest whole number stays itself.</summary>
internal readonly struct Negative<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => -x;
}

/// <summary>−1, 0 or 1; NaN stays NaN.</summary>
internal readonly struct SignOf<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x)
    {
        var positive = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, x);
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), Vector<T>.Zero - Vector<T>.One, positive);
    }
}

/// <summary>slope · x + offset.</summary>
internal readonly struct Affine<T>(Vector<T> slope, Vector<T> offset) : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.MultiplyAdd(x, slope, offset);
}

/// <summary>e to the power of x.</summary>
internal readonly struct Exponential<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.Exp(x);
}

/// <summary>The natural logarithm.</summary>
internal readonly struct Logarithm<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.Log(x);
}

/// <summary>The error function.</summary>
internal readonly struct ErrorIntegral<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.Erf(x);
}
