namespace BioDL.Simulation;

/// <summary>
/// Bending fibres with a fluorescent dye, such as microtubules and actin, that may cross: <c>var field = Filaments.Default.Render(seed: 7);</c>.
/// </summary>
/// <remarks>
/// Worm-like chains that lie flat: along a step ds the direction turns by a normal deviate of variance ds / persistence length, so that directions
/// a length s apart agree by ⟨cos θ⟩ = exp(−s / 2P) and ends lie ⟨R²⟩ = 4PL (1 − (2P/L)(1 − exp(−L/2P))) apart (two dimensions; Rivetti, Guthold
/// and Bustamante, Journal of Molecular Biology 264, 919, 1996). Filaments do not avoid each other; where two cross, their light adds up.
/// </remarks>
public sealed record Filaments
{
    /// <summary>Stiff, long fibres, like microtubules in a spread cell.</summary>
    public static Filaments Default { get; } = new();

    /// <summary>Short fibres that bend within a few micrometres.</summary>
    public static Filaments Curly { get; } = new() { Length = 9, PersistenceLength = 2.5, Density = 300 };

    /// <summary>Many fibres that cross each other, dimly lit.</summary>
    public static Filaments Dense { get; } = new() { Density = 420, Photons = 120, Background = 20 };

    /// <summary>Mean length in µm, 0.5 to 1,000.</summary>
    public double Length { get; init; } = 16;

    /// <summary>Standard deviation of the length divided by its mean, 0 to 1 (log-normal).</summary>
    public double LengthVariation { get; init; } = 0.2;

    /// <summary>How far a filament keeps its direction, in µm, 0.1 to 1,000,000.</summary>
    public double PersistenceLength { get; init; } = 40;

    /// <summary>Diameter in µm, 0.001 to 5; below a pixel or so it does not show.</summary>
    public double Thickness { get; init; } = 0.025;

    /// <summary>Filaments per 10,000 µm², by their starting points, 0 to 5,000; the number in one field varies around it (Poisson).</summary>
    public double Density { get; init; } = 150;

    /// <summary>Standard deviation of the filaments' brightness divided by its mean, 0 to 1 (log-normal).</summary>
    public double BrightnessVariation { get; init; } = 0.2;

    /// <summary>Photons from a piece of filament as long as a pixel, 0 to 1,000,000; the objective spreads them over several pixels.</summary>
    public double Photons { get; init; } = 600;

    /// <summary>Photons in every pixel besides, 0 to 1,000,000.</summary>
    public double Background { get; init; } = 10;

    /// <summary>Field, objective, lamp and camera.</summary>
    public Microscope Microscope { get; init; } = Fine;

    /// <summary>Pixels of a tenth of a micrometre behind an oil objective.</summary>
    internal static Microscope Fine => new()
    {
        PixelSize = 0.1,
        Optics = new Optics { NumericalAperture = 1.3, RefractiveIndex = 1.52 },
        Camera = new Camera { Gain = 0.5, Offset = 5 },
    };

    /// <summary>Simulates one field.</summary>
    /// <param name="seed">Another seed gives another field; the same seed the same one, bit for bit.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, what was found and what is expected.</exception>
    public FilamentField Render(int seed = 1)
    {
        Check();
        var painter = new FilamentPainter(this, seed);
        var photons = painter.Photons();
        return new FilamentField
        {
            Image = Microscope.Camera.Expose(photons, RandomStream.Seed(seed, Purpose.Noise)),
            Mask = painter.Mask(),
            Skeleton = painter.Skeleton(),
            Photons = photons,
            Filaments = painter.Filaments,
            Settings = this,
            Seed = seed,
        };
    }

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Microscope);
        Microscope.Check();
        SettingRange.Require(nameof(Length), Length, 0.5, 1000, "µm");
        SettingRange.Require(nameof(LengthVariation), LengthVariation, 0, 1);
        SettingRange.Require(nameof(PersistenceLength), PersistenceLength, 0.1, 1e6, "µm");
        SettingRange.Require(nameof(Thickness), Thickness, 0.001, 5, "µm");
        SettingRange.Require(nameof(Density), Density, 0, 5000, "filaments per 10,000 µm²");
        SettingRange.Require(nameof(BrightnessVariation), BrightnessVariation, 0, 1);
        SettingRange.Require(nameof(Photons), Photons, 0, 1e6, "photons");
        SettingRange.Require(nameof(Background), Background, 0, 1e6, "photons");
    }
}
