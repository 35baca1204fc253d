using BioDL.Images;

namespace BioDL.Classical;

/// <summary>A method that looks at an image of one channel and finds the level above which its pixels are foreground.</summary>
public delegate float ThresholdMethod(Image image);

/// <summary>
/// Thresholds: foreground is what is brighter than a level. With <c>using static BioDL.Classical.Thresholds;</c> one writes
/// <c>image.Threshold(Otsu)</c>.
/// </summary>
public static class Thresholds
{
    /// <summary>The pixels that are brighter than the level that a method finds.</summary>
    /// <param name="image">An image of one channel.</param>
    /// <param name="method">For instance <see cref="Otsu"/>.</param>
    /// <exception cref="ArgumentException">The image has several channels, or the method refuses it.</exception>
    public static Mask Threshold(this Image image, ThresholdMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        Pixels.RequireOneChannel(image, nameof(Threshold));
        return image.Threshold(method(image));
    }

    /// <summary>The pixels that are brighter than a level: value &gt; level. A pixel that is not a number is background.</summary>
    /// <param name="image">An image of one channel.</param>
    /// <param name="level">In the units of the image.</param>
    /// <exception cref="ArgumentException">The image has several channels, or the level is not a number.</exception>
    public static Mask Threshold(this Image image, double level)
    {
        Pixels.RequireOneChannel(image, nameof(Threshold));
        if (double.IsNaN(level))
            throw new ArgumentException("The level is not a number; nothing is brighter than that.", nameof(level));
        var values = image.Values;
        var bright = new bool[values.Length];
        for (var i = 0; i < bright.Length; i++)
            bright[i] = values[i] > level;
        return new Mask(image.Height, image.Width, bright) { PixelSize = image.PixelSize };
    }

    /// <summary>
    /// Otsu's level: the one that splits the histogram into the two classes that differ most, i.e. with the largest between-class
    /// variance σ²(t) = ω₀(t) ω₁(t) (μ₀(t) − μ₁(t))², where ω are the shares of the pixels and μ their means (Otsu 1979, IEEE Trans. Syst.
    /// Man Cybern. 9:62). Bins as in <see cref="Histogram.Of(Image)"/>, the level is the centre of the last bin of the darker class, the
    /// first one when several are equally good: as in <c>skimage.filters.threshold_otsu</c>. A constant image gives its value, so
    /// that nothing is brighter.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static float Otsu(Image image) => (float)OtsuCurve(image).Best;

    /// <summary>Otsu's criterion at every level that he compares; <see cref="Otsu"/> takes the highest point.</summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static ThresholdCurve OtsuCurve(Image image)
    {
        Pixels.RequireOneChannel(image, nameof(Otsu));
        var histogram = Histogram.Of(image);
        if (Constant(image.Values))
            return new ThresholdCurve([image[0, 0]], [0]);
        var levels = new double[histogram.Bins - 1];
        var variances = new double[histogram.Bins - 1];
        double pixels = image.Values.Length, total = 0, darkPixels = 0, darkSum = 0;
        for (var bin = 0; bin < histogram.Bins; bin++)
            total += histogram.Counts[bin] * histogram.Centre(bin);
        for (var bin = 0; bin < levels.Length; bin++)
        {
            darkPixels += histogram.Counts[bin];
            darkSum += histogram.Counts[bin] * histogram.Centre(bin);
            var brightPixels = pixels - darkPixels;
            var difference = darkSum / darkPixels - (total - darkSum) / brightPixels;
            levels[bin] = histogram.Centre(bin);
            variances[bin] = darkPixels / pixels * (brightPixels / pixels) * difference * difference;
        }
        return new ThresholdCurve(levels, variances);
    }

    private static bool Constant(ReadOnlySpan<float> values) => !values.ContainsAnyExcept(values[0]);
}
