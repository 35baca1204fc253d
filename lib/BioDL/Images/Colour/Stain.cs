using System.Globalization;

namespace BioDL.Images;

/// <summary>
/// How a stain colours light: its optical densities in red, green and blue relative to each other, a direction of length 1. The constants are those of
/// Ruifrok and Johnston (2001), which scikit-image's <c>hed_from_rgb</c> has too, or, where their names say so, of the ImageJ plugin Colour Deconvolution.
/// </summary>
public sealed record Stain
{
    /// <summary>A stain of any colour.</summary>
    /// <param name="name">What to ask for the stain by.</param>
    /// <param name="red">Optical density in red, 0 or more, on any scale.</param>
    /// <param name="green">In green, on the same scale.</param>
    /// <param name="blue">In blue, on the same scale.</param>
    /// <exception cref="ArgumentException">The name is empty, a density negative or not finite, or all of them 0.</exception>
    public Stain(string name, double red, double green, double blue)
        : this(name, new Direction(red, green, blue))
    {
        if (!(red >= 0 && green >= 0 && blue >= 0 && Direction.Length is > 0 and < double.PositiveInfinity))
            throw new ArgumentException(
                $"The optical densities of {name} are {red}, {green} and {blue}; a stain takes light away (0 or more, finite) in at least one channel.");
        Direction = Direction.Unit();
    }

    /// <summary>As <see cref="Stain(string, double, double, double)"/>, where noise may push a density slightly below 0.</summary>
    internal Stain(string name, Direction direction)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Direction) = (name, direction);
    }

    /// <summary>Hematoxylin, blue-violet: nuclei.</summary>
    public static Stain Hematoxylin { get; } = new("hematoxylin", 0.65, 0.70, 0.29);

    /// <summary>Eosin, pink: cytoplasm and fibres.</summary>
    public static Stain Eosin { get; } = new("eosin", 0.07, 0.99, 0.11);

    /// <summary>Diaminobenzidine, brown: where the antibody bound.</summary>
    public static Stain Dab { get; } = new("DAB", 0.27, 0.57, 0.78);

    /// <summary>Hematoxylin of "H&amp;E" in ImageJ's Colour Deconvolution.</summary>
    public static Stain HematoxylinImageJ { get; } = new("hematoxylin", 0.644211, 0.716556, 0.266844);

    /// <summary>Eosin of "H&amp;E" in ImageJ's Colour Deconvolution.</summary>
    public static Stain EosinImageJ { get; } = new("eosin", 0.092789, 0.954111, 0.283111);

    /// <summary>The name to ask for the stain by.</summary>
    public string Name { get; }

    /// <summary>Share of red in the direction.</summary>
    public double Red => Direction.Red;

    /// <summary>Share of green in the direction.</summary>
    public double Green => Direction.Green;

    /// <summary>Share of blue in the direction.</summary>
    public double Blue => Direction.Blue;

    internal Direction Direction { get; }

    /// <summary>Angle between two stains' directions, in degrees; 0 when they colour alike.</summary>
    public double AngleTo(Stain other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Math.Atan2(Direction.Cross(other.Direction).Length, Direction.Dot(other.Direction)) * 180 / Math.PI;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Red:0.00}, {Green:0.00}, {Blue:0.00})");
}
