using System.Numerics;
using System.Numerics.Tensors;
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
        where T : unmanaged, INumber<T> => BinaryMap<T>.Symmetric(TensorPrimitives.Add, TensorPrimitives.Add);
}

/// <summary>a − b.</summary>
internal sealed class Subtraction : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => new(TensorPrimitives.Subtract, TensorPrimitives.Subtract, TensorPrimitives.Subtract);
}

/// <summary>a · b.</summary>
internal sealed class Multiplication : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => BinaryMap<T>.Symmetric(TensorPrimitives.Multiply, TensorPrimitives.Multiply);
}

/// <summary>a / b of numbers with fractions.</summary>
internal sealed class Division : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => new(TensorPrimitives.Divide, TensorPrimitives.Divide, TensorPrimitives.Divide);
}

/// <summary>The smaller one; NaN when either is.</summary>
internal sealed class Minimum : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => BinaryMap<T>.Symmetric(TensorPrimitives.Min, TensorPrimitives.Min);
}

/// <summary>The larger one; NaN when either is.</summary>
internal sealed class Maximum : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => BinaryMap<T>.Symmetric(TensorPrimitives.Max, TensorPrimitives.Max);
}

/// <summary>a, or a · b where a is below 0: PRelu with slopes b.</summary>
internal sealed class SlopeBelowZero : INumberPairs
{
    public BinaryMap<T> Map<T>()
        where T : unmanaged, INumber<T> => new(
            (left, right, target) =>
            {
                var n = 0;
                for (; n <= target.Length - Vector<T>.Count; n += Vector<T>.Count)
                    new LeakyRectified<T>(new Vector<T>(right[n..])).Of(new Vector<T>(left[n..])).CopyTo(target[n..]);
                for (; n < target.Length; n++)
                    target[n] = left[n] < T.Zero ? unchecked(left[n] * right[n]) : left[n];
            },
            (left, right, target) => VectorMap.Apply(new LeakyRectified<T>(Vector.Create(right)), left, target),
            (left, right, target) =>
            {
                if (left < T.Zero)
                    TensorPrimitives.Multiply(right, left, target);
                else
                    target.Fill(left);
            });
}
