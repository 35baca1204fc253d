using System.Globalization;

namespace BioDL.Simulation;

/// <summary>
/// A section of tissue between glass, stained with two dyes and seen in transmitted light by a colour camera, with exact labels of its nuclei:
/// <c>var field = StainedTissue.Default.Render(seed: 7);</c>. Nuclei are dark here: they hold most of the first dye; the second dyes everything else.
/// </summary>
/// <remarks>
/// The image forms as in a microscope: amounts of dye → absorption by the law of Beer and Lambert, I = I₀ · 10^(−Σ amount · colour) → blur of the
/// optics → <see cref="Simulation.Camera"/>. Nuclei are laid out as in <see cref="FluorescenceNuclei"/>. A seed gives the same field, bit for bit.
/// </remarks>
public sealed record StainedTissue
{
    /// <summary>Hematoxylin and eosin: blue nuclei in pink tissue.</summary>
    public static StainedTissue Default { get; } = new();

    /// <summary>One dye alone, weakly in the tissue and strongly in the nuclei: there is nothing for colours to tell apart.</summary>
    public static StainedTissue SingleDye { get; } = new()
    {
        Eosin = 0,
        HematoxylinOutside = 0.35,
        Hematoxylin = 0.7,
    };

    /// <summary>Columns of the image, 16 to 4,096 pixels.</summary>
    public int Width { get; init; } = 320;

    /// <summary>Rows of the image, 16 to 4,096 pixels.</summary>
    public int Height { get; init; } = 256;

    /// <summary>Side of a pixel in the sample, 0.01 to 20 µm.</summary>
    public double PixelSize { get; init; } = 0.5;

    /// <summary>Mean diameter of the nuclei in µm; 4 pixels to half of the field.</summary>
    public double Diameter { get; init; } = 8;

    /// <summary>Nuclei per 10,000 µm² of tissue, 0 to what covers half of the field.</summary>
    public double Density { get; init; } = 35;

    /// <summary>Share of the nuclei that are set against a neighbour, 0 to 1.</summary>
    public double Touching { get; init; } = 0.3;

    /// <summary>Share of the field where there is glass and no tissue, 0 to 0.8.</summary>
    public double Glass { get; init; } = 0.15;

    /// <summary>Amount of hematoxylin in an average nucleus, as optical density, 0 to 3.</summary>
    public double Hematoxylin { get; init; } = 0.9;

    /// <summary>Amount of hematoxylin in the tissue around the nuclei, as a share of that in nuclei, 0 to 1.</summary>
    public double HematoxylinOutside { get; init; } = 0.1;

    /// <summary>Mean amount of eosin in the tissue, as optical density, 0 to 3; nuclei hold half of it.</summary>
    public double Eosin { get; init; } = 0.3;

    /// <summary>Standard deviation of the amounts divided by their mean, from nucleus to nucleus and from place to place, 0 to 1 (log-normal).</summary>
    public double Variation { get; init; } = 0.3;

    /// <summary>Size of the patterns in the tissue in µm (Gaussian standard deviation), 0.1 to 50.</summary>
    public double Grain { get; init; } = 3;

    /// <summary>Blur of the optics in µm (Gaussian standard deviation), 0 to 20, at most 50 pixels.</summary>
    public double Blur { get; init; } = 0.4;

    /// <summary>Photons that a pixel of each colour detects where there is only glass, 1 to 1,000,000.</summary>
    public double Photons { get; init; } = 2000;

    /// <summary>The camera; glass comes out at 235 of 255 unless said otherwise.</summary>
    public Camera Camera { get; init; } = new() { Gain = 0.115, Offset = 5 };

    /// <summary>Simulates one field.</summary>
    /// <param name="seed">Another seed gives another field; the same seed the same one, bit for bit.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, what was found and what is expected.</exception>
    public StainedField Render(int seed = 1)
    {
        Check();
        var tissue = new TissuePainter(this, seed);
        var provenance = string.Create(CultureInfo.InvariantCulture, $"simulated stained tissue, seed {seed}");
        var (stains, photons) = tissue.Paint(provenance);
        return new StainedField
        {
            Image = Camera.Expose(photons, RandomStream.NoiseSeed(seed)),
            Labels = tissue.Labels(),
            Stains = stains,
            Settings = this,
            Seed = seed,
        };
    }

    /// <summary>How the nuclei lie, and how much of the first dye they hold relative to the average: what fluorescence would show without optics.</summary>
    internal FluorescenceNuclei Nuclei() => FluorescenceNuclei.Crowded with
    {
        Width = Width,
        Height = Height,
        PixelSize = PixelSize,
        Diameter = Diameter,
        Density = Density,
        Touching = Touching,
        Gap = 1,
        BrightnessVariation = Variation,
        Blur = 0,
        Photons = 1,
        Background = 0,
    };

    private void Check()
    {
        SettingRange.Require(nameof(Glass), Glass, 0, 0.8);
        SettingRange.Require(nameof(Hematoxylin), Hematoxylin, 0, 3, "optical density");
        SettingRange.Require(nameof(HematoxylinOutside), HematoxylinOutside, 0, 1);
        SettingRange.Require(nameof(Eosin), Eosin, 0, 3, "optical density");
        SettingRange.Require(nameof(Variation), Variation, 0, 1);
        SettingRange.Require(nameof(Grain), Grain, 0.1, 50, "µm");
        SettingRange.Require(nameof(Blur), Blur, 0, Math.Min(20, 50 * PixelSize), "µm");
        SettingRange.Require(nameof(Photons), Photons, 1, 1e6, "photons");
        ArgumentNullException.ThrowIfNull(Camera);
        Nuclei().Check();
        Camera.Check();
    }
}
