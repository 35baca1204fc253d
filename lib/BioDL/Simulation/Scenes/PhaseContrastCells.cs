namespace BioDL.Simulation;

/// <summary>
/// Living cells without any dye in phase contrast, with exact labels of whole cells: dark cells, a bright halo around them, and the shade-off
/// that lets the middle of a wide cell fade into the background. <c>var field = PhaseContrastCells.Default.Render(seed: 7);</c>
/// </summary>
/// <remarks>
/// Approximated, after the linear model of Yin, Kanade and Chen (Medical Image Analysis 16, 1047, 2012): light = background × (1 − contrast ×
/// (thickness − halo × thickness blurred over the halo's width)). Their blurring pattern, a ring's Airy pattern, is a Gaussian here; phases are
/// small; absorption, the bright dots of dead cells and interference beyond the first order are left out.
/// </remarks>
public sealed record PhaseContrastCells
{
    /// <summary>Spread cells, somewhat apart.</summary>
    public static PhaseContrastCells Default { get; } = new();

    /// <summary>Long, thin cells, as fibroblasts are.</summary>
    public static PhaseContrastCells Spindles { get; } = new() { Elongation = 2.6, Irregularity = 0.05, Diameter = 18, Density = 9 };

    /// <summary>Round, thick cells with strong halos: loosely attached.</summary>
    public static PhaseContrastCells Rounded { get; } = new()
    {
        Elongation = 1.05,
        Irregularity = 0.02,
        Diameter = 12,
        Density = 22,
        Contrast = 0.6,
        Halo = 0.95,
        Flatness = 0,
    };

    /// <summary>Mean diameter of the cells in µm (of the circle with the same area); 8 pixels to half of the field.</summary>
    public double Diameter { get; init; } = 22;

    /// <summary>Standard deviation of the diameter divided by its mean, 0 to 0.5.</summary>
    public double DiameterVariation { get; init; } = 0.15;

    /// <summary>Mean ratio of long to short axis, 1 (round) to 3.</summary>
    public double Elongation { get; init; } = 1.5;

    /// <summary>How far outlines depart from an ellipse, 0 to 0.2 of the radius.</summary>
    public double Irregularity { get; init; } = 0.14;

    /// <summary>Cells per 10,000 µm², 0 to what covers half of the field; the number in one field varies around it (Poisson).</summary>
    public double Density { get; init; } = 8;

    /// <summary>Share of the cells that are set against a neighbour, 0 to 1.</summary>
    public double Touching { get; init; } = 0.3;

    /// <summary>Profile of the cells: 0 is a dome, 1 a plate of even thickness; 0 to 1.</summary>
    public double Flatness { get; init; } = 0.5;

    /// <summary>How much a cell would darken the light were there no halo, 0 to 0.9.</summary>
    public double Contrast { get; init; } = 0.5;

    /// <summary>Strength of halo and shade-off, 0 (none: a map of thickness) to 1 (the middle of a very wide cell is as bright as no cell).</summary>
    public double Halo { get; init; } = 0.9;

    /// <summary>How far the halo reaches in µm (Gaussian standard deviation), 0.1 to 50, at most 100 pixels.</summary>
    public double HaloWidth { get; init; } = 4;

    /// <summary>Standard deviation of the thickness within a cell (organelles) divided by its mean, 0 to 1 (log-normal).</summary>
    public double Texture { get; init; } = 0.2;

    /// <summary>Size of the organelles in µm (Gaussian standard deviation), 0.01 to 20.</summary>
    public double TextureGrain { get; init; } = 0.9;

    /// <summary>Photons in a pixel beside the cells, 1 to 1,000,000.</summary>
    public double Photons { get; init; } = 2000;

    /// <summary>Field, objective, lamp and camera.</summary>
    public Microscope Microscope { get; init; } = new()
    {
        PixelSize = 0.65,
        Optics = new Optics { NumericalAperture = 0.3, Wavelength = 550 },
        Camera = new Camera { Gain = 0.06, Offset = 5, ReadNoise = 5 },
    };

    /// <summary>Simulates one field.</summary>
    /// <param name="seed">Another seed gives another field; the same seed the same one, bit for bit.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, what was found and what is expected.</exception>
    public PhaseContrastField Render(int seed = 1)
    {
        Check();
        var painter = new PhasePainter(this, seed);
        var photons = painter.Photons();
        return new PhaseContrastField
        {
            Image = Microscope.Camera.Expose(photons, RandomStream.Seed(seed, Purpose.Noise)),
            Labels = painter.Labels(),
            Photons = photons,
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
        Gap = 1,
    };

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Microscope);
        Microscope.Check();
        SettingRange.Require(nameof(Diameter), Diameter, 8 * Microscope.PixelSize, Math.Min(Microscope.Width, Microscope.Height) * Microscope.PixelSize / 2, "µm");
        SettingRange.Require(nameof(Density), Density, 0, 5000 / (Math.PI / 4 * Diameter * Diameter), "cells per 10,000 µm²");
        SettingRange.Require(nameof(Flatness), Flatness, 0, 1);
        SettingRange.Require(nameof(Contrast), Contrast, 0, 0.9);
        SettingRange.Require(nameof(Halo), Halo, 0, 1);
        SettingRange.Require(nameof(HaloWidth), HaloWidth, 0.1, Math.Min(50, 100 * Microscope.PixelSize), "µm");
        SettingRange.Require(nameof(Texture), Texture, 0, 1);
        SettingRange.Require(nameof(TextureGrain), TextureGrain, 0.01, Math.Min(20, 50 * Microscope.PixelSize), "µm");
        SettingRange.Require(nameof(Photons), Photons, 1, 1e6, "photons");
        Outlines().Check();
    }
}
