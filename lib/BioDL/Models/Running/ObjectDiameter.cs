using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>A quick look at how large bright objects are.</summary>
internal static class ObjectDiameter
{
    private const int SmallestArea = 9;
    private const double MostForeground = 0.7;

    /// <summary>
    /// The median diameter, in pixels, of a circle as large as each object that Otsu's threshold finds; touching objects that the mask's own
    /// width shows are parted first.
    /// </summary>
    /// <param name="image">One channel, finite.</param>
    /// <param name="fewest">With fewer objects nothing is said.</param>
    /// <returns>Null when there are too few objects, or too much of the image is bright to be objects.</returns>
    public static double? Estimate(Image image, int fewest)
    {
        var mask = image.Gaussian(1).Threshold(Thresholds.Otsu);
        if (mask.Area == 0 || mask.Fraction > MostForeground)
            return null;
        // Peaks nearer than half the largest width belong to one object.
        var widest = 0f;
        foreach (var value in mask.Distance().Values)
            widest = MathF.Max(widest, value);
        var parts = mask.Watershed(smoothing: Math.Clamp(widest / 8, 1, 6), minimumDistance: Math.Max(3, widest / 2));
        var areas = parts.Areas[1..].ToArray().Where(area => area >= SmallestArea).Order().ToArray();
        return areas.Length < fewest ? null : 2 * Math.Sqrt(areas[areas.Length / 2] / Math.PI);
    }
}
