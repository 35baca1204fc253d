using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>
/// Exponentials and their relatives of whole vectors, in single and double precision. The single precision ones are within a few units of the
/// last place; polynomials are those of Cephes (S. L. Moshier), except the error function's, fitted at Chebyshev nodes (error below 2e-7).
/// </summary>
internal static class VectorMath
{
    /// <summary>A vector with the same number in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> All<T>(double value)
        where T : INumberBase<T> => Vector.Create(T.CreateTruncating(value));

    /// <summary>e to the power of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp<T>(Vector<T> x) => typeof(T) == typeof(float) ? Exp(x.As<T, float>()).As<float, T>() : Vector.Exp(x.As<T, double>()).As<double, T>();

    /// <summary>The natural logarithm of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log<T>(Vector<T> x) => typeof(T) == typeof(float) ? Vector.Log(x.As<T, float>()).As<float, T>() : Vector.Log(x.As<T, double>()).As<double, T>();

    /// <summary>a · b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c) => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sigmoid<T>(Vector<T> x)
        where T : INumberBase<T> => Vector<T>.One / (Vector<T>.One + Exp(-x));

    /// <summary>The hyperbolic tangent; a polynomial near 0, where 1 − 2 / (e²ˣ + 1) would lose digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh<T>(Vector<T> x)
        where T : INumberBase<T>
    {
        var size = Vector.Abs(x);
        var far = Vector<T>.One - All<T>(2) / (Exp(size + size) + Vector<T>.One);
        far = Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), -far, far);
        if (typeof(T) != typeof(float))
            return far;
        var square = x * x;
        var near = MultiplyAdd(square, All<T>(-5.70498872745e-3), All<T>(2.06390887954e-2));
        near = MultiplyAdd(near, square, All<T>(-5.37397155531e-2));
        near = MultiplyAdd(near, square, All<T>(1.33314422036e-1));
        near = MultiplyAdd(near, square, All<T>(-3.33332819422e-1));
        return Vector.ConditionalSelect(Vector.LessThan(size, All<T>(0.625)), MultiplyAdd(near * square, x, x), far);
    }

    /// <summary>log(1 + eˣ), without overflow, and exact where eˣ is small beside 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Softplus<T>(Vector<T> x)
        where T : INumberBase<T>
    {
        var power = Exp(-Vector.Abs(x));
        var small = power * (Vector<T>.One - power * All<T>(0.5));
        var tail = Vector.ConditionalSelect(Vector.LessThan(power, All<T>(typeof(T) == typeof(float) ? 1e-4 : 1e-8)), small, Log(Vector<T>.One + power));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), tail, x + tail);
    }

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Erf<T>(Vector<T> x) => typeof(T) == typeof(float) ? Erf(x.As<T, float>()).As<float, T>() : ErrorFunction.Of(x.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exp(Vector<float> x)
    {
        // Beyond these bounds the result is 0 or infinity anyway; comparisons let a NaN pass.
        x = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector.Create(89f)), Vector.Create(89f), x);
        x = Vector.ConditionalSelect(Vector.LessThan(x, Vector.Create(-104f)), Vector.Create(-104f), x);
        // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
        var rounder = Vector.Create(12582912f);
        var shifted = Vector.MultiplyAddEstimate(x, Vector.Create(1.44269504f), rounder);
        var whole = shifted - rounder;
        var rest = Vector.MultiplyAddEstimate(whole, Vector.Create(-0.693359375f), x);
        rest = Vector.MultiplyAddEstimate(whole, Vector.Create(2.12194440e-4f), rest);
        var sum = Vector.MultiplyAddEstimate(rest, Vector.Create(1.9875691500e-4f), Vector.Create(1.3981999507e-3f));
        sum = Vector.MultiplyAddEstimate(sum, rest, Vector.Create(8.3334519073e-3f));
        sum = Vector.MultiplyAddEstimate(sum, rest, Vector.Create(4.1665795894e-2f));
        sum = Vector.MultiplyAddEstimate(sum, rest, Vector.Create(1.6666665459e-1f));
        sum = Vector.MultiplyAddEstimate(sum, rest, Vector.Create(5.0000001201e-1f));
        sum = Vector.MultiplyAddEstimate(sum, rest * rest, rest) + Vector<float>.One;
        // Twice a half power: a whole one would not fit into the exponent near the bounds.
        var exponent = shifted.As<float, int>() - rounder.As<float, int>();
        var half = Vector.ShiftRightArithmetic(exponent, 1);
        var bias = Vector.Create(127);
        return sum * Vector.ShiftLeft(half + bias, 23).As<int, float>() * Vector.ShiftLeft(exponent - half + bias, 23).As<int, float>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Erf(Vector<float> x)
    {
        var size = Vector.Abs(x);
        var square = x * x;
        var near = Vector.MultiplyAddEstimate(square, Vector.Create(7.882497448e-05f), Vector.Create(-0.0008018855f));
        near = Vector.MultiplyAddEstimate(near, square, Vector.Create(0.005189312156f));
        near = Vector.MultiplyAddEstimate(near, square, Vector.Create(-0.02685432881f));
        near = Vector.MultiplyAddEstimate(near, square, Vector.Create(0.1128359735f));
        near = Vector.MultiplyAddEstimate(near, square, Vector.Create(-0.37612625957f));
        near = Vector.MultiplyAddEstimate(near, square, Vector.Create(1.12837910652f));
        var clamped = Vector.ConditionalSelect(Vector.GreaterThan(size, Vector.Create(4f)), Vector.Create(4f), size);
        var far = Vector.MultiplyAddEstimate(clamped, Vector.Create(1.33093908e-05f), Vector.Create(-0.00031757203f));
        far = Vector.MultiplyAddEstimate(far, clamped, Vector.Create(0.003436867613f));
        far = Vector.MultiplyAddEstimate(far, clamped, Vector.Create(-0.022621985525f));
        far = Vector.MultiplyAddEstimate(far, clamped, Vector.Create(0.103318981826f));
        far = Vector.MultiplyAddEstimate(far, clamped, Vector.Create(0.63909333944f));
        far = Vector.MultiplyAddEstimate(far, clamped, Vector.Create(1.125925898552f));
        far = Vector.MultiplyAddEstimate(far, clamped, Vector.Create(0.00075696862768f));
        far = Vector<float>.One - Exp(-far);
        far = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), -far, far);
        return Vector.ConditionalSelect(Vector.LessThan(size, Vector<float>.One), near * x, far);
    }
}
