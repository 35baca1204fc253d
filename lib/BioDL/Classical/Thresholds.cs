using System.Globalization;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>A method that looks at an image of one channel and finds the level above which its pixels are foreground.</summary>
public delegate float ThresholdMethod(Image image);

/// <summary>
/// Thresholds: foreground is what is brighter than a level. With <c>using static BioDL.Classical.Thresholds;</c> one writes
/// <c>image.Threshold(Otsu)</c>.
/// </summary>
public static partial class Thresholds
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
        // What is above the level is above the largest float that is not.
        var floor = (float)level > level ? MathF.BitDecrement((float)level) : (float)level;
        var bright = new bool[image.Values.Length];
        Threads.OverRows(image.Height, image.Width, (from, to) =>
            Comparison.Above(image.Values[(from * image.Width)..(to * image.Width)], floor, bright.AsSpan(from * image.Width)));
        return new Mask(image.Height, image.Width, bright) { PixelSize = image.PixelSize };
    }

    /// <summary>The pixels that are brighter than a level of their own, such as those of <see cref="LocalThresholds"/>: value &gt; level.</summary>
    /// <param name="image">An image of one channel.</param>
    /// <param name="levels">One level per pixel; where it is not a number, the pixel is background.</param>
    /// <exception cref="ArgumentException">One of them has several channels, or they differ in size.</exception>
    public static Mask Threshold(this Image image, Image levels)
    {
        Pixels.RequireOneChannel(image, nameof(Threshold));
        Pixels.RequireOneChannel(levels, nameof(Threshold));
        Shape.RequireSame(image.Height, image.Width, levels.Height, levels.Width, "Image and levels");
        var bright = new bool[image.Values.Length];
        Threads.OverRows(image.Height, image.Width, (from, to) =>
        {
            var (first, end) = (from * image.Width, to * image.Width);
            Comparison.Above(image.Values[first..end], levels.Values[first..end], bright.AsSpan(first));
        });
        return new Mask(image.Height, image.Width, bright) { PixelSize = image.PixelSize };
    }

    /// <summary>
    /// Hysteresis: the pixels above the high level, and those above the low level that hang together with them by their sides. As
    /// <c>skimage.filters.apply_hysteresis_threshold</c>.
    /// </summary>
    /// <param name="image">An image of one channel.</param>
    /// <param name="low">What belongs to an object when it touches something surely bright.</param>
    /// <param name="high">What is surely bright; not below <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The image has several channels, a level is not a number, or the levels are the wrong way round.</exception>
    public static Mask ThresholdWithHysteresis(this Image image, double low, double high)
    {
        if (low > high)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The low level is {low}, above the high level, {high}. Give the lower one first."), nameof(low));
        var (maybe, sure) = (image.Threshold(low).Components(Connectivity.Four), image.Threshold(high));
        var kept = new bool[maybe.Maximum + 1];
        for (var i = 0; i < sure.Values.Length; i++)
            kept[maybe.Values[i]] |= sure.Values[i];
        kept[0] = false;
        return new Mask(image.Height, image.Width, Array.ConvertAll(maybe.Values.ToArray(), label => kept[label])) { PixelSize = image.PixelSize };
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
        if (IsConstant(histogram))
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

    /// <summary>Every image with two different values has some in the first bin and some in the last.</summary>
    private static bool IsConstant(Histogram histogram) => histogram.Counts[0] == 0 || histogram.Counts[^1] == 0 || histogram.Bins == 1;
}
