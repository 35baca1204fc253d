using System.Numerics;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>Division of whole numbers. The lowest number over −1, which does not fit, wraps around to itself instead of stopping the program.</summary>
internal sealed class IntegerDivision
{
    private enum Result
    {
        Quotient,
        RemainderLikeDividend,
        RemainderLikeDivisor,
    }

    private readonly Result result;

    private IntegerDivision(Result result) => this.result = result;

    /// <summary>a / b, cut towards 0.</summary>
    public static IntegerDivision Quotient { get; } = new(Result.Quotient);

    /// <summary>What is left of a, with the sign of a (C's remainder).</summary>
    public static IntegerDivision RemainderLikeDividend { get; } = new(Result.RemainderLikeDividend);

    /// <summary>What is left of a, with the sign of b (Python's remainder).</summary>
    public static IntegerDivision RemainderLikeDivisor { get; } = new(Result.RemainderLikeDivisor);

    /// <exception cref="OnnxException">A divisor is 0.</exception>
    public static void RefuseZero<T>(ReadOnlySpan<T> divisors)
        where T : unmanaged, IBinaryInteger<T>
    {
        var zero = divisors.IndexOf(T.Zero);
        if (zero >= 0)
            throw new OnnxException($"its second input is 0 at element {zero}, and whole numbers cannot be divided by 0");
    }

    /// <summary>The result for one pair.</summary>
    public T Of<T>(T a, T b)
        where T : IBinaryInteger<T>
    {
        if (T.IsNegative(b) && b == -T.One)
            return result == Result.Quotient ? unchecked(-a) : T.Zero;
        if (result == Result.Quotient)
            return a / b;
        var rest = a % b;
        return result == Result.RemainderLikeDivisor && rest != T.Zero && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest;
    }
}
