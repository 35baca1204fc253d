namespace BioDL.Images;

/// <summary>One tile of an image: what a method sees, and the part of it that the method's answer is taken from.</summary>
public sealed class Tile
{
    private readonly Image whole;
    private readonly Lazy<Image> copy;

    internal Tile(Image whole, Region region, Region core)
    {
        (this.whole, Region, Core) = (whole, region, core);
        copy = new Lazy<Image>(() => whole.Crop(region));
    }

    /// <summary>The pixels of this tile, in rows and columns of the whole image, its halo included.</summary>
    public Region Region { get; }

    /// <summary>
    /// The pixels that this tile answers for, in rows and columns of the whole image. Every pixel of the image lies in one tile's core.
    /// </summary>
    public Region Core { get; }

    /// <summary>The tile as an image of its own: copied when first asked for (the whole image itself when one tile covers it).</summary>
    public Image Image => copy.Value;

    /// <summary>One row of the tile, as a view of the whole image without a copy.</summary>
    /// <param name="channel">0 to the number of channels − 1.</param>
    /// <param name="y">Row of the tile, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel or row.</exception>
    public ReadOnlySpan<float> Row(int channel, int y)
    {
        if ((uint)y >= (uint)Region.Height)
            throw new ArgumentOutOfRangeException(
                nameof(y), $"Row {y} was asked for, but the rows of this tile are 0 to {Region.Height - 1}.");
        return whole.Channel(channel).Slice((Region.Y + y) * whole.Width + Region.X, Region.Width);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Tile, {Region.Width} × {Region.Height} pixels from column {Region.X}, row {Region.Y}";
}
