using System.Numerics;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>A function of two numbers of any one type.</summary>
internal interface INumberPairs
{
    /// <summary>The function along memory.</summary>
    BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T>;
}

/// <summary>a + b.</summary>
internal sealed class Addition : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => VectorPairs.Of<T, Plus<T>>(default);
}

/// <summary>a − b.</summary>
internal sealed class Subtraction : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => VectorPairs.Of<T, Minus<T>>(default);
}

/// <summary>a · b.</summary>
internal sealed class Multiplication : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => VectorPairs.Of<T, Times<T>>(default);
}

/// <summary>a / b of numbers with fractions.</summary>
internal sealed class Division : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => VectorPairs.Of<T, Over<T>>(default);
}

/// <summary>The smaller one; NaN when either is.</summary>
internal sealed class Minimum : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => VectorPairs.Of<T, Smaller<T>>(default);
}

/// <summary>The larger one; NaN when either is.</summary>
internal sealed class Maximum : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => VectorPairs.Of<T, Larger<T>>(default);
}

/// <summary>a, or a · b where a is below 0.</summary>
internal sealed class LeakyProduct : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => VectorPairs.Of<T, SlopeBelowZero<T>>(default);
}
