using System.Globalization;

namespace BioDL.Images;

/// <summary>Dark becomes bright: <c>image.ToGrey().Invert()</c>.</summary>
public static class Inversion
{
    /// <summary>
    /// The negative: <paramref name="white"/> − value for every pixel and channel, so that dark objects on light ground become bright ones on dark ground.
    /// It turns round what is bright, and does not make light that was absorbed into light that was emitted.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="white">The value that becomes 0: 255 for 8 bits, 65,535 for 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">White is not a finite number.</exception>
    public static Image Invert(this Image image, double white = 255)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!double.IsFinite(white))
            throw new ArgumentOutOfRangeException(nameof(white), string.Create(CultureInfo.InvariantCulture, $"White is {white}; expected a finite number, such as 255."));
        var values = Array.ConvertAll(image.Values.ToArray(), value => (float)(white - value));
        return new Image(image.Channels, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }
}
