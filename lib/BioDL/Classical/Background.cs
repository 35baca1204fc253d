using System.Globalization;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Backgrounds of uneven brightness: found, and taken away.</summary>
public static class Background
{
    /// <summary>The largest radius that is accepted, in pixels.</summary>
    public const double MaximumRadius = 1000;

    /// <summary>
    /// The image without its background: the image minus <see cref="RollingBallBackground"/>. As "Subtract Background…" of ImageJ on 32-bit images, which neither
    /// clips at 0 nor rounds.
    /// </summary>
    /// <inheritdoc cref="RollingBallBackground"/>
    public static Image SubtractBackground(this Image image, double radius, bool isLight = false, bool smooth = true)
    {
        var background = image.RollingBallBackground(radius, isLight, smooth);
        var values = new float[image.Values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = image.Values[i] - background.Values[i];
        return new Image(image.Channels, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    /// <summary>
    /// The surface that the top of a ball reaches which rolls below the landscape of brightness: what is narrower than the ball stays above it (Sternberg 1983,
    /// Computer 16:22). As ImageJ 1.53 does it: the image is smoothed over 3 × 3 pixels, reduced to the darkest pixel of each 2², 4² or 8² (from radius 10, 30 and 100
    /// on), the ball's steep rim is left out, and the surface is enlarged again between pixels. Brightness counts as a length in pixels: with images from 0 to 1,
    /// the ball is as flat as a board, so multiply first.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite. Each channel is worked on by itself.</param>
    /// <param name="radius">The ball's radius in pixels, above 0, at most <see cref="MaximumRadius"/>; larger than the radius of the largest object.</param>
    /// <param name="isLight">Whether objects are dark on light ground.</param>
    /// <param name="smooth">Whether single noisy pixels are smoothed away first.</param>
    /// <returns>The same shape, in the units of the image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The radius is out of range.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image RollingBallBackground(this Image image, double radius, bool isLight = false, bool smooth = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(radius > 0 && radius <= MaximumRadius))
            throw new ArgumentOutOfRangeException(nameof(radius), string.Create(CultureInfo.InvariantCulture,
                $"The ball's radius is {radius}; it is given in pixels, above 0 and at most {MaximumRadius}."));
        Pixels.RequireFinite(image, nameof(RollingBallBackground));
        var ball = RollingBall.OfRadius(radius);
        var plane = image.Height * image.Width;
        var values = new float[image.Values.Length];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var source = image.Channels == 1 ? image : image.Like(image.Channel(channel).ToArray());
            ball.Roll(smooth ? Smoothed(source) : source, isLight).CopyTo(values.AsSpan(channel * plane, plane));
        }
        return new Image(image.Channels, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    private static Image Smoothed(Image image) => Bands.Over(image, 1, 1, (source, from, to, result, _) =>
        Separable.Filter(source, Kernel.Third, Kernel.Third, new Separable.RowsToWrite(result, from, to - from)));
}
