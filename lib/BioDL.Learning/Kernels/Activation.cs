using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>Which function follows.</summary>
internal enum ActivationKind
{
    /// <summary>None.</summary>
    Identity,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x above 0, slope · x below.</summary>
    LeakyRelu,

    /// <summary>x, but at least the lower and at most the upper limit.</summary>
    Clip,

    /// <summary>1 / (1 + exp(−x)).</summary>
    Sigmoid,
}

/// <summary>A function of single numbers that a kernel applies before it stores them.</summary>
/// <param name="Kind">The function.</param>
/// <param name="First">The slope of LeakyRelu, the lower limit of Clip.</param>
/// <param name="Second">The upper limit of Clip.</param>
internal readonly record struct Activation(ActivationKind Kind, float First = 0, float Second = 0)
{
    /// <summary>Applies the function in place. A number that is none stays none.</summary>
    public unsafe void Apply(float* values, int count)
    {
        if (Kind == ActivationKind.Identity)
            return;
        var whole = count & ~15;
        Apply(Kind, First, Second, values, whole);
        if (whole == count)
            return;
        var rest = stackalloc float[16];
        new ReadOnlySpan<float>(values + whole, count - whole).CopyTo(new Span<float>(rest, 16));
        Apply(Kind, First, Second, rest, 16);
        new ReadOnlySpan<float>(rest, count - whole).CopyTo(new Span<float>(values + whole, count - whole));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Apply(ActivationKind kind, float first, float second, float* values, int count)
    {
        var (low, high) = (Vector512.Create(first), Vector512.Create(second));
        var (zero, one) = (Vector512<float>.Zero, Vector512<float>.One);
        for (var n = 0; n < count; n += 16)
        {
            var x = Vector512.Load(values + n);
            x = kind switch
            {
                ActivationKind.Relu => Vector512.ConditionalSelect(Vector512.LessThan(x, zero), zero, x),
                ActivationKind.LeakyRelu => Vector512.ConditionalSelect(Vector512.LessThan(x, zero), x * low, x),
                ActivationKind.Clip => AtMost(Vector512.ConditionalSelect(Vector512.LessThan(x, low), low, x), high),
                _ => one / (one + Vector512.Exp(-x)),
            };
            x.Store(values + n);
        }
    }

    private static Vector512<float> AtMost(Vector512<float> x, Vector512<float> high) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, high), high, x);
}
