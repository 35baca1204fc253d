namespace BioDL.Classical;

/// <summary>
/// What <see cref="Measuring.Measure(Images.LabelImage, Images.Image, MeasureOptions)"/> measures beyond shape and intensity, and in which units.
/// </summary>
public sealed record MeasureOptions
{
    /// <summary>The most grey levels that <see cref="TextureLevels"/> accepts: a matrix of 256 × 256.</summary>
    public const int MaximumLevels = 256;

    /// <summary>Lengths in pixels even where the pixel size is known.</summary>
    public bool InPixels { get; init; }

    /// <summary>Whether Haralick's texture features are measured too; they need an image.</summary>
    public bool Texture { get; init; }

    /// <summary>
    /// Number of grey levels that texture tells apart, 2 to <see cref="MaximumLevels"/>. Many levels leave most of the matrix of a small object
    /// empty.
    /// </summary>
    public int TextureLevels { get; init; } = 16;

    /// <summary>How far apart, in pixels along rows and columns, the two pixels of a pair lie; at least 1.</summary>
    public int TextureDistance { get; init; } = 1;

    /// <summary>
    /// Values that become the lowest and the highest grey level, those beyond being clipped; each channel's smallest and largest value when null. Give
    /// the same range for all images that are compared with each other: features change with it.
    /// </summary>
    public (double Low, double High)? TextureRange { get; init; }

    internal void Require(bool image)
    {
        if (Texture && !image)
            throw new ArgumentException("Texture was asked for, but labels alone have none. Give the image too: labels.Measure(image, options).");
        if (TextureLevels is < 2 or > MaximumLevels)
            throw new ArgumentOutOfRangeException(null, $"{TextureLevels} grey levels were asked for; 2 to {MaximumLevels} can be told apart.");
        if (TextureDistance < 1)
            throw new ArgumentOutOfRangeException(null, $"The distance is {TextureDistance}; two pixels of a pair lie at least 1 apart.");
        if (TextureRange is { } range && !(double.IsFinite(range.Low) && double.IsFinite(range.High) && range.Low < range.High))
            throw new ArgumentException($"The texture's range is {range.Low} to {range.High}; it goes from a finite value up to a larger one.");
    }
}
