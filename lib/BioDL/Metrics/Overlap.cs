using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>How well two masks agree, pixel by pixel. For counting objects see <see cref="Match"/>.</summary>
public static class Overlap
{
    /// <summary>
    /// Intersection over union (Jaccard index): |A ∩ B| / |A ∪ B|, 0 to 1. Two empty masks agree perfectly: 1.
    /// </summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double IoU(Mask truth, Mask predicted)
    {
        var (both, first, second) = Count(truth, predicted);
        return first + second == 0 ? 1 : (double)both / (first + second - both);
    }

    /// <summary>
    /// Dice coefficient (Dice 1945; the F1 score of the pixels): 2 |A ∩ B| / (|A| + |B|), 0 to 1; equals 2 IoU / (1 + IoU). Two empty
    /// masks agree perfectly: 1.
    /// </summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double Dice(Mask truth, Mask predicted)
    {
        var (both, first, second) = Count(truth, predicted);
        return first + second == 0 ? 1 : 2.0 * both / (first + second);
    }

    /// <summary>
    /// The share of all pixels, 0 to 1, that are foreground in one mask alone. Says little where objects are few: a blank mask over a field with 2 % of nuclei has 0.02.
    /// </summary>
    /// <param name="truth">The true foreground.</param>
    /// <param name="predicted">The predicted foreground.</param>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static double PixelsWrong(Mask truth, Mask predicted)
    {
        var (both, first, second) = Count(truth, predicted);
        return (double)(first + second - 2 * both) / truth.Values.Length;
    }

    private static (long Both, long First, long Second) Count(Mask truth, Mask predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        ReadOnlySpan<bool> first = truth.Values, second = predicted.Values;
        var both = 0L;
        for (var i = 0; i < first.Length; i++)
            both += first[i] & second[i] ? 1 : 0;
        return (both, truth.Area, predicted.Area);
    }
}
