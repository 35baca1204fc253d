using System.Globalization;

namespace BioDL.Images;

/// <summary>States how large a pixel is where the file did not say: <c>image.WithPixelSize(0.65)</c>.</summary>
public static class Calibration
{
    private const double Largest = 1e6;

    /// <summary>The same image with another pixel size. No pixel changes: what changes is what lengths mean.</summary>
    /// <param name="image">The image.</param>
    /// <param name="micrometres">Side of a pixel in the sample, in µm: the camera's pixel divided by the magnification.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not above 0, or absurdly large.</exception>
    public static Image WithPixelSize(this Image image, double micrometres)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new Image(image.Channels, image.Height, image.Width, image.Values.ToArray()) { PixelSize = Checked(micrometres), Provenance = image.Provenance };
    }

    /// <inheritdoc cref="WithPixelSize(Image, double)"/>
    /// <param name="labels">The objects.</param>
    /// <param name="micrometres">Side of a pixel in the sample, in µm.</param>
    public static LabelImage WithPixelSize(this LabelImage labels, double micrometres)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new LabelImage(labels.Height, labels.Width, labels.Values.ToArray()) { PixelSize = Checked(micrometres) };
    }

    private static double Checked(double micrometres) => micrometres is > 0 and <= Largest ? micrometres : throw new ArgumentOutOfRangeException(
        nameof(micrometres), string.Create(CultureInfo.InvariantCulture,
        $"The side of a pixel is {micrometres} µm; expected a number above 0, such as 0.65: the camera's pixel divided by the magnification."));
}
