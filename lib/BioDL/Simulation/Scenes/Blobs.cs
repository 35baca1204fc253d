using System.Globalization;

namespace BioDL.Simulation;

/// <summary>
/// Bright spots, such as single molecules of RNA, vesicles or beads: <c>var field = Blobs.Default.Render(seed: 7);</c>. Their positions are known
/// to a fraction of a pixel.
/// </summary>
public sealed record Blobs
{
    /// <summary>Spots smaller than what the objective resolves.</summary>
    public static Blobs Default { get; } = new();

    /// <summary>Dim and close together: many merge into one.</summary>
    public static Blobs Crowded { get; } = new() { Density = 7000, Photons = 400, Gap = 0, BrightnessVariation = 0.4 };

    /// <summary>Beads of one micrometre.</summary>
    public static Blobs Beads { get; } = new() { Diameter = 1, DiameterVariation = 0.05, Density = 900, Photons = 9000 };

    /// <summary>Mean diameter in µm, 0.001 to 100, at most half of the field; below half a pixel they are points.</summary>
    public double Diameter { get; init; } = 0.1;

    /// <summary>Standard deviation of the diameter divided by its mean, 0 to 0.4; values beyond two standard deviations are not drawn.</summary>
    public double DiameterVariation { get; init; } = 0.1;

    /// <summary>Blobs per 10,000 µm², 0 to 100,000; the number in one field varies around it (Poisson). Those that find no room are left out.</summary>
    public double Density { get; init; } = 1500;

    /// <summary>Smallest distance in µm between two blobs, 0 to 100.</summary>
    public double Gap { get; init; } = 0.5;

    /// <summary>Standard deviation of the blobs' brightness divided by its mean, 0 to 1 (log-normal).</summary>
    public double BrightnessVariation { get; init; } = 0.2;

    /// <summary>Photons that an average blob sends in all, 0 to 100,000,000.</summary>
    public double Photons { get; init; } = 1500;

    /// <summary>Photons in every pixel besides, 0 to 1,000,000.</summary>
    public double Background { get; init; } = 10;

    /// <summary>Field, objective, lamp and camera.</summary>
    public Microscope Microscope { get; init; } = Filaments.Fine;

    /// <summary>Simulates one field.</summary>
    /// <param name="seed">Another seed gives another field; the same seed the same one, bit for bit.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, what was found and what is expected.</exception>
    public BlobField Render(int seed = 1)
    {
        Check();
        var spots = Spots.Place(Microscope, seed, Density, (Diameter, DiameterVariation), Gap);
        double[] totals = [.. spots.Select((_, i) => Photons * NucleusLayout.LogNormal(RandomStream.For(seed, Purpose.Brightness, i), BrightnessVariation))];
        var painter = new SpotPainter(Microscope, spots)
        {
            Paint = (canvas, blob, number) => Paint(canvas, blob, totals[number]),
            Covers = (blob, distance) => distance <= Math.Max(0.71, blob.Radius),
        };
        var photons = painter.Photons(Background, string.Create(CultureInfo.InvariantCulture, $"simulated blobs, seed {seed}"));
        var shown = painter.Shown();
        var totalOf = spots.Zip(totals).ToDictionary(pair => pair.First, pair => pair.Second);
        return new BlobField
        {
            Image = Microscope.Camera.Expose(photons, RandomStream.Seed(seed, Purpose.Noise)),
            Labels = painter.Labels(shown),
            Photons = photons,
            Blobs = [.. shown.Select((blob, i) => new Blob(i + 1, blob.X, blob.Y, 2 * blob.Radius * Microscope.PixelSize, totalOf[blob]))],
            Settings = this,
            Seed = seed,
        };
    }

    /// <summary>Shares the light among points half a pixel apart that fill the disc; of a small one the centre alone.</summary>
    private static void Paint(ShapeCanvas canvas, Spot blob, double photons)
    {
        var side = Math.Max(1, (int)Math.Ceiling(4 * blob.Radius));
        var points = new List<(double X, double Y)>(side * side);
        for (var i = 0; i < side * side; i++)
        {
            double x = (2 * (i % side + 0.5) / side - 1) * blob.Radius, y = (2 * (i / side + 0.5) / side - 1) * blob.Radius;
            if (x * x + y * y <= blob.Radius * blob.Radius)
                points.Add((blob.X + x, blob.Y + y));
        }
        foreach (var (x, y) in points)
            canvas.AddPoint(x, y, photons / points.Count);
    }

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Microscope);
        Microscope.Check();
        SettingRange.Require(nameof(Diameter), Diameter, 0.001, Math.Min(100, Math.Min(Microscope.Width, Microscope.Height) * Microscope.PixelSize / 2), "µm");
        SettingRange.Require(nameof(DiameterVariation), DiameterVariation, 0, 0.4);
        SettingRange.Require(nameof(Density), Density, 0, 100_000, "blobs per 10,000 µm²");
        SettingRange.Require(nameof(Gap), Gap, 0, 100, "µm");
        SettingRange.Require(nameof(BrightnessVariation), BrightnessVariation, 0, 1);
        SettingRange.Require(nameof(Photons), Photons, 0, 1e8, "photons");
        SettingRange.Require(nameof(Background), Background, 0, 1e6, "photons");
    }
}
