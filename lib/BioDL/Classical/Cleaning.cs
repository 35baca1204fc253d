using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Small corrections of masks and labels.</summary>
public static class Cleaning
{
    /// <summary>Removes objects of fewer pixels; others keep their numbers (<see cref="LabelImage.Renumber"/> closes gaps).</summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="minimumArea">Pixels that an object needs to stay, 0 or more.</param>
    public static LabelImage RemoveSmall(this LabelImage labels, int minimumArea)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumArea);
        var areas = labels.Areas;
        var kept = new bool[areas.Length];
        for (var label = 1; label < kept.Length; label++)
            kept[label] = areas[label] >= minimumArea;
        return Keep(labels, kept);
    }

    /// <summary>Removes connected components of fewer pixels from the foreground.</summary>
    /// <param name="mask">Height × width.</param>
    /// <param name="minimumArea">Pixels that a component needs to stay, 0 or more.</param>
    /// <param name="connectivity">Whether pixels that touch by a corner hang together.</param>
    public static Mask RemoveSmall(this Mask mask, int minimumArea, Connectivity connectivity = Connectivity.Eight)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumArea);
        Labelling.RequireKnown(connectivity);
        var runs = Runs.Of(mask, connectivity);
        return Paint(mask, runs, Array.ConvertAll(runs.Areas(), area => area >= minimumArea));
    }

    /// <summary>
    /// Adds holes to the foreground: background that no path over shared sides connects with the edge of the image, as
    /// <c>scipy.ndimage.binary_fill_holes</c> does.
    /// </summary>
    /// <param name="mask">Height × width.</param>
    public static Mask FillHoles(this Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var background = Runs.Of(mask, Connectivity.Four, background: true);
        var filled = new bool[mask.Height * mask.Width];
        filled.AsSpan().Fill(true);
        background.Paint(filled, Array.ConvertAll(background.AtEdge(), open => !open));
        return new Mask(mask.Height, mask.Width, filled) { PixelSize = mask.PixelSize };
    }

    /// <summary>
    /// Removes objects that touch the edge of the image: they may go on outside, so that neither their size nor their shape is known. Others
    /// keep their numbers. The same as <c>skimage.segmentation.clear_border</c> as long as each object is in one piece; an object in several
    /// goes as a whole.
    /// </summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="margin">How many pixels away from the edge still count as touching, 0 or more.</param>
    public static LabelImage ClearBorder(this LabelImage labels, int margin = 0)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        var values = labels.Values;
        var kept = new bool[labels.Maximum + 1];
        kept.AsSpan(1).Fill(true);
        int height = labels.Height, width = labels.Width;
        margin = Math.Min(margin, Math.Max(height, width));
        for (var y = 0; y < height; y++)
        {
            var inside = y > margin && y < height - 1 - margin;
            var left = inside ? Math.Min(margin + 1, width) : width;
            for (var x = 0; x < left; x++)
                kept[values[y * width + x]] = false;
            for (var x = Math.Max(left, width - 1 - margin); x < width; x++)
                kept[values[y * width + x]] = false;
        }
        return Keep(labels, kept);
    }

    /// <summary>Removes connected components that touch the edge of the image from the foreground.</summary>
    /// <param name="mask">Height × width.</param>
    /// <param name="margin">How many pixels away from the edge still count as touching, 0 or more.</param>
    /// <param name="connectivity">Whether pixels that touch by a corner hang together.</param>
    public static Mask ClearBorder(this Mask mask, int margin = 0, Connectivity connectivity = Connectivity.Eight)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        Labelling.RequireKnown(connectivity);
        var runs = Runs.Of(mask, connectivity);
        return Paint(mask, runs, Array.ConvertAll(runs.AtEdge(Math.Min(margin, Math.Max(mask.Height, mask.Width))), touching => !touching));
    }

    private static LabelImage Keep(LabelImage labels, bool[] kept)
    {
        var numbers = new int[kept.Length];
        for (var label = 1; label < numbers.Length; label++)
            numbers[label] = kept[label] ? label : 0;
        var result = new int[labels.Values.Length];
        Threads.OverRows(labels.Height, labels.Width, (from, to) =>
        {
            var source = labels.Values[(from * labels.Width)..(to * labels.Width)];
            var target = result.AsSpan(from * labels.Width, source.Length);
            for (var i = 0; i < source.Length; i++)
                target[i] = numbers[source[i]];
        });
        return new LabelImage(labels.Height, labels.Width, result) { PixelSize = labels.PixelSize };
    }

    private static Mask Paint(Mask mask, Runs runs, bool[] kept)
    {
        var values = new bool[mask.Height * mask.Width];
        runs.Paint(values, kept);
        return new Mask(mask.Height, mask.Width, values) { PixelSize = mask.PixelSize };
    }
}
