namespace BioDL.Classical;

/// <summary>A kernel along one axis that is even or odd around its centre; only the weights of the distances 0, 1, 2 … are kept.</summary>
/// <param name="Weights">One weight per distance; for derivatives the first is not used.</param>
/// <param name="Order">0 smooths, 1 and 2 are first and second derivative.</param>
internal sealed record Kernel(float[] Weights, int Order)
{
    /// <summary>Below this sigma (in pixels) the Gaussian is a single pixel, and its derivatives are the central differences.</summary>
    private const double SinglePixel = 0.125;

    /// <summary>[1 2 1] / 4, across the edges that Sobel looks for.</summary>
    public static Kernel Binomial { get; } = new([0.5f, 0.25f], 0);

    /// <summary>next − previous, twice the slope per pixel.</summary>
    public static Kernel Difference { get; } = new([0, 1], 1);

    /// <summary>The mean of three pixels.</summary>
    public static Kernel Third { get; } = new([1 / 3f, 1 / 3f], 0);

    /// <summary>How far it reaches to either side.</summary>
    public int Radius => Weights.Length - 1;

    /// <summary>
    /// A Gaussian or its derivative, sampled at whole pixels, cut off at 4 sigma and made exact on polynomials: the Gaussian sums to 1, the
    /// first derivative of a ramp x is 1, the second derivative of x² / 2 is 1, and both derivatives of a constant are exactly 0.
    /// </summary>
    public static Kernel Gaussian(double sigma, int order)
    {
        var radius = Math.Max((int)(4 * sigma + 0.5), order > 0 ? 1 : 0);
        var weights = new double[radius + 1];
        for (var d = 0; d <= radius; d++)
            weights[d] = sigma < SinglePixel ? (d == Math.Min(order, 1) ? 1 : 0) : Sample(d, sigma, order);
        var sum = order switch
        {
            0 => 2 * weights.Sum() - weights[0],
            1 => 2 * weights.Select((weight, d) => weight * d).Sum(),
            _ => weights.Select((weight, d) => weight * d * d).Sum(),
        };
        return new Kernel(Array.ConvertAll(weights, weight => (float)(weight / sum)), order);
    }

    /// <summary>Up to a factor; the nearest neighbour's distance is taken out of the exponent, which would vanish at small sigmas.</summary>
    private static double Sample(int d, double sigma, int order)
    {
        var nearest = order == 0 ? 0 : 1;
        var bell = Math.Exp((nearest - (double)d * d) / (2 * sigma * sigma));
        return order switch { 0 => bell, 1 => d * bell, _ => (d * d - sigma * sigma) * bell };
    }
}
