using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels.Reductions;

/// <summary>Sum.</summary>
internal readonly struct SumFold<T> : IVectorFold<T>
    where T : INumber<T>
{
    public Vector<T> Start => Vector<T>.Zero;

    public Vector<T> Padding => Vector<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Take(Vector<T> results, Vector<T> numbers) => results + numbers;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Join(Vector<T> a, Vector<T> b) => a + b;

    public T Join(T a, T b) => unchecked(a + b);
}

/// <summary>Sum of squares of the distance from a number.</summary>
internal readonly struct SquareFold<T>(Vector<T> centre) : IVectorFold<T>
    where T : INumber<T>
{
    public Vector<T> Start => Vector<T>.Zero;

    public Vector<T> Padding => centre;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Take(Vector<T> results, Vector<T> numbers) => results + (numbers - centre) * (numbers - centre);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Join(Vector<T> a, Vector<T> b) => a + b;

    public T Join(T a, T b) => unchecked(a + b);
}

/// <summary>Sum of absolute values.</summary>
internal readonly struct MagnitudeFold<T> : IVectorFold<T>
    where T : INumber<T>
{
    public Vector<T> Start => Vector<T>.Zero;

    public Vector<T> Padding => Vector<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Take(Vector<T> results, Vector<T> numbers) => results + Vector.Abs(numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Join(Vector<T> a, Vector<T> b) => a + b;

    public T Join(T a, T b) => unchecked(a + b);
}

/// <summary>Product.</summary>
internal readonly struct ProductFold<T> : IVectorFold<T>
    where T : INumber<T>
{
    public Vector<T> Start => Vector<T>.One;

    public Vector<T> Padding => Vector<T>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Take(Vector<T> results, Vector<T> numbers) => results * numbers;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Join(Vector<T> a, Vector<T> b) => a * b;

    public T Join(T a, T b) => unchecked(a * b);
}

/// <summary>The largest; NaN when any is.</summary>
internal readonly struct MaximumFold<T>(Vector<T> lowest) : IVectorFold<T>
    where T : INumber<T>
{
    public Vector<T> Start => lowest;

    public Vector<T> Padding => lowest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Take(Vector<T> results, Vector<T> numbers) => Vector.Max(results, numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Join(Vector<T> a, Vector<T> b) => Vector.Max(a, b);

    public T Join(T a, T b) => T.Max(a, b);
}

/// <summary>The smallest; NaN when any is.</summary>
internal readonly struct MinimumFold<T>(Vector<T> highest) : IVectorFold<T>
    where T : INumber<T>
{
    public Vector<T> Start => highest;

    public Vector<T> Padding => highest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Take(Vector<T> results, Vector<T> numbers) => Vector.Min(results, numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Join(Vector<T> a, Vector<T> b) => Vector.Min(a, b);

    public T Join(T a, T b) => T.Min(a, b);
}
