using System.Globalization;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>A method that finds a level for every pixel from a square window around it.</summary>
public delegate Image LocalThresholdMethod(Image image, int window);

/// <summary>
/// Levels that follow uneven light: <c>using static BioDL.Classical.LocalThresholds;</c> and <c>image.ThresholdLocally(Sauvola, window: 51)</c>. The window
/// should hold a few objects and some background. Whatever its size, the cost per pixel is the same (but for <see cref="LocalGaussian(Image, int)"/>).
/// </summary>
public static class LocalThresholds
{
    /// <summary>The pixels that are brighter than the level that a method finds for their surroundings.</summary>
    /// <param name="image">An image of one channel.</param>
    /// <param name="method">For instance <see cref="Sauvola(Image, int)"/>.</param>
    /// <param name="window">Side of the square window in pixels, odd.</param>
    /// <exception cref="ArgumentException">The image has several channels, a value is not finite, or the window is even or too small.</exception>
    public static Mask ThresholdLocally(this Image image, LocalThresholdMethod method, int window)
    {
        ArgumentNullException.ThrowIfNull(method);
        Pixels.RequireOneChannel(image, nameof(ThresholdLocally));
        return image.Threshold(method(image, window));
    }

    /// <summary>The mean of the window. As <c>skimage.filters.threshold_local</c> with method 'mean': the image is mirrored at its edges.</summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <param name="window">Side of the square window in pixels, odd.</param>
    /// <exception cref="ArgumentException">The image has several channels, a value is not finite, or the window is even or too small.</exception>
    public static Image LocalMean(Image image, int window)
    {
        Check(image, window, nameof(LocalMean));
        return WindowMoments.Map(image, window, Padding.Symmetric, (mean, _) => mean);
    }

    /// <summary>
    /// The mean of the surroundings weighted with a Gaussian of σ = (window − 1) / 6. As <c>skimage.filters.threshold_local</c> with its default method
    /// 'gaussian': the image is mirrored at its edges.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <param name="window">Side of the window in pixels, odd; the Gaussian is cut off at 4 σ, a little beyond it.</param>
    /// <exception cref="ArgumentException">The image has several channels, a value is not finite, or the window is even or too small.</exception>
    public static Image LocalGaussian(Image image, int window)
    {
        Check(image, window, nameof(LocalGaussian));
        var sigma = (window - 1) / 6.0;
        var margin = Kernel.Gaussian(sigma, 0).Radius;
        return margin == 0 ? image : image.Pad(margin, Padding.Symmetric).Gaussian(sigma).Crop(margin, margin, image.Width, image.Height);
    }

    /// <summary>Niblack's level with k = 0.2.</summary>
    /// <inheritdoc cref="Niblack(Image, int, double)"/>
    public static Image Niblack(Image image, int window) => Niblack(image, window, 0.2);

    /// <summary>
    /// Niblack's level m − k s with mean m and standard deviation s of the window (1986). Windows without an object are split too, into noise and noise:
    /// <see cref="Sauvola(Image, int)"/> avoids that. As <c>skimage.filters.threshold_niblack</c>: the image is mirrored at the centres of its outermost pixels.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <param name="window">Side of the square window in pixels, odd.</param>
    /// <param name="k">How many standard deviations below the mean; negative for bright objects on a dark ground.</param>
    /// <exception cref="ArgumentException">The image has several channels, a value is not finite, or the window is even or too small.</exception>
    public static Image Niblack(Image image, int window, double k)
    {
        Check(image, window, nameof(Niblack));
        RequireFinite(k, nameof(k));
        return WindowMoments.Map(image, window, Padding.Reflect, (mean, deviation) => mean - k * deviation);
    }

    /// <summary>Sauvola's level with k = 0.2 and half of the image's range.</summary>
    /// <inheritdoc cref="Sauvola(Image, int, double, double?)"/>
    public static Image Sauvola(Image image, int window) => Sauvola(image, window, 0.2);

    /// <summary>
    /// Sauvola's level m (1 + k (s / R − 1)) with mean m and standard deviation s of the window (Sauvola and Pietikäinen 2000, Pattern Recognit. 33:225); made for
    /// dark print on bright paper, so invert fluorescence images or give a negative k. As <c>skimage.filters.threshold_sauvola</c>: the image is mirrored
    /// at the centres of its outermost pixels.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <param name="window">Side of the square window in pixels, odd.</param>
    /// <param name="k">How far an even window's level lies from its mean, as a share of it.</param>
    /// <param name="range">R, the largest standard deviation there is; when null, half of the difference between largest and smallest value of the image
    /// (scikit-image takes half of what the type of the numbers could hold; give 128 for 8 bits to get the same).</param>
    /// <exception cref="ArgumentException">The image has several channels, a value is not finite, or the window is even or too small.</exception>
    public static Image Sauvola(Image image, int window, double k, double? range = null)
    {
        Check(image, window, nameof(Sauvola));
        RequireFinite(k, nameof(k));
        if (range is { } given && !(given > 0 && double.IsFinite(given)))
            throw new ArgumentOutOfRangeException(nameof(range), string.Create(CultureInfo.InvariantCulture,
                $"The range of standard deviations is {given}; it is above 0, in the units of the image."));
        var (low, high, _) = Pixels.Range(image, nameof(Sauvola));
        var largest = range ?? ((double)high - low) / 2;
        // Without any contrast there is no deviation either: 0 of 0 counts as 0.
        var perUnit = largest > 0 ? 1 / largest : 0;
        return WindowMoments.Map(image, window, Padding.Reflect, (mean, deviation) => mean * (1 + k * (deviation * perUnit - 1)));
    }

    private static void Check(Image image, int window, string method)
    {
        Pixels.RequireOneChannel(image, method);
        if (window < 1 || window % 2 == 0 || window > MostWindow)
            throw new ArgumentOutOfRangeException(nameof(window), $"A window of {window} pixels was asked for; its side is odd, from 1 to {MostWindow:N0}.");
        Pixels.RequireFinite(image, method);
    }

    private const int MostWindow = 4095;

    private static void RequireFinite(double value, string name)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it is a finite number, such as 0.2."));
    }
}
