using BioDL.Images;

namespace BioDL.Cli.Measuring;

/// <summary>What a pipeline does pixel by pixel.</summary>
internal static class PipelinePixels
{
    private const double GreyLevels = 255;

    /// <summary>From 0 to 255, as in an image of 8 bits: what bends brightness, or rolls a ball over it, needs its units.</summary>
    public static float[] Stretched(Image image)
    {
        var (low, high) = Range(image);
        var factor = high > low ? GreyLevels / ((double)high - low) : 0;
        return Array.ConvertAll(image.Values.ToArray(), value => (float)(((double)value - low) * factor));
    }

    /// <summary>The image inside of a mask, 0 outside.</summary>
    public static Image Within(Mask mask, Image image)
    {
        var values = image.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] = mask.Values[i] ? values[i] : 0;
        return image.Like(values);
    }

    /// <summary>What lies in both masks.</summary>
    public static Mask Both(Mask a, Mask b)
    {
        var values = a.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] &= b.Values[i];
        return new Mask(a.Height, a.Width, values) { PixelSize = a.PixelSize };
    }

    /// <summary>An image minus its background.</summary>
    public static Image Less(Image image, Image background)
    {
        var values = image.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] -= background.Values[i];
        return image.Like(values);
    }

    /// <summary>The darkest and the brightest value.</summary>
    public static (float Low, float High) Range(Image image)
    {
        float low = image.Values[0], high = low;
        foreach (var value in image.Values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }
}
