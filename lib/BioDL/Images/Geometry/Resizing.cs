namespace BioDL.Images;

/// <summary>
/// Changing the number of pixels. The outer edges of old and new image coincide and pixel i covers i to i + 1 (half-pixel centres, the
/// convention of Pillow, scikit-image, OpenCV and PyTorch's <c>align_corners=False</c>): a new centre i + ½ lies at
/// (i + ½) · old / new in the old image.
/// </summary>
public static class Resizing
{
    /// <summary>The longest side that is resampled; longer ones only with <see cref="Interpolation.Nearest"/>.</summary>
    public const int MaximumSide = 1 << 20;

    /// <summary>
    /// Gives every channel a new size. Linear and cubic kernels reach 1 and 2 pixels; when shrinking with
    /// <paramref name="antialias"/> they are widened by the factor old / new, so that details too fine for the new pixels average out
    /// instead of turning into false patterns: as Pillow's BILINEAR and BICUBIC and PyTorch's <c>antialias=True</c> do it. What of a kernel
    /// reaches beyond the image is left out and the other weights scaled to a sum of 1. Nearest and area know no antialiasing:
    /// nearest takes the pixel ⌊(i + ½) · old / new⌋ (PyTorch's <c>nearest-exact</c>), area weighs by exact overlap
    /// (<c>skimage.transform.resize_local_mean</c>).
    /// </summary>
    /// <param name="image">Channel × height × width. A not-a-number or infinite value spreads to every new pixel whose kernel holds it, and
    /// no further.</param>
    /// <param name="height">New number of rows, at least 1.</param>
    /// <param name="width">New number of columns, at least 1.</param>
    /// <param name="interpolation">How values are found.</param>
    /// <param name="antialias">Whether kernels widen when shrinking; no effect on enlarging.</param>
    /// <returns>
    /// The new image, its pixel size such that the field of view stays the same. When height and width change by factors that differ by
    /// more than the rounding to whole pixels, pixels are no longer square, one number cannot say their size, and
    /// <see cref="Image.PixelSize"/> is null; within the rounding it is the geometric mean, which keeps areas true.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or above <see cref="MaximumSide"/> and the interpolation not
    /// nearest.</exception>
    /// <exception cref="ArgumentException">The result would be larger than an image may be.</exception>
    public static Image Resize(
        this Image image, int height, int width, Interpolation interpolation = Interpolation.Linear, bool antialias = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        Shape.Count(image.Channels, height, width);
        if (!Enum.IsDefined(interpolation))
            throw new ArgumentOutOfRangeException(
                nameof(interpolation),
                $"Found the interpolation {interpolation}; choose one of {string.Join(", ", Enum.GetNames<Interpolation>())}.");
        if (height == image.Height && width == image.Width)
            return image;
        return new Image(image.Channels, height, width, Resample(image, height, width, (interpolation, antialias)))
        {
            PixelSize = NewPixelSize(image.PixelSize, (image.Height, image.Width), (height, width)),
            Provenance = image.Provenance,
        };
    }

    /// <summary>Multiplies both sides by a factor and rounds them to whole pixels (halves to the even number), at least 1.</summary>
    /// <inheritdoc cref="Resize(Image, int, int, Interpolation, bool)"/>
    /// <param name="image">Channel × height × width. A not-a-number or infinite value spreads to every new pixel whose kernel holds it, and
    /// no further.</param>
    /// <param name="factor">Above 0; 0.5 halves both sides.</param>
    /// <param name="interpolation">How values are found.</param>
    /// <param name="antialias">Whether kernels widen when shrinking; no effect on enlarging.</param>
    public static Image Resize(this Image image, double factor, Interpolation interpolation = Interpolation.Linear, bool antialias = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (height, width) = Scaled(image.Height, image.Width, factor);
        return image.Resize(height, width, interpolation, antialias);
    }

    /// <summary>Resizes so that pixels come to measure about so many micrometres: for a model that was trained at that size.</summary>
    /// <inheritdoc cref="Resize(Image, int, int, Interpolation, bool)"/>
    /// <param name="image">Channel × height × width, its <see cref="Image.PixelSize"/> known.</param>
    /// <param name="micrometres">The pixel size that is wanted; what comes out differs by the rounding to whole pixels.</param>
    /// <param name="interpolation">How values are found.</param>
    /// <param name="antialias">Whether kernels widen when shrinking; no effect on enlarging.</param>
    /// <exception cref="InvalidOperationException">The image's pixel size is not known.</exception>
    public static Image ResizeToPixelSize(
        this Image image, double micrometres, Interpolation interpolation = Interpolation.Linear, bool antialias = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(micrometres > 0 && double.IsFinite(micrometres)))
            throw new ArgumentOutOfRangeException(
                nameof(micrometres), $"A pixel size of {micrometres} was asked for; it is given in micrometres, above 0.");
        if (image.PixelSize is not { } size)
            throw new InvalidOperationException(
                "The pixel size of this image is not known. "
                + "Look it up in the microscope's files, set PixelSize, or call Resize with a factor.");
        return image.Resize(size / micrometres, interpolation, antialias);
    }

    /// <inheritdoc cref="Resize(LabelImage, int, int)"/>
    public static Mask Resize(this Mask image, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(image);
        Shape.Count(1, height, width);
        var values = image.Planes().Gather(AxisMap.Nearest(image.Height, height), AxisMap.Nearest(image.Width, width), false);
        var pixelSize = NewPixelSize(image.PixelSize, (image.Height, image.Width), (height, width));
        return new Mask(height, width, values) { PixelSize = pixelSize };
    }

    /// <inheritdoc cref="Resize(LabelImage, double)"/>
    public static Mask Resize(this Mask image, double factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (height, width) = Scaled(image.Height, image.Width, factor);
        return image.Resize(height, width);
    }

    /// <summary>
    /// Gives a new size: each new pixel takes what the old pixel under its centre, ⌊(i + ½) · old / new⌋, holds. Small objects can vanish
    /// when shrinking.
    /// </summary>
    /// <param name="image">Height × width.</param>
    /// <param name="height">New number of rows, at least 1.</param>
    /// <param name="width">New number of columns, at least 1.</param>
    /// <returns>The new picture; its pixel size as for an <see cref="Image"/>.</returns>
    public static LabelImage Resize(this LabelImage image, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(image);
        Shape.Count(1, height, width);
        var values = image.Planes().Gather(AxisMap.Nearest(image.Height, height), AxisMap.Nearest(image.Width, width), 0);
        var pixelSize = NewPixelSize(image.PixelSize, (image.Height, image.Width), (height, width));
        return new LabelImage(height, width, values) { PixelSize = pixelSize };
    }

    /// <summary>
    /// Multiplies both sides by a factor and rounds them to whole pixels (halves to the even number), at least 1; nearest pixels.
    /// </summary>
    /// <param name="image">Height × width.</param>
    /// <param name="factor">Above 0; 0.5 halves both sides.</param>
    public static LabelImage Resize(this LabelImage image, double factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (height, width) = Scaled(image.Height, image.Width, factor);
        return image.Resize(height, width);
    }

    private static float[] Resample(Image image, int height, int width, (Interpolation Kind, bool Antialias) method)
    {
        if (method.Kind == Interpolation.Nearest)
            return image.Planes().Gather(AxisMap.Nearest(image.Height, height), AxisMap.Nearest(image.Width, width), 0);
        if (Math.Max(Math.Max(height, width), Math.Max(image.Height, image.Width)) > MaximumSide)
            throw new ArgumentOutOfRangeException(null,
                $"Resizing {image.Height} × {image.Width} (height × width) to {height} × {width} was asked for; "
                + $"sides over {MaximumSide:N0} are resized with {nameof(Interpolation)}.{nameof(Interpolation.Nearest)} only. Work on a part of the image.");
        var rows = ResamplingKernel.Create(image.Height, height, method.Kind, method.Antialias);
        var columns = ResamplingKernel.Create(image.Width, width, method.Kind, method.Antialias);
        return new Resampler(image, rows, columns).Run();
    }

    private static (int Height, int Width) Scaled(int height, int width, double factor)
    {
        if (!(factor > 0 && double.IsFinite(factor)))
            throw new ArgumentOutOfRangeException(
                nameof(factor), $"The factor is {factor}; it is a number above 0, such as 0.5 to halve both sides.");
        return (Side(height), Side(width));

        int Side(int length) => (int)Math.Clamp(Math.Round(length * factor), 1, int.MaxValue);
    }

    private static double? NewPixelSize(double? size, (int Height, int Width) before, (int Height, int Width) after)
    {
        if ((long)before.Height * after.Width == (long)before.Width * after.Height)
            return size * before.Width / after.Width;
        var oneFactor = Math.Max((after.Height - 0.5) / before.Height, (after.Width - 0.5) / before.Width)
            <= Math.Min((after.Height + 0.5) / before.Height, (after.Width + 0.5) / before.Width);
        return oneFactor ? size * Math.Sqrt((double)before.Height / after.Height * before.Width / after.Width) : null;
    }
}
