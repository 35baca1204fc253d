using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>The watershed that the rules with seeds share.</summary>
internal static class SeededObjects
{
    /// <summary>Floods a landscape from seeds within a foreground; a part of the foreground without a seed is an object of its own.</summary>
    public static LabelImage Flood(Image landscape, LabelImage seeds, Mask foreground, int minimumArea)
    {
        var parts = foreground.Components(Connectivity.Four);
        var seeded = new bool[parts.Maximum + 1];
        var all = seeds.Values.ToArray();
        for (var i = 0; i < all.Length; i++)
            seeded[parts.Values[i]] |= all[i] > 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (parts.Values[i] > 0 && !seeded[parts.Values[i]])
                all[i] = seeds.Maximum + parts.Values[i];
        }
        return landscape.Watershed(new LabelImage(seeds.Height, seeds.Width, all), foreground).RemoveSmall(minimumArea).Renumber();
    }

    /// <summary>Every pixel, or those above a level.</summary>
    public static Mask Foreground(Prediction prediction, string? channel, Image size, double level) => channel is null
        ? new Mask(size.Height, size.Width, [.. Enumerable.Repeat(true, size.Height * size.Width)]) { PixelSize = size.PixelSize }
        : prediction[channel].Threshold(level);

    /// <summary>Seeds where both are true.</summary>
    public static LabelImage Seeds(Mask first, ReadOnlySpan<bool> second, int minimum)
    {
        var both = first.Values.ToArray();
        for (var i = 0; i < both.Length; i++)
            both[i] &= second[i];
        return new Mask(first.Height, first.Width, both).Components(Connectivity.Four).RemoveSmall(minimum).Renumber();
    }

    /// <summary>The landscape whose valleys are the image's hills.</summary>
    public static Image Negated(Image image) => image.Like(Array.ConvertAll(image.Values.ToArray(), value => -value));
}
