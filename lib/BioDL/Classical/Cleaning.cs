using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Small corrections of masks and labels.</summary>
public static class Cleaning
{
    /// <summary>Removes objects of fewer pixels; the others keep their numbers (<see cref="LabelImage.Renumber"/> closes the gaps).</summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="minimumArea">Pixels that an object needs to stay, 0 or more.</param>
    public static LabelImage RemoveSmall(this LabelImage labels, int minimumArea)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumArea);
        var areas = labels.Areas.ToArray();
        var kept = Array.ConvertAll(labels.Values.ToArray(), label => areas[label] >= minimumArea ? label : 0);
        return new LabelImage(labels.Height, labels.Width, kept) { PixelSize = labels.PixelSize };
    }

    /// <summary>Removes connected components of fewer pixels from the foreground.</summary>
    /// <param name="mask">Height × width.</param>
    /// <param name="minimumArea">Pixels that a component needs to stay, 0 or more.</param>
    /// <param name="connectivity">Whether pixels that touch by a corner hang together.</param>
    public static Mask RemoveSmall(this Mask mask, int minimumArea, Connectivity connectivity = Connectivity.Eight) =>
        mask.Components(connectivity).RemoveSmall(minimumArea).Foreground();

    /// <summary>
    /// Adds holes to the foreground: background that no path over shared sides connects with the edge of the image, as
    /// <c>scipy.ndimage.binary_fill_holes</c> does.
    /// </summary>
    /// <param name="mask">Height × width.</param>
    public static Mask FillHoles(this Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int height = mask.Height, width = mask.Width;
        var background = mask.Invert().Components(Connectivity.Four);
        var open = new bool[background.Maximum + 1];
        for (var x = 0; x < width; x++)
            open[background[0, x]] = open[background[height - 1, x]] = true;
        for (var y = 0; y < height; y++)
            open[background[y, 0]] = open[background[y, width - 1]] = true;
        open[0] = false;
        return new Mask(height, width, Array.ConvertAll(background.Values.ToArray(), label => !open[label])) { PixelSize = mask.PixelSize };
    }
}
