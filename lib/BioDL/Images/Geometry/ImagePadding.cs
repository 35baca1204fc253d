namespace BioDL.Images;

/// <summary>
/// Adding pixels around an image, as <c>numpy.pad</c> (1.25 or later) does. Values inside, pixel size and provenance stay as they are.
/// </summary>
public static class ImagePadding
{
    /// <summary>Adds the same number of pixels on all four sides.</summary>
    /// <param name="image">Channel × height × width.</param>
    /// <param name="margin">Pixels per side, 0 or more; more than the image has is allowed, mirrored images then follow one
    /// another.</param>
    /// <param name="mode">What stands in the new pixels.</param>
    /// <param name="value">The value for <see cref="Padding.Constant"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative.</exception>
    /// <exception cref="ArgumentException">The result would be larger than an image may be, or a value was given with another
    /// mode.</exception>
    public static Image Pad(this Image image, int margin, Padding mode = Padding.Reflect, float value = 0) =>
        image.Pad(Margins.All(margin), mode, value);

    /// <summary>Adds pixels, as many as wanted on each side.</summary>
    /// <inheritdoc cref="Pad(Image, int, Padding, float)"/>
    /// <param name="image">Channel × height × width.</param>
    /// <param name="margins">Pixels for each side, 0 or more.</param>
    /// <param name="mode">What stands in the new pixels.</param>
    /// <param name="value">The value for <see cref="Padding.Constant"/>.</param>
    public static Image Pad(this Image image, Margins margins, Padding mode = Padding.Reflect, float value = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (rows, columns) = Maps(image.Channels, image.Height, image.Width, margins, (mode, value != 0));
        return image.Gather(rows, columns, value);
    }

    /// <inheritdoc cref="Pad(Image, int, Padding, float)"/>
    public static Mask Pad(this Mask image, int margin, Padding mode = Padding.Reflect, bool value = false) =>
        image.Pad(Margins.All(margin), mode, value);

    /// <inheritdoc cref="Pad(Image, Margins, Padding, float)"/>
    public static Mask Pad(this Mask image, Margins margins, Padding mode = Padding.Reflect, bool value = false)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (rows, columns) = Maps(1, image.Height, image.Width, margins, (mode, value));
        return image.Gather(rows, columns, value);
    }

    /// <inheritdoc cref="Pad(Image, int, Padding, float)"/>
    /// <remarks>A mirrored object keeps its number, even where the copy does not touch the original.</remarks>
    public static LabelImage Pad(this LabelImage image, int margin, Padding mode = Padding.Reflect, int value = 0) =>
        image.Pad(Margins.All(margin), mode, value);

    /// <inheritdoc cref="Pad(Image, Margins, Padding, float)"/>
    /// <remarks>A mirrored object keeps its number, even where the copy does not touch the original.</remarks>
    public static LabelImage Pad(this LabelImage image, Margins margins, Padding mode = Padding.Reflect, int value = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (rows, columns) = Maps(1, image.Height, image.Width, margins, (mode, value != 0));
        return image.Gather(rows, columns, value);
    }

    private static (int[] Rows, int[] Columns) Maps(
        int channels, int height, int width, Margins margins, (Padding Mode, bool HasValue) filling)
    {
        margins.RequireNotNegative();
        if (!Enum.IsDefined(filling.Mode))
            throw new ArgumentOutOfRangeException(
                null, $"Found the padding {filling.Mode}; choose one of {string.Join(", ", Enum.GetNames<Padding>())}.");
        if (filling.HasValue && filling.Mode != Padding.Constant)
            throw new ArgumentException(
                $"A value was given, but {nameof(Padding)}.{filling.Mode} takes its values from the image. "
                + $"Leave the value out, or choose {nameof(Padding)}.{nameof(Padding.Constant)}.");
        var (newHeight, newWidth) = ((long)margins.Top + height + margins.Bottom, (long)margins.Left + width + margins.Right);
        Shape.Count(channels, AxisMap.Length(newHeight), AxisMap.Length(newWidth));
        var rows = AxisMap.Padded(height, margins.Top, margins.Bottom, filling.Mode);
        return (rows, AxisMap.Padded(width, margins.Left, margins.Right, filling.Mode));
    }
}
