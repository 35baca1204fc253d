using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Slopes and curvatures of images. Each method works on every channel by itself; lengths are in pixels, and beyond the edges the image goes on with its
/// outermost pixels.
/// </summary>
public static class Derivatives
{
    /// <summary>
    /// A derivative of the image smoothed with a Gaussian of sigma: the kernel is that of <c>scipy.ndimage.gaussian_filter</c> with <c>order</c> (mode
    /// 'nearest', truncate 4) up to a small correction. Cut off and sampled, SciPy's kernels neither sum to 0 nor measure slopes exactly: on even
    /// ground of 30,000 its second derivative with σ = 2 gives −2.6. Here the centre and the scale are set such that derivatives of a constant are exactly
    /// 0, a ramp of one unit per pixel has slope 1, and x² / 2 has curvature 1, at every sigma. Beyond σ = 1 the two differ by less than half a percent.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="sigma">Standard deviation in pixels; with 0 the plain central differences, (next − previous) / 2 and next − 2 · this + previous.</param>
    /// <param name="down">Order of the derivative from row to row: 0, 1 or 2.</param>
    /// <param name="along">Order of the derivative within rows: 0, 1 or 2.</param>
    /// <returns>The same shape, in brightness per pixel to the power of both orders.</returns>
    /// <exception cref="ArgumentOutOfRangeException">sigma or an order is out of range.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image GaussianDerivative(this Image image, double sigma, int down, int along)
    {
        ArgumentNullException.ThrowIfNull(image);
        Filters.RequireSigma(sigma, nameof(sigma));
        RequireOrder(down, nameof(down));
        RequireOrder(along, nameof(along));
        Pixels.RequireFinite(image, nameof(GaussianDerivative));
        var (vertical, horizontal) = (Kernel.Gaussian(sigma, down), Kernel.Gaussian(sigma, along));
        return Bands.Over(image, 1, vertical.Radius, (source, from, to, result, _) =>
            Separable.Filter(source, vertical, horizontal, new Separable.RowsToWrite(result, from, to - from)));
    }

    /// <summary>
    /// How steep the smoothed image is: √(gy² + gx²) with the first derivatives of <see cref="GaussianDerivative"/>; high along edges. As
    /// <c>scipy.ndimage.gaussian_gradient_magnitude</c>.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="sigma">Standard deviation in pixels.</param>
    /// <returns>The same shape, in brightness per pixel, 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">sigma is negative, too large or not a number.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image GradientMagnitude(this Image image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        Filters.RequireSigma(sigma, nameof(sigma));
        Pixels.RequireFinite(image, nameof(GradientMagnitude));
        return Steepness(image, Kernel.Gaussian(sigma, 0), Kernel.Gaussian(sigma, 1), 1);
    }

    /// <summary>
    /// Sobel's edges: √((gy² + gx²) / 2), where g is next − previous in one direction after [1 2 1] / 4 in the other. The same as
    /// <c>skimage.filters.sobel</c>.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <returns>The same shape, √2 times the brightness per pixel on a slope, 0 or more.</returns>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image Sobel(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Pixels.RequireFinite(image, nameof(Sobel));
        return Steepness(image, Kernel.Binomial, Kernel.Difference, 0.5f);
    }

    /// <summary>
    /// The eigenvalues of the structure tensor, which tells edges (one large) from corners and texture (two) and even ground (none): the outer product of
    /// the gradient (<see cref="GaussianDerivative"/> at sigma) with itself, its three entries smoothed with a second Gaussian.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="sigma">Standard deviation of the gradient, in pixels.</param>
    /// <param name="neighbourhood">Standard deviation of the second Gaussian, in pixels; when null, half of <paramref name="sigma"/>, as ilastik takes.</param>
    /// <returns>Two channels for each channel: the larger eigenvalue, then the smaller one; in squared brightness per pixel², 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A sigma is negative, too large or not a number.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image StructureTensorEigenvalues(this Image image, double sigma, double? neighbourhood = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        Filters.RequireSigma(sigma, nameof(sigma));
        var outer = neighbourhood ?? sigma / 2;
        Filters.RequireSigma(outer, nameof(neighbourhood));
        Pixels.RequireFinite(image, nameof(StructureTensorEigenvalues));
        var tensor = new StructureTensor(Kernel.Gaussian(sigma, 0), Kernel.Gaussian(sigma, 1), Kernel.Gaussian(outer, 0));
        return Bands.Over(image, 2, tensor.Radius, tensor.Eigenvalues);
    }

    /// <summary>
    /// The eigenvalues of the Hessian, i.e. the largest and the smallest curvature at each pixel: both negative on bright blobs, only one of them on bright
    /// lines, both positive on dark blobs. Its entries are second derivatives of a Gaussian (<see cref="GaussianDerivative"/> with the orders 2 0, 1 1
    /// and 0 2), as in ilastik; <c>skimage.feature.hessian_matrix</c> 0.19 differs instead: it takes finite differences twice, after smoothing.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="sigma">Standard deviation in pixels; multiply the result by σ² to compare scales.</param>
    /// <returns>Two channels for each channel: the larger eigenvalue (with its sign), then the smaller one; in brightness per pixel².</returns>
    /// <exception cref="ArgumentOutOfRangeException">sigma is negative, too large or not a number.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image HessianEigenvalues(this Image image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        Filters.RequireSigma(sigma, nameof(sigma));
        Pixels.RequireFinite(image, nameof(HessianEigenvalues));
        var (smooth, slope, bend) = (Kernel.Gaussian(sigma, 0), Kernel.Gaussian(sigma, 1), Kernel.Gaussian(sigma, 2));
        return Bands.Over(image, 2, bend.Radius, (source, from, to, larger, smaller) =>
        {
            var mixed = new float[larger.Length];
            Separable.Filter(source, bend, smooth, new Separable.RowsToWrite(larger, from, to - from));
            Separable.Filter(source, smooth, bend, new Separable.RowsToWrite(smaller, from, to - from));
            Separable.Filter(source, slope, slope, new Separable.RowsToWrite(mixed, from, to - from));
            SymmetricMatrices.ToEigenvalues(larger, smaller, mixed);
        });
    }

    private static Image Steepness(Image image, Kernel smooth, Kernel slope, float share) => Bands.Over(image, 1, slope.Radius, (source, from, to, result, _) =>
    {
        var along = new float[result.Length];
        Separable.Filter(source, slope, smooth, new Separable.RowsToWrite(result, from, to - from));
        Separable.Filter(source, smooth, slope, new Separable.RowsToWrite(along, from, to - from));
        SymmetricMatrices.Length(result, along, share);
    });

    private static void RequireOrder(int order, string name)
    {
        if (order is < 0 or > 2)
            throw new ArgumentOutOfRangeException(name, $"A derivative of order {order} was asked for; 0 (none), 1 and 2 can be taken.");
    }
}
