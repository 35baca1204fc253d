namespace BioDL.Classical;

/// <summary>
/// A Gaussian and its first two derivatives, sampled at whole pixels, cut off at 4 σ, as in <c>scipy.ndimage.gaussian_filter</c> with order 0, 1 and 2: the
/// Gaussian is normalised to a sum of 1 and its derivatives are d / σ² and d² / σ⁴ − 1 / σ² times that. Entries are those of the distances d = 0, 1, 2 …
/// </summary>
internal sealed class GaussianKernels
{
    public GaussianKernels(double sigma)
    {
        Sigma = sigma;
        Radius = RadiusOf(sigma);
        var weights = new double[Radius + 1];
        for (var d = 0; d <= Radius; d++)
            weights[d] = d == 0 ? 1 : Math.Exp(-0.5 * d * d / (sigma * sigma));
        var sum = 2 * weights.Sum() - 1;
        var square = sigma * sigma;
        Smooth = new float[Radius + 1];
        Slope = new float[Radius + 1];
        Curvature = new float[Radius + 1];
        for (var d = 0; d <= Radius; d++)
        {
            var weight = weights[d] / sum;
            Smooth[d] = (float)weight;
            Slope[d] = (float)(weight * d / square);
            Curvature[d] = (float)(weight * (d * d / (square * square) - 1 / square));
        }
    }

    public double Sigma { get; }

    /// <summary>The largest distance that counts.</summary>
    public int Radius { get; }

    /// <summary>The Gaussian itself; symmetric.</summary>
    public float[] Smooth { get; }

    /// <summary>Its first derivative, as weights of the pixels that follow; those before count negative.</summary>
    public float[] Slope { get; }

    /// <summary>Its second derivative; symmetric.</summary>
    public float[] Curvature { get; }

    public static int RadiusOf(double sigma) => (int)(4 * sigma + 0.5);
}
