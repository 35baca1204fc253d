using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>
/// Keeps changed images what they were: one of whole grey values within 8 or 16 bits stays whole and within its bits, as if a camera had made it;
/// one of other numbers is left as computed.
/// </summary>
internal readonly record struct GreyValues(bool IsWhole, float Largest)
{
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static GreyValues Of(Image image, string method)
    {
        Pixels.RequireFinite(image, method);
        var (minimum, maximum, whole) = Pixels.Range(image.Values);
        return whole && minimum >= 0 && maximum <= 65535 ? new GreyValues(true, maximum <= 255 ? 255 : 65535) : new GreyValues(false, maximum);
    }

    /// <summary>The image with its values rounded and bounded, where it must be.</summary>
    public Image Finish(Image changed) => IsWhole ? Finish(changed, changed.Values.ToArray()) : changed;

    /// <summary>An image of the same description and shape over new values, which may be changed.</summary>
    public Image Finish(Image like, float[] values)
    {
        if (IsWhole)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = Math.Clamp(MathF.Round(values[i], MidpointRounding.AwayFromZero), 0, Largest);
        }
        return like.With(like.Height, like.Width, values);
    }
}
