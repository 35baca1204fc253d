using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>What the root mean squared error is divided by.</summary>
public enum NormalisedBy
{
    /// <summary>Largest − smallest value of the truth.</summary>
    Range,

    /// <summary>Root mean square of the truth (the default of <c>skimage.metrics.normalized_root_mse</c>).</summary>
    Euclidean,

    /// <summary>Mean of the truth.</summary>
    Mean,
}

/// <summary>
/// How near a restored image (denoised, deconvolved, predicted from another channel) comes to the truth. Values are compared as they are; where a network has its own
/// brightness scale, fit it first: <c>Restoration.PSNR(truth, restored.FitTo(truth))</c>. Infinite values and values that are not a number are refused,
/// with their position. These scores reward blur: two images of the same score may differ in what matters, so look, and score what is measured from the image.
/// </summary>
public static class Restoration
{
    /// <summary>
    /// Peak signal-to-noise ratio, 10 log₁₀(range² / MSE), in decibels; higher is better, ∞ for equal images. As <c>skimage.metrics.peak_signal_noise_ratio</c>.
    /// </summary>
    /// <param name="truth">Channel × height × width.</param>
    /// <param name="restored">The same shape, in the same units.</param>
    /// <param name="range">
    /// What counts as the peak, above 0: 255 for 8-bit images. When null, largest − smallest value of this truth, as is usual for microscopes. Scores of different
    /// ranges cannot be compared: say which.
    /// </param>
    /// <exception cref="ArgumentException">The shapes differ, a value is not finite, or the truth is constant and no range is given.</exception>
    public static double PSNR(Image truth, Image restored, double? range = null)
    {
        Require(truth, restored, nameof(PSNR));
        var peak = RangeOf(truth, range);
        return 10 * Math.Log10(peak * peak / ImageMoments.Error(truth, restored));
    }

    /// <summary>Root mean squared error divided by a measure of the truth; 0 for equal images, lower is better. As <c>skimage.metrics.normalized_root_mse</c>.</summary>
    /// <param name="truth">Channel × height × width.</param>
    /// <param name="restored">The same shape, in the same units.</param>
    /// <param name="by">The divisor.</param>
    /// <exception cref="ArgumentException">The shapes differ, a value is not finite, or the divisor is not above 0.</exception>
    public static double NRMSE(Image truth, Image restored, NormalisedBy by = NormalisedBy.Range)
    {
        Require(truth, restored, nameof(NRMSE));
        var moments = ImageMoments.Of(truth, restored);
        var divisor = by switch
        {
            NormalisedBy.Range => RangeOf(truth, null),
            NormalisedBy.Euclidean => moments.TruthRoot,
            NormalisedBy.Mean => moments.TruthMean,
            _ => throw new ArgumentOutOfRangeException(nameof(by), $"The divisor is {by}; there are Range, Euclidean and Mean."),
        };
        return divisor > 0 ? Math.Sqrt(moments.SquaredError) / divisor : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"The truth's {(by == NormalisedBy.Mean ? "mean" : "root mean square")} is {divisor}; expected a number above 0 to divide by. Choose NormalisedBy.Range."));
    }

    /// <summary>
    /// Structural similarity (Wang et al. 2004, IEEE TIP 13:600), mean of (2 μx μy + c₁)(2 σxy + c₂) / ((μx² + μy² + c₁)(σx² + σy² + c₂)) over windows, −1 to 1,
    /// 1 for equal images; c₁ = (0.01 range)², c₂ = (0.03 range)². Windows that reach beyond the image do not count; several channels are averaged.
    /// </summary>
    /// <param name="truth">Channel × height × width, at least as large as the window.</param>
    /// <param name="restored">The same shape, in the same units.</param>
    /// <param name="range">As in <see cref="PSNR"/>.</param>
    /// <param name="window">A Gaussian as in the paper, or a square.</param>
    /// <exception cref="ArgumentException">The shapes differ, a value is not finite, the image is too small, or the truth is constant and no range is given.</exception>
    public static double SSIM(Image truth, Image restored, double? range = null, SimilarityWindow window = SimilarityWindow.Gaussian)
    {
        Require(truth, restored, nameof(SSIM));
        return StructuralSimilarity.Mean(truth, restored, RangeOf(truth, range), window);
    }

    /// <summary>
    /// Scale-invariant PSNR (Weigert et al. 2018, Nat. Methods 15:1090): that of a·restored + b with the a and b of the least squared error, so that it does not matter in
    /// which units a network answers. Never below the PSNR itself.
    /// </summary>
    /// <inheritdoc cref="PSNR"/>
    public static double ScaleInvariantPSNR(Image truth, Image restored, double? range = null)
    {
        Require(truth, restored, nameof(ScaleInvariantPSNR));
        var peak = RangeOf(truth, range);
        return 10 * Math.Log10(peak * peak / ImageMoments.Of(truth, restored).FittedError);
    }

    /// <summary>The image in the brightness units of another: a·image + b with the a and b of the least squared error. A constant image becomes the other's mean.</summary>
    /// <param name="image">Channel × height × width.</param>
    /// <param name="truth">The same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ or a value is not finite.</exception>
    public static Image FitTo(this Image image, Image truth)
    {
        Require(truth, image, nameof(FitTo));
        var (factor, offset) = ImageMoments.Of(truth, image).Fit;
        return new Image(image.Channels, image.Height, image.Width, Array.ConvertAll(image.Values.ToArray(), value => (float)(factor * value + offset)))
        {
            PixelSize = image.PixelSize,
            Provenance = image.Provenance,
        };
    }

    internal static void Require(Image truth, Image restored, string method)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(restored);
        Shape.RequireSame(truth.Height, truth.Width, restored.Height, restored.Width, "Truth and restored image");
        if (truth.Channels != restored.Channels)
            throw new ArgumentException($"The truth has {truth.Channels} channel(s), the restored image {restored.Channels}; expected as many. Pick one channel of each.");
        Pixels.RequireFinite(truth, method);
        Pixels.RequireFinite(restored, method);
    }

    internal static double RangeOf(Image truth, double? range)
    {
        if (range is { } given)
            return given > 0 && double.IsFinite(given) ? given
                : throw new ArgumentOutOfRangeException(nameof(range), string.Create(CultureInfo.InvariantCulture, $"The range is {given}; expected a number above 0, such as 255 for 8-bit images."));
        var (low, high, _) = Pixels.Range(truth, "A range of values");
        return high > low ? (double)high - low
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Every value of the truth is {low}, so it has no range of its own. Give the range, such as 255 for 8-bit images."));
    }
}
