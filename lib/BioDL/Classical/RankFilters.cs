using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Filters that pick one of the values in a window by its rank.</summary>
public static class RankFilters
{
    /// <summary>The largest window that <see cref="Median"/> accepts, in pixels.</summary>
    public const int MostWindow = 511;

    /// <summary>
    /// The median of a square window around every pixel, exact for any values: takes single bright and dark pixels away and keeps edges. Beyond the edges
    /// the image goes on with its outermost pixels. The same as <c>skimage.filters.median</c> with a square footprint.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="window">Side of the window in pixels, odd, from 1 to <see cref="MostWindow"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is even or too large.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image Median(this Image image, int window = 3)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (window < 1 || window % 2 == 0 || window > MostWindow)
            throw new ArgumentOutOfRangeException(nameof(window), $"A window of {window} pixels was asked for; its side is odd, from 1 to {MostWindow}.");
        Pixels.RequireFinite(image, nameof(Median));
        if (window == 1)
            return image;
        return window == 3 ? Bands.Over(image, 1, 1, (source, from, to, result, _) => MedianOfNine.Fill(source, from, to, result)) : InTiles(image, window / 2);
    }

    private static Image InTiles(Image image, int radius)
    {
        var side = Math.Clamp(16 * radius, 64, 256);
        var (down, across) = ((image.Height + side - 1) / side, (image.Width + side - 1) / side);
        var result = new float[image.Values.Length];
        Threads.OverRows(image.Channels * down * across, side * side, (first, end) =>
        {
            for (var tile = first; tile < end; tile++)
            {
                var (channel, row, column) = (tile / (down * across), tile / across % down, tile % across);
                var (top, left) = (row * side, column * side);
                var part = new Region(left, top, Math.Min(side, image.Width - left), Math.Min(side, image.Height - top));
                new MedianTile(image.Channel(channel), (image.Height, image.Width), part, radius)
                    .Fill(result.AsSpan(channel * image.Height * image.Width, image.Height * image.Width));
            }
        });
        return new Image(image.Channels, image.Height, image.Width, result) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }
}
