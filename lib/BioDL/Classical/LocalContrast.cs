using System.Globalization;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Contrast that follows uneven light, for the eye; do not measure brightness in its results.</summary>
public static class LocalContrast
{
    /// <summary>
    /// Contrast-limited adaptive histogram equalisation (CLAHE; Zuiderveld 1994, Graphics Gems IV, 474): in each tile brightness is replaced by its rank, counts in
    /// the tile's histogram above a limit are spread over all bins so that noise is not blown up, and pixels between tiles take a mean of the tiles around them. The
    /// same as <c>skimage.exposure.equalize_adapthist</c> 0.19 with its 256 bins, of which 253 are in use, on the image stretched to 16 bits.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite. Each channel is equalised by itself.</param>
    /// <param name="tile">Side of a tile in pixels; when null, an eighth of the image's height by an eighth of its width.</param>
    /// <param name="limit">Share of a tile's pixels above which a bin is cut, above 0 (none) up to 1 (as many as like).</param>
    /// <returns>The same shape, from 0 to 1; a constant image gives 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Tile or limit is out of range.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image EqualizeLocally(this Image image, int? tile = null, double limit = 0.01)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (tile is < 1 || tile > Math.Max(image.Height, image.Width))
            throw new ArgumentOutOfRangeException(nameof(tile),
                $"Tiles of {tile} pixels were asked for; their side is 1 to {Math.Max(image.Height, image.Width)} pixels in this image.");
        if (!(limit > 0 && limit <= 1))
            throw new ArgumentOutOfRangeException(nameof(limit), string.Create(CultureInfo.InvariantCulture, $"The limit is {limit}; it is a share above 0, at most 1, such as 0.01."));
        Pixels.RequireFinite(image, nameof(EqualizeLocally));
        var (height, width) = (tile ?? Math.Max(image.Height / 8, 1), tile ?? Math.Max(image.Width / 8, 1));
        var plane = image.Height * image.Width;
        var values = new float[image.Values.Length];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var part = image.Channels == 1 ? image : image.Like(image.Channel(channel).ToArray());
            new TileEqualizer(part, (height, width), limit).Fill(values.AsMemory(channel * plane, plane));
        }
        return new Image(image.Channels, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }
}
