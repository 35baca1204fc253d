using System.Globalization;

namespace BioDL.Simulation;

/// <summary>
/// Round walls that enclose nothing, such as vesicles or nuclear pores seen from above: <c>var field = Rings.Default.Render(seed: 7);</c>. What a
/// model that has only seen <see cref="Filaments"/> makes of them is a lesson in hallucination.
/// </summary>
public sealed record Rings
{
    /// <summary>Rings well apart.</summary>
    public static Rings Default { get; } = new();

    /// <summary>Small rings, hardly wider than what the objective resolves.</summary>
    public static Rings Small { get; } = new() { Diameter = 0.6, Thickness = 0.06, Density = 2500, Gap = 0.2 };

    /// <summary>Mean diameter in µm, from the middle of the wall to the middle of the wall; 0.05 to 1,000, at most half of the field.</summary>
    public double Diameter { get; init; } = 1.8;

    /// <summary>Standard deviation of the diameter divided by its mean, 0 to 0.4; values beyond two standard deviations are not drawn.</summary>
    public double DiameterVariation { get; init; } = 0.15;

    /// <summary>Thickness of the wall in µm, 0.01 to half of the diameter.</summary>
    public double Thickness { get; init; } = 0.15;

    /// <summary>Rings per 10,000 µm², 0 to 100,000; the number in one field varies around it (Poisson). Those that find no room are left out.</summary>
    public double Density { get; init; } = 500;

    /// <summary>Smallest distance in µm between two rings, 0 to 100.</summary>
    public double Gap { get; init; } = 0.4;

    /// <summary>Standard deviation of the rings' brightness divided by its mean, 0 to 1 (log-normal).</summary>
    public double BrightnessVariation { get; init; } = 0.2;

    /// <summary>Photons from a piece of wall as long as a pixel, as of <see cref="Filaments"/>, 0 to 1,000,000.</summary>
    public double Photons { get; init; } = 600;

    /// <summary>Photons in every pixel besides, 0 to 1,000,000.</summary>
    public double Background { get; init; } = 10;

    /// <summary>Field, objective, lamp and camera.</summary>
    public Microscope Microscope { get; init; } = Filaments.Fine;

    /// <summary>Simulates one field.</summary>
    /// <param name="seed">Another seed gives another field; the same seed the same one, bit for bit.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, what was found and what is expected.</exception>
    public RingField Render(int seed = 1)
    {
        Check();
        // A wall thinner than this would fall apart into pixels that do not touch.
        var half = Math.Max(0.71, Thickness / Microscope.PixelSize / 2);
        var painter = new SpotPainter(Microscope, Spots.Place(Microscope, seed, Density, (Diameter, DiameterVariation), Gap + Thickness))
        {
            Paint = (canvas, ring, number) =>
                Paint(canvas, ring, Photons * NucleusLayout.LogNormal(RandomStream.For(seed, Purpose.Brightness, number), BrightnessVariation)),
            Covers = (ring, distance) => Math.Abs(distance - ring.Radius) <= half,
            LabelMargin = half,
        };
        var photons = painter.Photons(Background, string.Create(CultureInfo.InvariantCulture, $"simulated rings, seed {seed}"));
        var shown = painter.Shown();
        return new RingField
        {
            Image = Microscope.Camera.Expose(photons, RandomStream.Seed(seed, Purpose.Noise)),
            Labels = painter.Labels(shown),
            Photons = photons,
            Rings = [.. shown.Select((ring, i) => new Ring(i + 1, ring.X, ring.Y, 2 * ring.Radius * Microscope.PixelSize))],
            Settings = this,
            Seed = seed,
        };
    }

    private void Paint(ShapeCanvas canvas, Spot ring, double photons)
    {
        var strands = Strand.Across(Thickness / Microscope.PixelSize);
        var points = Math.Max(8, (int)Math.Ceiling(4 * Math.PI * ring.Radius));
        var light = photons * 2 * Math.PI * ring.Radius / points;
        for (var i = 0; i < points; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / points);
            foreach (var strand in strands)
                canvas.AddPoint(ring.X + (ring.Radius + strand.Aside) * cos, ring.Y + (ring.Radius + strand.Aside) * sin, light * strand.Share);
        }
    }

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Microscope);
        Microscope.Check();
        SettingRange.Require(nameof(Diameter), Diameter, 0.05, Math.Min(1000, Math.Min(Microscope.Width, Microscope.Height) * Microscope.PixelSize / 2), "µm");
        SettingRange.Require(nameof(DiameterVariation), DiameterVariation, 0, 0.4);
        SettingRange.Require(nameof(Thickness), Thickness, 0.01, Diameter / 2, "µm");
        SettingRange.Require(nameof(Density), Density, 0, 100_000, "rings per 10,000 µm²");
        SettingRange.Require(nameof(Gap), Gap, 0, 100, "µm");
        SettingRange.Require(nameof(BrightnessVariation), BrightnessVariation, 0, 1);
        SettingRange.Require(nameof(Photons), Photons, 0, 1e6, "photons");
        SettingRange.Require(nameof(Background), Background, 0, 1e6, "photons");
    }
}
