using BioDL.Images;

namespace BioDL.Classical;

/// <content>Levels that are found from the means of the classes.</content>
public static partial class Thresholds
{
    /// <summary>The largest number of classes that <see cref="MultiOtsu"/> accepts.</summary>
    public const int MostClasses = 16;

    private const int MostIterations = 1000;

    /// <summary>
    /// Li's level of minimum cross entropy between the image and its two classes, by the iteration t ← (μ₁ − μ₀) / (ln μ₁ − ln μ₀) over the means of what is
    /// above and what is not, brightness counted from the darkest pixel, beginning at the mean (Li and Tam 1998, Pattern Recognit. Lett. 19:771). Good for
    /// dim objects. As <c>skimage.filters.threshold_li</c>: on whole numbers it ends when the level moves by half a grey level or less, on others when the
    /// classes no longer change. A constant image gives its value.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static float Li(Image image)
    {
        Pixels.RequireOneChannel(image, nameof(Li));
        var (low, high, whole) = Pixels.Range(image, nameof(Li));
        if (low == high)
            return low;
        var means = whole && high - low < 1 << 16 ? MeansOfBins(Histogram.Of(image)) : MeansOfPixels(image, low);
        var tolerance = whole ? 0.5 : 0;
        var level = means(double.NegativeInfinity).Bright;
        for (var n = 0; n < MostIterations; n++)
        {
            var (dark, bright) = means(level);
            var next = (dark - bright) / (Math.Log(dark) - Math.Log(bright));
            if (Math.Abs(next - level) <= tolerance)
                return (float)(next + low);
            level = next;
        }
        return (float)(level + low);
    }

    /// <summary>
    /// Otsu's levels between several classes: those that maximise the variance between classes, Σ ωₖ (μₖ − μ)² (Otsu 1979; Liao, Chen and Chung 2001,
    /// J. Inf. Sci. Eng. 17:713). As <c>skimage.filters.threshold_multiotsu</c>, but in double precision (with few or nearly even levels scikit-image's may
    /// separate a little worse), and by dynamic programming in classes × bins × log bins steps, so that 16-bit images and many classes take no longer than
    /// a blink. <see cref="Classes"/> sorts the pixels.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <param name="classes">Number of classes, 2 to <see cref="MostClasses"/>.</param>
    /// <returns>The levels, ascending, one fewer than classes: each the centre of the last bin of its class.</returns>
    /// <exception cref="ArgumentException">The image has several channels or fewer different values than classes, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of classes is out of range.</exception>
    public static IReadOnlyList<float> MultiOtsu(Image image, int classes = 3)
    {
        Pixels.RequireOneChannel(image, nameof(MultiOtsu));
        if (classes is < 2 or > MostClasses)
            throw new ArgumentOutOfRangeException(nameof(classes), $"{classes} classes were asked for; 2 to {MostClasses} can be told apart.");
        var histogram = Histogram.Of(image);
        var filled = histogram.Counts.Count(count => count > 0);
        if (filled < classes)
            throw new ArgumentException(
                $"The image has only {filled} different value{(filled == 1 ? "" : "s")}, but {classes} classes were asked for. Ask for fewer classes.", nameof(classes));
        return [.. new BestSplits(histogram).Find(classes).Select(bin => (float)histogram.Centre(bin))];
    }

    /// <summary>The class of each pixel: how many of the levels it is brighter than, 0 for the darkest.</summary>
    /// <param name="image">An image of one channel.</param>
    /// <param name="levels">Ascending, such as those of <see cref="MultiOtsu"/>.</param>
    /// <exception cref="ArgumentException">The image has several channels, or the levels do not ascend.</exception>
    public static LabelImage Classes(this Image image, IEnumerable<float> levels)
    {
        Pixels.RequireOneChannel(image, nameof(Classes));
        float[] all = [.. levels];
        for (var i = 1; i < all.Length; i++)
        {
            if (!(all[i] > all[i - 1]))
                throw new ArgumentException($"Level {i + 1} is {all[i]}, which is not above the one before, {all[i - 1]}. Sort the levels.", nameof(levels));
        }
        var classes = new int[image.Values.Length];
        foreach (var level in all)
        {
            for (var i = 0; i < classes.Length; i++)
                classes[i] += image.Values[i] > level ? 1 : 0;
        }
        return new LabelImage(image.Height, image.Width, classes) { PixelSize = image.PixelSize };
    }

    /// <summary>Means of what is above a level and what is not, counted from the darkest value; the mean of all above −∞.</summary>
    private static Func<double, (double Dark, double Bright)> MeansOfBins(Histogram histogram)
    {
        var pixels = new double[histogram.Bins + 1];
        var sums = new double[histogram.Bins + 1];
        for (var bin = 0; bin < histogram.Bins; bin++)
        {
            pixels[bin + 1] = pixels[bin] + histogram.Counts[bin];
            sums[bin + 1] = sums[bin] + (double)histogram.Counts[bin] * bin;
        }
        return level =>
        {
            var split = double.IsNegativeInfinity(level) ? 0 : Math.Clamp((int)Math.Floor(level) + 1, 0, histogram.Bins);
            return (sums[split] / pixels[split], (sums[^1] - sums[split]) / (pixels[^1] - pixels[split]));
        };
    }

    private static Func<double, (double Dark, double Bright)> MeansOfPixels(Image image, float low)
    {
        var all = Sums.Of(image);
        return level =>
        {
            var absolute = level + low;
            var floor = (float)absolute > absolute ? MathF.BitDecrement((float)absolute) : (float)absolute;
            var bright = Sums.Of(image, floor);
            return ((all.Sum - bright.Sum) / (all.Count - bright.Count) - low, bright.Sum / bright.Count - low);
        };
    }
}
