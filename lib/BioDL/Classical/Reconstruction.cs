using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Morphological reconstruction: a marker spreads as far as an image lets it.</summary>
public static class Reconstruction
{
    /// <summary>
    /// Dilates the marker again and again, never above the image, until nothing changes: what the marker touches of a bright object comes back
    /// whole, the rest stays away. The same as <c>skimage.morphology.reconstruction(marker, image, 'dilation')</c>; computed by sweeps
    /// and a queue (Vincent 1993, IEEE Trans. Image Process. 2:176).
    /// </summary>
    /// <param name="marker">One channel, all values finite; where it is above the image it is lowered to it first.</param>
    /// <param name="image">One channel of the same size, all values finite: the upper limit.</param>
    /// <param name="connectivity">To which neighbours the marker spreads.</param>
    /// <exception cref="ArgumentException">Sizes differ, there are several channels, or a value is not finite.</exception>
    public static Image ReconstructByDilation(this Image marker, Image image, Connectivity connectivity = Connectivity.Eight)
    {
        Require(marker, image, connectivity, nameof(ReconstructByDilation));
        return image.Like(Spread(marker.Values, image.Values, image.Width, connectivity, 1));
    }

    /// <summary>
    /// Erodes the marker again and again, never below the image, until nothing changes: the counterpart of
    /// <see cref="ReconstructByDilation"/> for dark objects, <c>skimage.morphology.reconstruction(marker, image, 'erosion')</c>.
    /// </summary>
    /// <param name="marker">One channel, all values finite; where it is below the image it is raised to it first.</param>
    /// <param name="image">One channel of the same size, all values finite: the lower limit.</param>
    /// <param name="connectivity">To which neighbours the marker spreads.</param>
    /// <exception cref="ArgumentException">Sizes differ, there are several channels, or a value is not finite.</exception>
    public static Image ReconstructByErosion(this Image marker, Image image, Connectivity connectivity = Connectivity.Eight)
    {
        Require(marker, image, connectivity, nameof(ReconstructByErosion));
        return image.Like(Spread(marker.Values, image.Values, image.Width, connectivity, -1));
    }

    /// <summary>
    /// Fills dark holes of a grey image up to the lowest pass that leads from them to the edge of the image: reconstruction by erosion from a
    /// marker that is bright everywhere but at the edge. Steps go over shared sides, as for masks.
    /// </summary>
    /// <param name="image">One channel, all values finite.</param>
    /// <exception cref="ArgumentException">There are several channels, or a value is not finite.</exception>
    public static Image FillHoles(this Image image)
    {
        Pixels.RequireOneChannel(image, nameof(FillHoles));
        Pixels.RequireFinite(image, nameof(FillHoles));
        int width = image.Width, height = image.Height;
        var marker = new float[image.Values.Length];
        marker.AsSpan().Fill(float.MaxValue);
        image.Values[..width].CopyTo(marker);
        image.Values[^width..].CopyTo(marker.AsSpan()[^width..]);
        for (var y = 0; y < height; y++)
            (marker[y * width], marker[(y + 1) * width - 1]) = (image[y, 0], image[y, width - 1]);
        return image.Like(Spread(marker, image.Values, width, Connectivity.Four, -1));
    }

    /// <summary>Reconstruction by dilation (sign 1), or by erosion (sign −1) as that of the negative; values of −1 must be finite.</summary>
    internal static float[] Spread(ReadOnlySpan<float> marker, ReadOnlySpan<float> image, int width, Connectivity connectivity, int sign)
    {
        var spreading = new SpreadingMarker(image.Length / width, width, connectivity);
        spreading.Fill(marker, image, sign);
        spreading.Sweep();
        spreading.Finish();
        return spreading.Result(sign);
    }

    private static void Require(Image marker, Image image, Connectivity connectivity, string method)
    {
        ArgumentNullException.ThrowIfNull(marker);
        Pixels.RequireOneChannel(marker, method);
        Pixels.RequireOneChannel(image, method);
        Shape.RequireSame(marker.Height, marker.Width, image.Height, image.Width, "Marker and image");
        Pixels.RequireFinite(marker, method);
        Pixels.RequireFinite(image, method);
        Labelling.RequireKnown(connectivity);
    }
}
