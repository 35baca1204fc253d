using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Peaks and valleys of a landscape as masks; their <see cref="Labelling.Components"/> are seeds for a watershed.</summary>
public static class Extrema
{
    /// <summary>
    /// Regional maxima: pixels, or plateaus of equal pixels, that are higher than everything around them. The same as
    /// <c>skimage.morphology.local_maxima</c>; the outside of the image counts as lower, a constant image has none.
    /// </summary>
    /// <param name="image">One channel, all values finite.</param>
    /// <param name="connectivity">Which pixels lie around.</param>
    /// <exception cref="ArgumentException">There are several channels, or a value is not finite.</exception>
    public static Mask Maxima(this Image image, Connectivity connectivity = Connectivity.Eight) => Find(image, connectivity, 1, nameof(Maxima));

    /// <summary>Regional minima: <see cref="Maxima"/> of the negative.</summary>
    /// <inheritdoc cref="Maxima"/>
    public static Mask Minima(this Image image, Connectivity connectivity = Connectivity.Eight) => Find(image, connectivity, -1, nameof(Minima));

    /// <summary>
    /// Maxima that stand out by a height: from each, every path to something higher goes down by at least h. Unlike a smoothed image, the
    /// landscape itself stays as it is, and small bumps do not count. The same as <c>skimage.morphology.h_maxima</c>: reconstruction of image − h under the
    /// image (Soille 2003, Morphological Image Analysis, ch. 6), eight neighbours; none when h is more than the range of the image.
    /// </summary>
    /// <param name="image">One channel, all values finite.</param>
    /// <param name="h">Smallest height, above 0, in the units of the image.</param>
    /// <returns>The tops of these maxima; neighbouring pixels on a top are equally high.</returns>
    /// <exception cref="ArgumentException">There are several channels, a value is not finite, or h is not above 0.</exception>
    public static Mask HMaxima(this Image image, double h) => FindHigh(image, h, 1, nameof(HMaxima));

    /// <summary>Minima that are deeper than their surroundings by h: <see cref="HMaxima"/> of the negative.</summary>
    /// <inheritdoc cref="HMaxima"/>
    public static Mask HMinima(this Image image, double h) => FindHigh(image, h, -1, nameof(HMinima));

    private static Mask Find(Image image, Connectivity connectivity, int sign, string method)
    {
        Pixels.RequireOneChannel(image, method);
        Pixels.RequireFinite(image, method);
        Labelling.RequireKnown(connectivity);
        return new Mask(image.Height, image.Width, RegionalMaxima.Of(image, connectivity, sign)) { PixelSize = image.PixelSize };
    }

    private static Mask FindHigh(Image image, double h, int sign, string method)
    {
        Pixels.RequireOneChannel(image, method);
        Pixels.RequireFinite(image, method);
        if (!(h > 0 && double.IsFinite(h)))
            throw new ArgumentOutOfRangeException(
                nameof(h), $"h is {h}; it is a height above 0 in the units of the image. For maxima of any height call Maxima, for minima Minima.");
        var (minimum, maximum, _) = Pixels.Range(image.Values);
        if (h > (double)maximum - minimum)
            return new Mask(image.Height, image.Width) { PixelSize = image.PixelSize };
        var lowered = Array.ConvertAll(image.Values.ToArray(), value => (float)Math.Clamp(value - sign * h, float.MinValue, float.MaxValue));
        var spread = Reconstruction.Spread(lowered, image.Values, image.Width, Connectivity.Eight, sign);
        // Only where nothing higher could raise the lowered top does it stand out. Heights that rounding made equal are told apart by the maxima.
        var tops = RegionalMaxima.Of(image, Connectivity.Eight, sign);
        for (var i = 0; i < tops.Length; i++)
            tops[i] &= spread[i] == lowered[i];
        return new Mask(image.Height, image.Width, tops) { PixelSize = image.PixelSize };
    }
}
