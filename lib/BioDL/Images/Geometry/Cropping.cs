namespace BioDL.Images;

/// <summary>Cutting out a part. Values, pixel size and provenance stay as they are.</summary>
public static class Cropping
{
    /// <summary>The part that starts at column x and row y.</summary>
    /// <param name="image">Channel × height × width.</param>
    /// <param name="x">First column, from the left, from 0.</param>
    /// <param name="y">First row, from the top, from 0.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="height">Number of rows, at least 1.</param>
    /// <returns>channel × <paramref name="height"/> × <paramref name="width"/>: a copy, or the image itself when that is asked
    /// for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part is empty or does not lie inside of the image.</exception>
    public static Image Crop(this Image image, int x, int y, int width, int height) => image.Crop(new Region(x, y, width, height));

    /// <inheritdoc cref="Crop(Image, int, int, int, int)"/>
    /// <param name="image">Channel × height × width.</param>
    /// <param name="region">The part.</param>
    public static Image Crop(this Image image, Region region)
    {
        ArgumentNullException.ThrowIfNull(image);
        region.RequireInside(image.Height, image.Width);
        return region == new Region(0, 0, image.Width, image.Height) ? image : image.Gather(Rows(region), Columns(region));
    }

    /// <inheritdoc cref="Crop(Image, int, int, int, int)"/>
    public static Mask Crop(this Mask image, int x, int y, int width, int height) => image.Crop(new Region(x, y, width, height));

    /// <inheritdoc cref="Crop(Image, Region)"/>
    public static Mask Crop(this Mask image, Region region)
    {
        ArgumentNullException.ThrowIfNull(image);
        region.RequireInside(image.Height, image.Width);
        return image.Gather(Rows(region), Columns(region));
    }

    /// <inheritdoc cref="Crop(Image, int, int, int, int)"/>
    /// <remarks>Objects keep their numbers; those that lie outside are missing. Call <see cref="LabelImage.Renumber"/> to close the
    /// gaps.</remarks>
    public static LabelImage Crop(this LabelImage image, int x, int y, int width, int height) =>
        image.Crop(new Region(x, y, width, height));

    /// <inheritdoc cref="Crop(LabelImage, int, int, int, int)"/>
    /// <param name="image">Height × width.</param>
    /// <param name="region">The part.</param>
    public static LabelImage Crop(this LabelImage image, Region region)
    {
        ArgumentNullException.ThrowIfNull(image);
        region.RequireInside(image.Height, image.Width);
        return image.Gather(Rows(region), Columns(region));
    }

    private static int[] Rows(Region region) => AxisMap.Range(region.Y, region.Height);

    private static int[] Columns(Region region) => AxisMap.Range(region.X, region.Width);
}
