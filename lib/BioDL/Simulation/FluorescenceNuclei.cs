using System.Globalization;

namespace BioDL.Simulation;

/// <summary>
/// Nuclei with a fluorescent DNA stain, as a widefield microscope shows them, with exact labels:
/// <c>var field = FluorescenceNuclei.Crowded.Render(seed: 7);</c>. Change one dial with <c>with</c>:
/// <c>(FluorescenceNuclei.Default with { Blur = 2 }).Render(seed: 7)</c> shows the same nuclei through worse optics.
/// </summary>
/// <remarks>
/// The image forms as in a microscope: shapes (edges smoothed over the pixel) → brightness and chromatin texture → blur of the optics
/// → background light → <see cref="Simulation.Camera"/>. Layout, texture, background and noise draw from random streams of their own, so that the
/// dials for light and camera leave the nuclei where they are. Nothing runs in parallel: a seed gives the same field, bit for bit.
/// </remarks>
public sealed record FluorescenceNuclei
{
    /// <summary>Few nuclei, well apart, well lit: a threshold does it.</summary>
    public static FluorescenceNuclei Default { get; } = new();

    /// <summary>Many nuclei of unequal brightness, more than half of them touching another.</summary>
    public static FluorescenceNuclei Crowded { get; } = new()
    {
        Density = 30,
        Touching = 0.6,
        DiameterVariation = 0.2,
        Elongation = 1.35,
        BrightnessVariation = 0.4,
    };

    /// <summary>Few photons over an uneven background: one threshold for the whole field no longer does it.</summary>
    public static FluorescenceNuclei Dim { get; } = new()
    {
        Photons = 25,
        Background = 25,
        BackgroundUnevenness = 0.8,
        BrightnessVariation = 0.4,
        Camera = new Camera { Gain = 1.5, ReadNoise = 3 },
    };

    /// <summary>Columns of the image, 16 to 4,096 pixels.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Rows of the image, 16 to 4,096 pixels.</summary>
    public int Height { get; init; } = 256;

    /// <summary>Side of a pixel in the sample, 0.01 to 20 µm.</summary>
    public double PixelSize { get; init; } = 0.65;

    /// <summary>Mean diameter of the nuclei in µm (of the circle with the same area); 4 pixels to half of the field.</summary>
    public double Diameter { get; init; } = 9;

    /// <summary>Standard deviation of the diameter divided by its mean, 0 to 0.5; values beyond two standard deviations are not drawn.</summary>
    public double DiameterVariation { get; init; } = 0.12;

    /// <summary>Mean ratio of long to short axis, 1 (round) to 3; single nuclei vary evenly from 1 to twice the elongation less 1.</summary>
    public double Elongation { get; init; } = 1.2;

    /// <summary>How far outlines depart from an ellipse, 0 (exact ellipses) to 0.2 of the radius; the area stays that of the ellipse.</summary>
    public double Irregularity { get; init; } = 0.05;

    /// <summary>Nuclei per 10,000 µm², 0 to what covers half of the field; the number in one field varies around it (Poisson).</summary>
    public double Density { get; init; } = 10;

    /// <summary>
    /// Share of the nuclei that are set against a neighbour, 0 to 1. They overlap it slightly; pixels in the overlap belong to the nucleus
    /// that was there first. The others are set at the distance <see cref="Gap"/> or more.
    /// </summary>
    public double Touching { get; init; }

    /// <summary>Smallest distance in µm between nuclei that don't touch, 0 to 100; never less than two pixels.</summary>
    public double Gap { get; init; } = 2;

    /// <summary>Standard deviation of the nuclei's brightness divided by its mean, 0 to 1 (log-normal).</summary>
    public double BrightnessVariation { get; init; } = 0.2;

    /// <summary>Standard deviation of the brightness within a nucleus (chromatin) divided by its mean, 0 to 1 (log-normal).</summary>
    public double Texture { get; init; } = 0.2;

    /// <summary>Size of the chromatin's grain in µm (Gaussian standard deviation), 0.01 to 20.</summary>
    public double TextureGrain { get; init; } = 0.7;

    /// <summary>Blur of the optics in µm (Gaussian standard deviation), 0 to 20, at most 50 pixels.</summary>
    public double Blur { get; init; } = 0.5;

    /// <summary>Photons detected in a pixel inside of an average nucleus, 0 to 1,000,000.</summary>
    public double Photons { get; init; } = 300;

    /// <summary>Photons detected in a pixel beside the nuclei, averaged over the field, 0 to 1,000,000.</summary>
    public double Background { get; init; } = 15;

    /// <summary>How much the background rises across the field: from (1 − u) to (1 + u) times its mean, 0 to 1.</summary>
    public double BackgroundUnevenness { get; init; }

    /// <summary>Where an uneven background rises to, in degrees from −360 to 360: 0 to the right, 90 to the top; a random direction for each field when null.</summary>
    public double? BackgroundDirection { get; init; }

    /// <summary>The camera.</summary>
    public Camera Camera { get; init; } = new();

    /// <summary>Simulates one field.</summary>
    /// <param name="seed">Another seed gives another field; the same seed the same one, bit for bit.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, what was found and what is expected.</exception>
    public SimulatedField Render(int seed = 1)
    {
        Check();
        var nuclei = NucleusLayout.Place(this, RandomStream.Layout(seed));
        var painter = new NucleusPainter(this, nuclei, seed);
        var photons = painter.Photons(string.Create(CultureInfo.InvariantCulture, $"simulated fluorescence nuclei, seed {seed}"));
        return new SimulatedField
        {
            Image = Camera.Expose(photons, RandomStream.NoiseSeed(seed)),
            Labels = painter.Labels(),
            Photons = photons,
            Nuclei = painter.Nuclei(),
            Settings = this,
            Seed = seed,
        };
    }

    internal void Check()
    {
        SettingRange.Require(nameof(Width), Width, 16, 4096, "pixels");
        SettingRange.Require(nameof(Height), Height, 16, 4096, "pixels");
        SettingRange.Require(nameof(PixelSize), PixelSize, 0.01, 20, "µm");
        SettingRange.Require(nameof(Diameter), Diameter, 4 * PixelSize, Math.Min(Width, Height) * PixelSize / 2, "µm");
        SettingRange.Require(nameof(DiameterVariation), DiameterVariation, 0, 0.5);
        SettingRange.Require(nameof(Elongation), Elongation, 1, 3);
        SettingRange.Require(nameof(Irregularity), Irregularity, 0, 0.2);
        SettingRange.Require(nameof(Density), Density, 0, 5000 / (Math.PI / 4 * Diameter * Diameter), "nuclei per 10,000 µm²");
        SettingRange.Require(nameof(Touching), Touching, 0, 1);
        SettingRange.Require(nameof(Gap), Gap, 0, 100, "µm");
        SettingRange.Require(nameof(BrightnessVariation), BrightnessVariation, 0, 1);
        SettingRange.Require(nameof(Texture), Texture, 0, 1);
        SettingRange.Require(nameof(TextureGrain), TextureGrain, 0.01, Math.Min(20, 50 * PixelSize), "µm");
        SettingRange.Require(nameof(Blur), Blur, 0, Math.Min(20, 50 * PixelSize), "µm");
        SettingRange.Require(nameof(Photons), Photons, 0, 1e6, "photons");
        SettingRange.Require(nameof(Background), Background, 0, 1e6, "photons");
        SettingRange.Require(nameof(BackgroundUnevenness), BackgroundUnevenness, 0, 1);
        SettingRange.Require(nameof(BackgroundDirection), BackgroundDirection ?? 0, -360, 360, "degrees");
        ArgumentNullException.ThrowIfNull(Camera);
        Camera.Check();
    }
}
