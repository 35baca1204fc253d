using BioDL.Images;

namespace BioDL.Training;

/// <summary>
/// Brings the brightness of images to the scale that a network was trained on: (x − low) / (high − low + 1e-6), where low and high are percentiles of the
/// whole image, interpolated as NumPy does. It is <c>scale_range</c> of BioImage.IO, so that a published model says all of it.
/// </summary>
/// <param name="Low">The percentile that becomes 0; 0 to below <paramref name="High"/>.</param>
/// <param name="High">The percentile that becomes 1; at most 100.</param>
public sealed record PercentileRange(double Low = 1, double High = 99.8)
{
    /// <summary>What is added to the difference, so that an image of one value becomes 0.</summary>
    public const float Epsilon = 1e-6f;

    /// <summary>The image on the new scale.</summary>
    /// <param name="image">One channel; all values finite.</param>
    /// <exception cref="ArgumentException">The percentiles are out of order, or the image has several channels or values that are not finite.</exception>
    public Image Apply(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(Low >= 0 && Low < High && High <= 100))
            throw new ArgumentException($"Percentiles rise from 0 to 100, but the range is from {Low} to {High}.");
        if (image.Channels != 1)
            throw new ArgumentException($"A percentile range is that of one channel, this image has {image.Channels}. Call ToGrey() first, or pick a channel.", nameof(image));
        var sorted = image.Values.ToArray();
        if (sorted.FirstOrDefault(value => !float.IsFinite(value)) is var odd && !float.IsFinite(odd))
            throw new ArgumentException($"The image holds the value {odd}; expected finite ones. Replace such values first.", nameof(image));
        Array.Sort(sorted);
        float low = Percentile(sorted, Low), range = Percentile(sorted, High) - low + Epsilon;
        return image.Like(Array.ConvertAll(image.Values.ToArray(), value => (value - low) / range));
    }

    private static float Percentile(float[] sorted, double percent)
    {
        var position = percent / 100 * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return (float)(sorted[below] + (position - below) * (sorted[above] - (double)sorted[below]));
    }
}
