using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>
/// Four values at a time, in double precision, between float rows: what formulas with powers and logarithms need to be fast. Logarithms and
/// powers of processors that fuse multiplication and addition differ in the last digit of double precision, and so, rarely, of a float.
/// </summary>
internal static class Four
{
    public const int Lanes = 4;

    public static Vector256<double> Load(ReadOnlySpan<float> values)
    {
        var four = Vector128<float>.Zero;
        if (values.Length >= Lanes)
            four = Vector128.Create(values);
        for (var i = 0; i < values.Length && values.Length < Lanes; i++)
            four = four.WithElement(i, values[i]);
        var (lower, upper) = Vector128.Widen(four);
        return Vector256.Create(lower, upper);
    }

    public static void Store(Vector256<double> values, Span<float> target)
    {
        var four = Vector128.Narrow(values.GetLower(), values.GetUpper());
        if (target.Length >= Lanes)
            four.CopyTo(target);
        for (var i = 0; i < target.Length && target.Length < Lanes; i++)
            target[i] = four[i];
    }

    /// <summary>x^exponent for x above 0.</summary>
    public static Vector256<double> Power(Vector256<double> x, double exponent) => Vector256.Exp(Vector256.Log(x) * exponent);

    /// <summary>Above the limit the first, else (and for not-a-number) the second.</summary>
    public static Vector256<double> Above(Vector256<double> x, double limit, Vector256<double> first, Vector256<double> second) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(limit)), first, second);
}
