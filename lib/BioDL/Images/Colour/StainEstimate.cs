using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Images;

/// <summary>
/// Two stains as an image shows them, after Macenko and others (2009, IEEE ISBI, 1107): optical densities of pixels that absorb (0.15 and more, as the length of
/// their vector) lie near the plane of their two strongest directions; within it, the 1st and the 99th percentile of the angle are the stains. The first is
/// the one that absorbs more red, as hematoxylin does. Any image gives two such directions, one dye alone too: see <see cref="AreDistinct"/>.
/// </summary>
public sealed record StainEstimate : IDisplayable
{
    /// <summary>
    /// The smallest <see cref="Strength"/> of two stains, a rule of thumb: real fields of one dye, whose hue shifts a little with its density, gave 0.05 to 0.10, of
    /// two dyes 0.11 to 0.16, one in seven less.
    /// </summary>
    public const double DistinctStrength = 0.1;

    /// <summary>The smallest angle between two stains, in degrees: noise alone spreads the hue of one by several.</summary>
    public const double DistinctAngle = 10;

    internal StainEstimate(Stain dye, (Stain First, Stain Second) stains, double strength, double absorbing, IReadOnlyList<double> backgrounds) =>
        (Dye, First, Second, Strength, Absorbing, Backgrounds) = (dye, stains.First, stains.Second, strength, absorbing, backgrounds);

    /// <summary>The strongest direction, named "dye": the colour of the one stain if there is but one.</summary>
    public Stain Dye { get; }

    /// <summary>The stain that absorbs more of the red, named "first".</summary>
    public Stain First { get; }

    /// <summary>The other, named "second".</summary>
    public Stain Second { get; }

    /// <summary>Ratio of the second to the first singular value of the densities: how much there is besides one direction, 0 to 1.</summary>
    public double Strength { get; }

    /// <summary>Share of the pixels that absorb enough to be looked at.</summary>
    public double Absorbing { get; }

    /// <summary>Light of empty glass in each channel, given or found; <see cref="Separation.Separate"/> wants the same.</summary>
    public IReadOnlyList<double> Backgrounds { get; }

    /// <summary>Degrees between the two directions.</summary>
    public double Angle => First.AngleTo(Second);

    /// <summary>Whether <see cref="Strength"/> and <see cref="Angle"/> speak for two stains rather than one.</summary>
    public bool AreDistinct => Strength >= DistinctStrength && Angle >= DistinctAngle;

    /// <summary>Both stains, to separate the image by.</summary>
    /// <exception cref="InvalidOperationException">The image does not show two distinct stains.</exception>
    public Stains Stains => AreDistinct
        ? new Stains(First, Second)
        : throw new InvalidOperationException(
            $"{this} Separating them would split one dye in two. Take the amount of one, image.Separate(new Stains(estimate.Dye), estimate.Backgrounds)[\"dye\"]; "
            + "if you know that there are two, name them yourself: new Stains(estimate.First, estimate.Second).");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(AreDistinct ? "Two stains" : $"No two distinct stains, rather one, {Dye}")}: {First} and {Second}, {Angle:0} degrees apart, strength of the second "
        + $"direction {Strength:0.000} ({DistinctStrength} is the least for two), {100 * Absorbing:0} % of the pixels absorb.");

    /// <summary>The verdict in a sentence.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString());
}
