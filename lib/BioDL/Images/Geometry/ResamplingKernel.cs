namespace BioDL.Images;

/// <summary>
/// For one axis: which old pixels make each new one, and with which weights. Pixel i covers i to i + 1, its centre is i + ½.
/// </summary>
internal sealed class ResamplingKernel
{
    /// <summary>
    /// Weights nearer to 0 than this are rounding and are dropped at both ends, so that no pixel counts that lies just out of reach.
    /// </summary>
    private const double Negligible = 1e-9;

    private readonly int[] starts;
    private readonly int[] ends;
    private readonly float[] weights;

    private ResamplingKernel(int oldLength, IReadOnlyList<(int Start, double[] Weights)> taps)
    {
        (OldLength, Length, starts, ends) = (oldLength, taps.Count, new int[taps.Count], new int[taps.Count]);
        weights = new float[taps.Sum(tap => tap.Weights.Length)];
        var end = 0;
        for (var i = 0; i < taps.Count; i++)
        {
            Normalise(taps[i].Weights, weights.AsSpan(end));
            (starts[i], ends[i]) = (taps[i].Start, end += taps[i].Weights.Length);
        }
    }

    public int OldLength { get; }

    public int Length { get; }

    public int Start(int i) => starts[i];

    public ReadOnlySpan<float> Weights(int i) => weights.AsSpan(i == 0 ? 0 : ends[i - 1], ends[i] - (i == 0 ? 0 : ends[i - 1]));

    public static ResamplingKernel Create(int oldLength, int newLength, Interpolation interpolation, bool antialias)
    {
        var widening = antialias ? Math.Max(1, (double)oldLength / newLength) : 1;
        var taps = new (int, double[])[newLength];
        for (var i = 0; i < newLength; i++)
            taps[i] = interpolation == Interpolation.Area
                ? Overlaps(i, oldLength, newLength)
                : Trim(Sample(i, oldLength, newLength, interpolation, widening));
        return new ResamplingKernel(oldLength, taps);
    }

    /// <summary>The kernel at distance d, in pixels: a triangle, or cubic convolution with a = −½ (Keys, 1981, equation 15).</summary>
    public static double At(Interpolation interpolation, double d)
    {
        d = Math.Abs(d);
        if (interpolation == Interpolation.Linear)
            return Math.Max(0, 1 - d);
        return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((2.5 - 0.5 * d) * d - 4) * d + 2 : 0;
    }

    /// <summary>The kernel around the new pixel's centre; what reaches beyond the image is left out.</summary>
    private static (int Start, double[] Weights) Sample(int i, int oldLength, int newLength, Interpolation interpolation, double widening)
    {
        var centre = (2.0 * i + 1) * oldLength / (2.0 * newLength);
        var reach = (interpolation == Interpolation.Linear ? 1 : 2) * widening;
        var start = Math.Max(0, (int)Math.Floor(centre - reach));
        var end = Math.Min(oldLength, (int)Math.Ceiling(centre + reach));
        var weights = new double[end - start];
        for (var k = 0; k < weights.Length; k++)
            weights[k] = At(interpolation, (start + k + 0.5 - centre) / widening);
        return (start, weights);
    }

    /// <summary>How much of each old pixel the new one covers. In units of 1 / newLength these are whole numbers.</summary>
    private static (int Start, double[] Weights) Overlaps(int i, int oldLength, int newLength)
    {
        long from = (long)i * oldLength, to = from + oldLength;
        var start = from / newLength;
        var weights = new double[(to + newLength - 1) / newLength - start];
        for (var k = 0; k < weights.Length; k++)
            weights[k] = Math.Min(to, (start + k + 1) * newLength) - Math.Max(from, (start + k) * newLength);
        return ((int)start, weights);
    }

    private static (int Start, double[] Weights) Trim((int Start, double[] Weights) tap)
    {
        var first = Array.FindIndex(tap.Weights, weight => Math.Abs(weight) > Negligible);
        var last = Array.FindLastIndex(tap.Weights, weight => Math.Abs(weight) > Negligible);
        return (tap.Start + first, tap.Weights[first..(last + 1)]);
    }

    /// <summary>Scales to a sum of 1; what rounding to single precision leaves over goes to the largest weight.</summary>
    private static void Normalise(double[] weights, Span<float> normal)
    {
        double sum = weights.Sum(), rest = 1;
        var largest = 0;
        for (var k = 0; k < weights.Length; k++)
        {
            normal[k] = (float)(weights[k] / sum);
            rest -= normal[k];
            largest = weights[k] > weights[largest] ? k : largest;
        }
        normal[largest] += (float)rest;
    }
}
