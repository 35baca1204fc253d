namespace BioDL.Images;

/// <summary>Flips and quarter turns: pixels change places, no value changes. Pixel size and provenance stay as they are.</summary>
public static class Turning
{
    /// <summary>Left and right exchanged (<c>numpy.fliplr</c>).</summary>
    public static Image FlipHorizontal(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Same(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <summary>Top and bottom exchanged (<c>numpy.flipud</c>).</summary>
    public static Image FlipVertical(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Reversed(image.Height), AxisMap.Same(image.Width));
    }

    /// <summary>
    /// A quarter turn counter-clockwise, as seen on the screen (<c>numpy.rot90</c>): the right column becomes the top row; height and width
    /// change places.
    /// </summary>
    public static Image Rotate90(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.GatherTransposed(AxisMap.Same(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <summary>A half turn.</summary>
    public static Image Rotate180(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Reversed(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <summary>
    /// Three quarter turns counter-clockwise, which is one clockwise: the left column becomes the top row; height and width change places.
    /// </summary>
    public static Image Rotate270(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.GatherTransposed(AxisMap.Reversed(image.Height), AxisMap.Same(image.Width));
    }

    /// <inheritdoc cref="FlipHorizontal(Image)"/>
    public static Mask FlipHorizontal(this Mask image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Same(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <inheritdoc cref="FlipVertical(Image)"/>
    public static Mask FlipVertical(this Mask image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Reversed(image.Height), AxisMap.Same(image.Width));
    }

    /// <inheritdoc cref="Rotate90(Image)"/>
    public static Mask Rotate90(this Mask image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.GatherTransposed(AxisMap.Same(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <inheritdoc cref="Rotate180(Image)"/>
    public static Mask Rotate180(this Mask image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Reversed(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <inheritdoc cref="Rotate270(Image)"/>
    public static Mask Rotate270(this Mask image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.GatherTransposed(AxisMap.Reversed(image.Height), AxisMap.Same(image.Width));
    }

    /// <inheritdoc cref="FlipHorizontal(Image)"/>
    public static LabelImage FlipHorizontal(this LabelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Same(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <inheritdoc cref="FlipVertical(Image)"/>
    public static LabelImage FlipVertical(this LabelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Reversed(image.Height), AxisMap.Same(image.Width));
    }

    /// <inheritdoc cref="Rotate90(Image)"/>
    public static LabelImage Rotate90(this LabelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.GatherTransposed(AxisMap.Same(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <inheritdoc cref="Rotate180(Image)"/>
    public static LabelImage Rotate180(this LabelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Gather(AxisMap.Reversed(image.Height), AxisMap.Reversed(image.Width));
    }

    /// <inheritdoc cref="Rotate270(Image)"/>
    public static LabelImage Rotate270(this LabelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.GatherTransposed(AxisMap.Reversed(image.Height), AxisMap.Same(image.Width));
    }
}
