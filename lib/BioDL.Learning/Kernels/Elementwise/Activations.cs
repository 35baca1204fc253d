using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct Rectified<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), Vector<T>.Zero, x);
}

/// <summary>x, or slope · x below 0.</summary>
internal readonly struct LeakyRectified<T>(Vector<T> slope) : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), x * slope, x);
}

/// <summary>x where it is above a threshold, else 0.</summary>
internal readonly struct ThresholdedRectified<T>(Vector<T> threshold) : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, threshold), x, Vector<T>.Zero);
}

/// <summary>scale · x above 0, scale · alpha · (exp(x / width) − 1) below: Elu, Selu and Celu.</summary>
internal readonly struct ExponentialLinear<T>(Vector<T> alpha, Vector<T> scale, Vector<T> width) : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) =>
        scale * Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), alpha * (VectorMath.Exp(x / width) - Vector<T>.One), x);
}

/// <summary>A value no less than a lower and no more than an upper bound; the upper one wins, and NaN stays NaN.</summary>
internal readonly struct Clipped<T>(Vector<T> low, Vector<T> high) : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x)
    {
        x = Vector.ConditionalSelect(Vector.LessThan(x, low), low, x);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, high), high, x);
    }
}

/// <summary>slope · x + offset, kept between 0 and 1.</summary>
internal readonly struct HardSigmoid<T>(Vector<T> slope, Vector<T> offset) : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => new Clipped<T>(Vector<T>.Zero, Vector<T>.One).Of(VectorMath.MultiplyAdd(x, slope, offset));
}

/// <summary>x · HardSigmoid(x) with slope 1/6 and offset 1/2.</summary>
internal readonly struct HardSwish<T> : IVectorFunction<T>
    where T : INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => x * new HardSigmoid<T>(VectorMath.All<T>(1 / 6.0), VectorMath.All<T>(0.5)).Of(x);
}

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct Logistic<T> : IVectorFunction<T>
    where T : INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.Sigmoid(x);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct HyperbolicTangent<T> : IVectorFunction<T>
    where T : INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.Tanh(x);
}

/// <summary>log(1 + eˣ).</summary>
internal readonly struct SoftPlus<T> : IVectorFunction<T>
    where T : INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.Softplus(x);
}

/// <summary>x / (1 + |x|).</summary>
internal readonly struct SoftSign<T> : IVectorFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => x / (Vector<T>.One + Vector.Abs(x));
}

/// <summary>x · tanh(log(1 + eˣ)).</summary>
internal readonly struct MishFunction<T> : IVectorFunction<T>
    where T : INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => x * VectorMath.Tanh(VectorMath.Softplus(x));
}

/// <summary>x/2 · (1 + erf(x/√2)).</summary>
internal readonly struct GaussianLinear<T> : IVectorFunction<T>
    where T : INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x) => VectorMath.All<T>(0.5) * x * (Vector<T>.One + VectorMath.Erf(x * VectorMath.All<T>(Math.Sqrt(0.5))));
}

/// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
internal readonly struct GaussianLinearByTangent<T> : IVectorFunction<T>
    where T : INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> x)
    {
        var cubic = VectorMath.MultiplyAdd(x * x * x, VectorMath.All<T>(0.044715), x);
        return VectorMath.All<T>(0.5) * x * (Vector<T>.One + VectorMath.Tanh(cubic * VectorMath.All<T>(Math.Sqrt(2 / Math.PI))));
    }
}
