namespace BioDL.Images;

/// <summary>
/// Turning by any angle about the centre of the image, at ((height − 1) / 2, (width − 1) / 2) in pixel centres, as
/// <c>skimage.transform.rotate</c> does: counter-clockwise as seen on the screen; the size stays, corners that leave the image are lost.
/// </summary>
public static class Rotation
{
    /// <summary>
    /// Turns every channel. Each new pixel looks up its place in the old image; what lies outside there counts as
    /// <paramref name="fill"/>, so that the last half pixel at the border blends into it. Whole quarter turns of a square image move pixels
    /// without
    /// changing a value, for any interpolation.
    /// </summary>
    /// <param name="image">Channel × height × width. A not-a-number or infinite value spreads to every new pixel that weighs it above
    /// 0.</param>
    /// <param name="degrees">Any finite angle; counter-clockwise is positive.</param>
    /// <param name="interpolation">Nearest (1 pixel), linear (2 × 2) or cubic (4 × 4, Keys with a = −0.5).</param>
    /// <param name="fill">The value outside of the image.</param>
    /// <returns>An image of the same shape, pixel size and provenance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The angle is infinite or not a number, or the interpolation is area, which turning
    /// does not know.</exception>
    public static Image Rotate(this Image image, double degrees, Interpolation interpolation = Interpolation.Linear, float fill = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        var turn = new Turn(degrees, image.Height, image.Width);
        if (interpolation == Interpolation.Nearest)
            return image.With(image.Height, image.Width, turn.Nearest(image.Planes(), fill));
        if (interpolation is not (Interpolation.Linear or Interpolation.Cubic))
            throw new ArgumentOutOfRangeException(
                nameof(interpolation), $"Rotate was asked for {interpolation} interpolation; it knows Nearest, Linear and Cubic.");
        return image.With(image.Height, image.Width, turn.Interpolated(image, interpolation, fill));
    }

    /// <summary>Turns a mask: each new pixel takes the nearest old one.</summary>
    /// <param name="image">Height × width.</param>
    /// <param name="degrees">Any finite angle; counter-clockwise is positive.</param>
    /// <param name="fill">What counts outside of the mask.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is infinite or not a number.</exception>
    public static Mask Rotate(this Mask image, double degrees, bool fill = false)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.With(image.Height, image.Width, new Turn(degrees, image.Height, image.Width).Nearest(image.Planes(), fill));
    }

    /// <summary>Turns labels: each new pixel takes the nearest old one; objects keep their numbers.</summary>
    /// <param name="image">Height × width.</param>
    /// <param name="degrees">Any finite angle; counter-clockwise is positive.</param>
    /// <param name="fill">The label outside of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is infinite or not a number.</exception>
    public static LabelImage Rotate(this LabelImage image, double degrees, int fill = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.With(image.Height, image.Width, new Turn(degrees, image.Height, image.Width).Nearest(image.Planes(), fill));
    }
}
