using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Display;

/// <summary>Things that a reader can move.</summary>
public static class Exploring
{
    /// <summary>The histogram of an image with a level that can be moved, beside the image with what is brighter than it.</summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <param name="start">The level that is shown first; Otsu's when null.</param>
    /// <param name="x">What the values are, with unit.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">The image has several channels, a value is not finite, or the start is not a finite number.</exception>
    public static ThresholdExplorer ExploreThreshold(this Image image, double? start = null, string x = "Brightness (grey values)", string title = "")
    {
        ArgumentNullException.ThrowIfNull(image);
        Pixels.RequireOneChannel(image, nameof(ExploreThreshold));
        var otsu = Thresholds.Otsu(image);
        var level = start ?? otsu;
        if (!double.IsFinite(level))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The level to start from is {level}; expected a finite number, such as Otsu's, {otsu}."), nameof(start));
        return new ThresholdExplorer(image, level, Chart.Histogram(image, x, "Pixels", title).WithLine(level, "level").WithLogY());
    }
}
