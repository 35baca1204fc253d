using System.Globalization;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Filters of the Gaussian kind. Each works on every channel by itself, in the units of the image, and goes on beyond the edges with the outermost
/// pixels; sigmas are in pixels, and kernels are cut off at 4 sigma.
/// </summary>
public static class Filters
{
    /// <summary>The largest sigma that is accepted, in pixels.</summary>
    public const double MaximumSigma = 1000;

    /// <summary>
    /// Smooths every channel with a Gaussian, w(d) ∝ exp(−d² / 2σ²), cut off at 4 σ and normalised to a sum of 1; beyond the edges the
    /// image goes on with its outermost pixels. The same as <c>skimage.filters.gaussian</c> with its defaults (mode 'nearest', truncate 4)
    /// and <c>preserve_range=True</c>: brightness keeps its units.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="sigma">Standard deviation in pixels, 0 to <see cref="MaximumSigma"/>. Below 0.125 the kernel is a single pixel.</param>
    /// <returns>An image of the same shape, pixel size and provenance; the image itself when the kernel is a single pixel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">sigma is negative, too large or not a number.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image Gaussian(this Image image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        RequireSigma(sigma, nameof(sigma));
        Pixels.RequireFinite(image, nameof(Gaussian));
        var kernel = Kernel.Gaussian(sigma, 0);
        return kernel.Radius == 0 ? image : Bands.Over(image, 1, kernel.Radius, (source, from, to, result, _) =>
            Separable.Filter(source, kernel, kernel, new Separable.RowsToWrite(result, from, to - from)));
    }

    /// <summary>
    /// What is smaller than one scale and larger than another: the image smoothed with the smaller sigma minus the image smoothed with the larger one
    /// (a band-pass). Bright blobs in between come out positive. As <c>skimage.filters.difference_of_gaussians</c>.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="low">The smaller sigma in pixels, 0 or more: finer detail is lost.</param>
    /// <param name="high">The larger sigma in pixels: coarser shading is taken away. When null, 1.6 times the smaller, where the result is closest to
    /// the Laplacian of a Gaussian (Marr and Hildreth 1980, Proc. R. Soc. B 207:187).</param>
    /// <exception cref="ArgumentOutOfRangeException">A sigma is out of range, or the second is smaller than the first.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image DifferenceOfGaussians(this Image image, double low, double? high = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        RequireSigma(low, nameof(low));
        var larger = high ?? 1.6 * low;
        RequireSigma(larger, nameof(high));
        if (larger < low)
            throw new ArgumentOutOfRangeException(nameof(high), string.Create(CultureInfo.InvariantCulture,
                $"The second sigma is {larger}, smaller than the first, {low}. Give the smaller one first."));
        Pixels.RequireFinite(image, nameof(DifferenceOfGaussians));
        var (fine, coarse) = (Kernel.Gaussian(low, 0), Kernel.Gaussian(larger, 0));
        return Bands.Over(image, 1, coarse.Radius, (source, from, to, result, _) =>
        {
            var shading = new float[result.Length];
            Separable.Filter(source, fine, fine, new Separable.RowsToWrite(result, from, to - from));
            Separable.Filter(source, coarse, coarse, new Separable.RowsToWrite(shading, from, to - from));
            for (var i = 0; i < result.Length; i++)
                result[i] -= shading[i];
        });
    }

    /// <summary>
    /// The Laplacian of the smoothed image, ∂²/∂y² + ∂²/∂x² of a Gaussian of sigma: negative on bright blobs (most on those of radius √2 σ), positive on
    /// dark ones and around bright ones, 0 on even ground and on even slopes. As <c>scipy.ndimage.gaussian_laplace</c>, with kernels of exact sums (see
    /// <see cref="Derivatives.GaussianDerivative"/>).
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="sigma">Standard deviation in pixels; multiply the result by σ² to compare scales.</param>
    /// <returns>The same shape, in brightness per pixel².</returns>
    /// <exception cref="ArgumentOutOfRangeException">sigma is negative, too large or not a number.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image LaplacianOfGaussian(this Image image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        RequireSigma(sigma, nameof(sigma));
        Pixels.RequireFinite(image, nameof(LaplacianOfGaussian));
        var (smooth, bend) = (Kernel.Gaussian(sigma, 0), Kernel.Gaussian(sigma, 2));
        return Bands.Over(image, 1, bend.Radius, (source, from, to, result, _) =>
        {
            var along = new float[result.Length];
            Separable.Filter(source, bend, smooth, new Separable.RowsToWrite(result, from, to - from));
            Separable.Filter(source, smooth, bend, new Separable.RowsToWrite(along, from, to - from));
            for (var i = 0; i < result.Length; i++)
                result[i] += along[i];
        });
    }

    /// <summary>Refuses a sigma that is no length of the kind.</summary>
    internal static void RequireSigma(double sigma, string name)
    {
        if (!(sigma >= 0 && sigma <= MaximumSigma))
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture,
                $"{name} is {sigma}; it is given in pixels, from 0 to {MaximumSigma}."));
    }
}
