namespace BioDL.Simulation;

/// <summary>
/// Cells with one dye in the nucleus and another in the cytoplasm, with exact labels of both and a class for every cell:
/// <c>var field = FluorescenceCells.Default.Render(seed: 7);</c>. <c>FluorescenceCells.Default with { MitoticShare = 0.4 }</c> shows the same
/// cells, more of them dividing: prior probability shift and nothing else.
/// </summary>
/// <remarks>
/// Cells are laid out as in <see cref="FluorescenceNuclei"/>; light → <see cref="Simulation.Microscope"/> → camera. Approximated: cells are
/// flat; dividing cells keep their outline where real ones round up; what lies out of focus is not seen unless <see cref="Optics.Defocus"/>
/// says so for all.
/// </remarks>
public sealed record FluorescenceCells
{
    /// <summary>Cells in loose contact, one in twenty dividing.</summary>
    public static FluorescenceCells Default { get; } = new();

    /// <summary>A dense layer, nearly every cell against another.</summary>
    public static FluorescenceCells Confluent { get; } = new() { Density = 19, Touching = 0.9, Gap = 0.7 };

    /// <summary>Nearly half of the cells divide.</summary>
    public static FluorescenceCells Dividing { get; } = new() { MitoticShare = 0.45 };

    /// <summary>Mean diameter of the cells in µm (of the circle with the same area); 8 pixels to half of the field.</summary>
    public double Diameter { get; init; } = 17;

    /// <summary>Standard deviation of the diameter divided by its mean, 0 to 0.5.</summary>
    public double DiameterVariation { get; init; } = 0.12;

    /// <summary>Mean ratio of long to short axis, 1 (round) to 3.</summary>
    public double Elongation { get; init; } = 1.25;

    /// <summary>How far outlines depart from an ellipse, 0 to 0.2 of the radius.</summary>
    public double Irregularity { get; init; } = 0.1;

    /// <summary>Diameter of the nucleus divided by that of the cell, 0.2 to 0.75.</summary>
    public double NucleusShare { get; init; } = 0.5;

    /// <summary>Cells per 10,000 µm², 0 to what covers half of the field; the number in one field varies around it (Poisson).</summary>
    public double Density { get; init; } = 14;

    /// <summary>Share of the cells that are set against a neighbour, 0 to 1.</summary>
    public double Touching { get; init; } = 0.4;

    /// <summary>Smallest distance in µm between cells that don't touch, 0 to 100; never less than two pixels.</summary>
    public double Gap { get; init; } = 1.5;

    /// <summary>Share of the cells that divide, 0 to 1: exactly this share of the field's cells, rounded. A larger share adds to the same ones.</summary>
    public double MitoticShare { get; init; } = 0.05;

    /// <summary>How much brighter the plate of a dividing cell is than a nucleus, 1 to 10 times.</summary>
    public double Condensation { get; init; } = 2.5;

    /// <summary>Standard deviation of the cells' brightness divided by its mean, 0 to 1 (log-normal), for either dye by itself.</summary>
    public double BrightnessVariation { get; init; } = 0.2;

    /// <summary>Standard deviation of the brightness within a nucleus or cytoplasm divided by its mean, 0 to 1 (log-normal).</summary>
    public double Texture { get; init; } = 0.25;

    /// <summary>Size of the grain in µm (Gaussian standard deviation), 0.01 to 20.</summary>
    public double TextureGrain { get; init; } = 0.6;

    /// <summary>Photons in a pixel inside of an average nucleus, first channel, 0 to 1,000,000.</summary>
    public double NucleusPhotons { get; init; } = 250;

    /// <summary>Photons in a pixel of average cytoplasm, second channel, 0 to 1,000,000; over the nucleus a third of it shows.</summary>
    public double CytoplasmPhotons { get; init; } = 300;

    /// <summary>Photons in every pixel of both channels besides, 0 to 1,000,000.</summary>
    public double Background { get; init; } = 15;

    /// <summary>Field, objective, lamp and camera.</summary>
    public Microscope Microscope { get; init; } = new();

    /// <summary>Simulates one field.</summary>
    /// <param name="seed">Another seed gives another field; the same seed the same one, bit for bit.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, what was found and what is expected.</exception>
    public CellField Render(int seed = 1)
    {
        Check();
        var painter = new CellPainter(this, seed);
        var photons = painter.Photons();
        return new CellField
        {
            Image = Microscope.Camera.Expose(photons, RandomStream.Seed(seed, Purpose.Noise)),
            CellLabels = painter.CellLabels(),
            NucleusLabels = painter.NucleusLabels(),
            Photons = photons,
            Cells = painter.Cells(),
            Settings = this,
            Seed = seed,
        };
    }

    /// <summary>How the outlines of the cells lie.</summary>
    internal FluorescenceNuclei Outlines() => new()
    {
        Width = Microscope.Width,
        Height = Microscope.Height,
        PixelSize = Microscope.PixelSize,
        Diameter = Diameter,
        DiameterVariation = DiameterVariation,
        Elongation = Elongation,
        Irregularity = Irregularity,
        Density = Density,
        Touching = Touching,
        Gap = Gap,
    };

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Microscope);
        Microscope.Check();
        SettingRange.Require(nameof(Diameter), Diameter, 8 * Microscope.PixelSize, Math.Min(Microscope.Width, Microscope.Height) * Microscope.PixelSize / 2, "µm");
        SettingRange.Require(nameof(Density), Density, 0, 5000 / (Math.PI / 4 * Diameter * Diameter), "cells per 10,000 µm²");
        SettingRange.Require(nameof(NucleusShare), NucleusShare, 0.2, 0.75);
        SettingRange.Require(nameof(MitoticShare), MitoticShare, 0, 1);
        SettingRange.Require(nameof(Condensation), Condensation, 1, 10, "times");
        SettingRange.Require(nameof(BrightnessVariation), BrightnessVariation, 0, 1);
        SettingRange.Require(nameof(Texture), Texture, 0, 1);
        SettingRange.Require(nameof(TextureGrain), TextureGrain, 0.01, Math.Min(20, 50 * Microscope.PixelSize), "µm");
        SettingRange.Require(nameof(NucleusPhotons), NucleusPhotons, 0, 1e6, "photons");
        SettingRange.Require(nameof(CytoplasmPhotons), CytoplasmPhotons, 0, 1e6, "photons");
        SettingRange.Require(nameof(Background), Background, 0, 1e6, "photons");
        Outlines().Check();
    }
}
