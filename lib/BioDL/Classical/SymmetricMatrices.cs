using System.Numerics;
using System.Runtime.InteropServices;

namespace BioDL.Classical;

/// <summary>Small matrices and vectors, one per pixel, on the widest registers.</summary>
internal static class SymmetricMatrices
{
    /// <summary>Replaces the diagonals of [a c; c b] by their eigenvalues (a + b) / 2 ± √(((a − b) / 2)² + c²): the larger in place of a, the smaller of b.</summary>
    public static void ToEigenvalues(Span<float> a, Span<float> b, ReadOnlySpan<float> c)
    {
        Span<Vector<float>> firsts = MemoryMarshal.Cast<float, Vector<float>>(a), seconds = MemoryMarshal.Cast<float, Vector<float>>(b);
        var mixed = MemoryMarshal.Cast<float, Vector<float>>(c);
        for (var i = 0; i < mixed.Length; i++)
        {
            Vector<float> mean = (firsts[i] + seconds[i]) * 0.5f, half = (firsts[i] - seconds[i]) * 0.5f;
            var root = Vector.SquareRoot(half * half + mixed[i] * mixed[i]);
            (firsts[i], seconds[i]) = (mean + root, mean - root);
        }
        for (var i = mixed.Length * Vector<float>.Count; i < c.Length; i++)
        {
            float mean = (a[i] + b[i]) * 0.5f, half = (a[i] - b[i]) * 0.5f, root = MathF.Sqrt(half * half + c[i] * c[i]);
            (a[i], b[i]) = (mean + root, mean - root);
        }
    }

    /// <summary>Replaces a by √(share (a² + b²)).</summary>
    public static void Length(Span<float> a, ReadOnlySpan<float> b, float share)
    {
        var firsts = MemoryMarshal.Cast<float, Vector<float>>(a);
        var seconds = MemoryMarshal.Cast<float, Vector<float>>(b);
        for (var i = 0; i < firsts.Length; i++)
            firsts[i] = Vector.SquareRoot((firsts[i] * firsts[i] + seconds[i] * seconds[i]) * share);
        for (var i = firsts.Length * Vector<float>.Count; i < a.Length; i++)
            a[i] = MathF.Sqrt((a[i] * a[i] + b[i] * b[i]) * share);
    }
}
