using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>
/// A widefield fluorescence microscope's objective, and how it spreads the light of a point:
/// <c>var blurred = new Optics { NumericalAperture = 0.5, Defocus = 4 }.Apply(image);</c>.
/// </summary>
/// <remarks>
/// Scalar paraxial diffraction (Born and Wolf, Principles of Optics, section 8.8): I(v, u) = |2 ∫₀¹ J₀(vρ) exp(iuρ²/2) ρ dρ|² with
/// v = 2π NA r / λ and u = 2π NA² z / (λ n), which in focus is the Airy pattern, (2 J₁(v) / v)². Left out: aberrations, polarisation and
/// the large angles of apertures above about 0.8 n, where the true spot is a few percent wider.
/// </remarks>
public sealed record Optics
{
    /// <summary>Numerical aperture of the objective, 0.02 to 1.7, less than <see cref="RefractiveIndex"/>.</summary>
    public double NumericalAperture { get; init; } = 0.75;

    /// <summary>Wavelength of the light that is seen (emitted), 200 to 2,000 nm.</summary>
    public double Wavelength { get; init; } = 520;

    /// <summary>Refractive index of what lies between objective and sample, 1 (air) to 2; water 1.33, oil 1.52.</summary>
    public double RefractiveIndex { get; init; } = 1;

    /// <summary>Distance of the sample from the plane of focus in µm, 0 to 1,000; this model looks the same from either side.</summary>
    public double Defocus { get; init; }

    /// <summary>
    /// Standard deviation in µm of the Gaussian that lies closest, by least squares, to the pattern in focus: 0.21 λ / NA (Zhang, Zerubia and
    /// Olivo-Marin, Applied Optics 46, 1819, 2007).
    /// </summary>
    public double Sigma => 0.21 * Wavelength / 1000 / NumericalAperture;

    /// <summary>Rayleigh's distance in µm, 0.61 λ / NA: from the middle of a spot to its first dark ring.</summary>
    public double Resolution => 0.61 * Wavelength / 1000 / NumericalAperture;

    /// <summary>Depth of focus in µm, n λ / NA²: across it the middle of a spot keeps at least four fifths of its brightness.</summary>
    public double DepthOfFocus => RefractiveIndex * Wavelength / 1000 / (NumericalAperture * NumericalAperture);

    /// <summary>
    /// The light of a point in the middle of a pixel, summed over every pixel around it. It is followed to where about 2 % of the light are
    /// left outside, and scaled to a sum of 1.
    /// </summary>
    /// <param name="pixelSize">Side of a pixel in the sample, in µm, 0.01 to 20.</param>
    /// <returns>One channel of an odd number of rows and columns, the point in the middle.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or the spot is wider than 257 pixels.</exception>
    public Image PointSpread(double pixelSize)
    {
        Check(pixelSize);
        return new PointSpread(this, pixelSize).Kernel();
    }

    /// <summary>Shows an image, thought to be infinitely sharp, through this objective. The total light stays, edges go on with their outermost pixels.</summary>
    /// <param name="image">Channel × height × width, finite, with known <see cref="Image.PixelSize"/>.</param>
    /// <exception cref="InvalidOperationException">The image's pixel size is not known.</exception>
    /// <exception cref="ArgumentException">A setting is out of range, or a value is not finite.</exception>
    public Image Apply(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Convolution.Apply(image, PointSpread(PixelSizes.Of(image, "blur in µm")));
    }

    internal void Check(double pixelSize)
    {
        SettingRange.Require("PixelSize", pixelSize, 0.01, 20, "µm");
        SettingRange.Require(nameof(RefractiveIndex), RefractiveIndex, 1, 2);
        SettingRange.Require(nameof(NumericalAperture), NumericalAperture, 0.02, Math.Min(1.7, 0.99 * RefractiveIndex));
        SettingRange.Require(nameof(Wavelength), Wavelength, 200, 2000, "nm");
        SettingRange.Require(nameof(Defocus), Defocus, 0, 1000, "µm");
        var reach = Simulation.PointSpread.Reach(this, pixelSize);
        if (reach > Simulation.PointSpread.LargestReach)
            throw new ArgumentException(
                $"These optics spread a point over {2 * reach + 1} pixels; at most {2 * Simulation.PointSpread.LargestReach + 1} are followed. "
                + "Choose less Defocus, a larger NumericalAperture or a larger PixelSize.");
    }
}
