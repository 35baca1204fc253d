using BioDL.Images;

namespace BioDL.Classical;

/// <content>Levels that are read off the histogram (bins as in <see cref="Histogram.Of(Image)"/>). A constant image gives its value, so that nothing is brighter.</content>
public static partial class Thresholds
{
    /// <summary>
    /// Ridler and Calvard's level (isodata, intermeans): the lowest one half-way between the mean of what is at or below it and the mean of what is above
    /// (1978, IEEE Trans. Syst. Man Cybern. 8:630). As <c>skimage.filters.threshold_isodata</c>.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static float Isodata(Image image) => OnHistogram(image, nameof(Isodata), histogram =>
    {
        double pixels = histogram.Counts.Sum(), width = histogram.Centre(1) - histogram.Centre(0);
        var total = Enumerable.Range(0, histogram.Bins).Sum(bin => histogram.Counts[bin] * histogram.Centre(bin));
        double darkPixels = 0, darkSum = 0;
        var last = 0;
        for (var bin = 0; bin < histogram.Bins - 1; bin++)
        {
            darkPixels += histogram.Counts[bin];
            darkSum += histogram.Counts[bin] * histogram.Centre(bin);
            var distance = (darkSum / darkPixels + (total - darkSum) / (pixels - darkPixels)) / 2 - histogram.Centre(bin);
            if (distance >= 0 && distance < width)
                return histogram.Centre(bin);
            last = distance >= 0 ? bin : last;
        }
        return histogram.Centre(last);
    });

    /// <summary>
    /// Yen's level: it maximises the sum of the correlations of both classes, log((P(t) (1 − P(t)))² / (Q₁(t) Q₂(t))) with the share P of the darker class
    /// and the sums Q of squared shares on both sides (Yen, Chang and Chang 1995, IEEE Trans. Image Process. 4:370). As
    /// <c>skimage.filters.threshold_yen</c>, which calculates in single precision.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static float Yen(Image image) => OnHistogram(image, nameof(Yen), histogram =>
    {
        double pixels = histogram.Counts.Sum(), dark = 0, darkSquares = 0;
        var brightSquares = histogram.Counts.Sum(count => count / pixels * (count / pixels));
        var (best, level) = (double.NegativeInfinity, histogram.Centre(0));
        for (var bin = 0; bin < histogram.Bins - 1; bin++)
        {
            var share = histogram.Counts[bin] / pixels;
            dark += share;
            darkSquares += share * share;
            brightSquares -= share * share;
            var criterion = 2 * Math.Log(dark * (1 - dark)) - Math.Log(darkSquares) - Math.Log(brightSquares);
            if (criterion > best)
                (best, level) = (criterion, histogram.Centre(bin));
        }
        return level;
    });

    /// <summary>
    /// Zack's triangle: from the highest bin a straight line is drawn to the end of the longer tail; the level is where the histogram lies farthest
    /// below that line (Zack, Rogers and Latt 1977, J. Histochem. Cytochem. 25:741). Good where nearly everything is background. As
    /// <c>skimage.filters.threshold_triangle</c>.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static float Triangle(Image image) => OnHistogram(image, nameof(Triangle), histogram =>
    {
        var bins = histogram.Bins;
        var peak = 0;
        for (var bin = 1; bin < bins; bin++)
            peak = histogram.Counts[bin] > histogram.Counts[peak] ? bin : peak;
        // The first and the last bin are never empty: they end the tails.
        var isRight = peak < bins - 1 - peak;
        var (end, step) = isRight ? (bins - 1, -1) : (0, 1);
        double width = Math.Abs(peak - end), height = histogram.Counts[peak], norm = Math.Sqrt(height * height + width * width);
        var (best, level) = (double.NegativeInfinity, end);
        for (var x = 0; x < width; x++)
        {
            var length = height / norm * x - width / norm * histogram.Counts[end + step * x];
            if (length > best)
                (best, level) = (length, end + step * x);
        }
        return histogram.Centre(level);
    });

    /// <summary>
    /// Prewitt and Mendelsohn's level: the histogram is smoothed, three bins at a time, until it has two peaks only; the level is the lowest place between
    /// them (1966, Ann. N. Y. Acad. Sci. 128:1035). As <c>skimage.filters.threshold_minimum</c>.
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number; or its histogram has no two peaks.</exception>
    public static float Minimum(Image image) => OnHistogram(image, nameof(Minimum), histogram =>
    {
        double[] smooth = [.. histogram.Counts], other = new double[smooth.Length];
        List<int> peaks = [];
        for (var round = 0; round < MostSmoothings; round++)
        {
            AverageOfThree(smooth, other);
            (smooth, other) = (other, smooth);
            if (FindPeaks(smooth, peaks) < 3)
                break;
        }
        if (peaks.Count != 2)
            throw new ArgumentException(
                $"Minimum looks for the valley between two peaks of the histogram, but smoothing left {(peaks.Count > 2 ? "more than two" : peaks.Count == 1 ? "one" : "none")}. "
                + "Choose another method, such as Otsu or Triangle.", nameof(image));
        var lowest = peaks[0];
        for (var bin = peaks[0]; bin <= peaks[1]; bin++)
            lowest = smooth[bin] < smooth[lowest] ? bin : lowest;
        return histogram.Centre(lowest);
    });

    /// <summary>The mean of all values (Glasbey 1993). As <c>skimage.filters.threshold_mean</c>.</summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static float Mean(Image image)
    {
        Pixels.RequireOneChannel(image, nameof(Mean));
        Pixels.RequireFinite(image, nameof(Mean));
        return (float)(Sums.Of(image).Sum / image.Values.Length);
    }

    private const int MostSmoothings = 10_000;

    private static float OnHistogram(Image image, string method, Func<Histogram, double> find)
    {
        Pixels.RequireOneChannel(image, method);
        var histogram = Histogram.Of(image);
        return IsConstant(histogram) ? image[0, 0] : (float)find(histogram);
    }

    /// <summary>A running mean, in the order of additions that SciPy's <c>uniform_filter1d</c> has: where it is even, rounding decides what a peak is.</summary>
    private static void AverageOfThree(double[] values, double[] target)
    {
        var last = values.Length - 1;
        var sum = values[0] + values[0] + values[Math.Min(1, last)];
        target[0] = sum / 3;
        for (var i = 1; i <= last; i++)
        {
            sum += values[Math.Min(i + 1, last)] - values[Math.Max(i - 2, 0)];
            target[i] = sum / 3;
        }
    }

    /// <summary>Finds where a rise, or the start, turns into a fall; stops at the third.</summary>
    private static int FindPeaks(double[] values, List<int> peaks)
    {
        peaks.Clear();
        var isRising = true;
        for (var i = 0; i < values.Length - 1 && peaks.Count < 3; i++)
        {
            if (isRising && values[i + 1] < values[i])
            {
                isRising = false;
                peaks.Add(i);
            }
            else if (!isRising && values[i + 1] > values[i])
            {
                isRising = true;
            }
        }
        return peaks.Count;
    }
}
