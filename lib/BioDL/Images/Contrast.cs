namespace BioDL.Images;

/// <summary>How brightness is stretched for the eye.</summary>
public static class Contrast
{
    /// <summary>The values between which an image is shown, over its first three channels: the 0.1st and the 99.9th percentile, ignoring not-a-number.</summary>
    public static (float Low, float High) Range(Image image, double lowPercent = 0.1, double highPercent = 99.9)
    {
        ArgumentNullException.ThrowIfNull(image);
        var pixels = image.Height * image.Width;
        var values = image.Values[..(image.Channels >= 3 ? 3 * pixels : pixels)].ToArray();
        var count = 0;
        foreach (var value in values)
        {
            if (!float.IsNaN(value))
                values[count++] = value;
        }
        if (count == 0)
            return (0, 0);
        Array.Sort(values, 0, count);
        return (values[(int)((count - 1) * lowPercent / 100)], values[(int)Math.Ceiling((count - 1) * highPercent / 100)]);
    }
}
