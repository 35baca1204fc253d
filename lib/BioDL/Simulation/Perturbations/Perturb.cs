using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Changes of real or simulated images, each with one dial: <c>Perturb.Photons(30).Apply(image, seed: 1)</c>.</summary>
public static class Perturb
{
    /// <summary>
    /// Moves the sample out of focus: every point becomes an evenly lit disc of radius z · tan(arcsin(NA / n)), as geometric optics has it. The image
    /// keeps the blur that it has; the disc is a fair model where it is larger than that. Edges go on with their outermost pixels. See
    /// <see cref="Optics"/> for the pattern of diffraction, which needs a sharp scene.
    /// </summary>
    /// <param name="micrometres">Distance from the plane of focus, 0 to 1,000 µm; the disc at most 128 pixels in radius. The image's pixel size must be known.</param>
    /// <param name="optics">Aperture and refractive index; NA 0.5 in air when null. Its own defocus is not used.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Defocus(double micrometres, Optics? optics = null)
    {
        var objective = (optics ?? new Optics { NumericalAperture = 0.5 }) with { Defocus = 0 };
        objective.Check(20);
        var slope = Math.Tan(Math.Asin(objective.NumericalAperture / objective.RefractiveIndex));
        return new Perturbation("defocus", "µm", 0)
        {
            Ladder = [0, 1, 2, 4, 8, 16],
            Range = (0, 1000),
            Change = (image, strength, _) => Convolution.Apply(image, Disc.Kernel(strength * slope / PixelSizes.Of(image, "defocus in µm"))),
        }.At(micrometres);
    }

    /// <summary>Blurs with a Gaussian, for images whose pixel size nobody knows.</summary>
    /// <param name="sigma">Standard deviation, 0 to 100 pixels.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Blur(double sigma) => new Perturbation("blur", "pixels", 0)
    {
        Ladder = [0, 0.5, 1, 2, 4, 8],
        Range = (0, 100),
        Change = (image, strength, _) => image.Gaussian(strength),
    }.At(sigma);

    /// <summary>
    /// Takes the image again with less light: grey = white × Poisson(photons × given / white) / photons, where white is the 99.9th percentile of the
    /// image. Assumed: the given image has no noise, and its values are proportional to light, 0 being dark. As real images do have noise, the
    /// result is somewhat noisier than said.
    /// </summary>
    /// <param name="photons">Photons that a white pixel detects, 0.1 to 1,000,000; infinity for no noise.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Photons(double photons) => new Perturbation("photons", "photons", double.PositiveInfinity)
    {
        Neutral = double.PositiveInfinity,
        Ladder = [double.PositiveInfinity, 1000, 300, 100, 30, 10],
        Range = (0.1, 1e6),
        Change = Lighting.Photons,
    }.At(photons);

    /// <summary>Light that rises across the field in a random direction, from (1 − g) to (1 + g) times what it was. Value 0 is dark.</summary>
    /// <param name="gradient">g, 0 to 1.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Gradient(double gradient) => new Perturbation("gradient", "", 0)
    {
        Ladder = [0, 0.1, 0.2, 0.4, 0.6, 0.8],
        Range = (0, 1),
        Change = (image, strength, seed) =>
            new Illumination { Gradient = strength, Direction = 360 * RandomStream.For(seed, Purpose.Perturbation).NextDouble() }.Apply(image),
    }.At(gradient);

    /// <summary>Corners that get less light than the middle. Value 0 is dark.</summary>
    /// <param name="share">The share of light that the corners lack, 0 to 1.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Vignetting(double share) => new Perturbation("vignetting", "", 0)
    {
        Ladder = [0, 0.1, 0.2, 0.4, 0.6, 0.8],
        Range = (0, 1),
        Change = (image, strength, _) => new Illumination { Vignetting = strength }.Apply(image),
    }.At(share);

    /// <summary>Another laboratory's staining, drawn by the seed as <see cref="StainChange.Draw"/> says; images of three channels only, glass at 255.</summary>
    /// <param name="strength">Standard deviation of the logarithm of the stains' amounts, 0 to 0.7; their hue turns along, by 20° × strength.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Stain(double strength) => new Perturbation("stain", "", 0)
    {
        Ladder = [0, 0.1, 0.2, 0.3, 0.5, 0.7],
        Range = (0, 0.7),
        Change = (image, value, seed) => StainChange.Draw(value, seed).Apply(image),
    }.At(strength);

    /// <summary>More or fewer pixels for the same objects; labels change along, nearest pixels. The pixel size follows.</summary>
    /// <param name="factor">1/16 to 8; 0.5 halves both sides.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Scale(double factor) => new Perturbation("scale", "", 1)
    {
        Neutral = 1,
        Ladder = [1, 0.75, 0.5, 0.25, 1.5, 2],
        Range = (1 / 16.0, 8),
        Change = (image, strength, _) => image.Resize(strength),
        ChangeLabels = (labels, strength) => labels.Resize(strength),
    }.At(factor);

    /// <summary>
    /// Writes the image as JPEG and reads it again: values that Pillow (libjpeg) gives with this quality. Three channels are colour, at half
    /// resolution; others go one by one. What is not whole numbers up to 255 is stretched from its smallest to its largest value to 8 bits, and back.
    /// </summary>
    /// <param name="quality">1 to 100, rounded to a whole number; infinity for none at all.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Compression(double quality) => new Perturbation("compression", "JPEG quality", double.PositiveInfinity)
    {
        Neutral = double.PositiveInfinity,
        Ladder = [double.PositiveInfinity, 90, 70, 50, 20, 5],
        Range = (1, 100),
        Change = (image, strength, _) => Lighting.Compress(image, (int)Math.Round(strength)),
    }.At(quality);

    /// <summary>
    /// Replaces squares by the image's median, channel by channel: of all squares that the image divides into, a share that is drawn. Labels stay: what
    /// a model finds in a removed square it has made up. A larger share removes the same squares and more.
    /// </summary>
    /// <param name="size">Side of the squares, 1 to 4,096 pixels.</param>
    /// <param name="share">Share of the squares, 0 to 1, rounded to whole squares.</param>
    /// <exception cref="ArgumentException">Size or strength are out of range.</exception>
    public static Perturbation RemovePatches(int size, double share)
    {
        SettingRange.Require(nameof(size), size, 1, 4096, "pixels");
        return new Perturbation("removed patches", "", 0)
        {
            Ladder = [0, 0.05, 0.1, 0.2, 0.4, 0.8],
            Range = (0, 1),
            Change = (image, strength, seed) => Patching.Remove(image, size, strength, seed),
        }.At(share);
    }

    /// <summary>Multiplies every value; too bright saturates where values are whole.</summary>
    /// <param name="factor">0 to 100.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Brightness(double factor) => new Perturbation("brightness", "", 1)
    {
        Neutral = 1,
        Ladder = [1, 0.75, 0.5, 0.25, 1.5, 2],
        Range = (0, 100),
        Change = (image, strength, _) => Lighting.Each(image, value => strength * value),
    }.At(factor);

    /// <summary>Multiplies every value's distance from the mean of its channel.</summary>
    /// <param name="factor">0 to 100.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Contrast(double factor) => new Perturbation("contrast", "", 1)
    {
        Neutral = 1,
        Ladder = [1, 0.75, 0.5, 0.25, 1.5, 2],
        Range = (0, 100),
        Change = (image, strength, _) => Lighting.Contrast(image, strength),
    }.At(factor);

    /// <summary>
    /// Raises values to a power between black, 0, and the largest that the grey values can hold (255 or 65,535; of other numbers the largest of the
    /// image). Values below 0 stay.
    /// </summary>
    /// <param name="power">0.1 to 10; below 1 dark parts get brighter.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static Perturbation Gamma(double power) => new Perturbation("gamma", "", 1)
    {
        Neutral = 1,
        Ladder = [1, 0.8, 0.6, 0.4, 1.5, 2.5],
        Range = (0.1, 10),
        Change = Lighting.Gamma,
    }.At(power);

    /// <summary>
    /// Exchanges bright and dark, as between fluorescence and absorption: 255 (or 65,535) less the value; of other numbers, smallest plus largest
    /// less the value.
    /// </summary>
    public static Perturbation Invert() => new Perturbation("inversion", "", 0)
    {
        Ladder = [0, 1],
        Range = (1, 1),
        Change = (image, _, _) => Lighting.Invert(image),
    }.At(1);
}
