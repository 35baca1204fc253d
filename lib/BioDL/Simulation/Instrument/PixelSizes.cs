using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Asks images for the size of their pixels, in the same words everywhere.</summary>
internal static class PixelSizes
{
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public static double Of(Image image, string purpose) => image.PixelSize ?? throw new InvalidOperationException(
        $"The pixel size of this image is not known, so {purpose} has no meaning here. "
        + "Look it up in the microscope's files and set PixelSize, or use Perturb.Blur, which counts in pixels.");
}
