using System.Numerics;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>A function of one whole number of any width; it wraps around where the result does not fit.</summary>
internal interface IIntegerFunction
{
    /// <summary>The function of x.</summary>
    T Of<T>(T x)
        where T : IBinaryInteger<T>;
}

/// <summary>x, or 0 when it is below.</summary>
internal sealed class Rectifier : IIntegerFunction
{
    public T Of<T>(T x)
        where T : IBinaryInteger<T> => x < T.Zero ? T.Zero : x;
}

/// <summary>x without its sign; the lowest number stays itself.</summary>
internal sealed class Magnitude : IIntegerFunction
{
    public T Of<T>(T x)
        where T : IBinaryInteger<T> => x < T.Zero ? unchecked(-x) : x;
}

/// <summary>−x; the lowest number stays itself.</summary>
internal sealed class Negation : IIntegerFunction
{
    public T Of<T>(T x)
        where T : IBinaryInteger<T> => unchecked(-x);
}

/// <summary>−1, 0 or 1.</summary>
internal sealed class Signum : IIntegerFunction
{
    public T Of<T>(T x)
        where T : IBinaryInteger<T> => T.CreateTruncating(T.Sign(x));
}

/// <summary>x itself.</summary>
internal sealed class Same : IIntegerFunction
{
    public T Of<T>(T x)
        where T : IBinaryInteger<T> => x;
}
