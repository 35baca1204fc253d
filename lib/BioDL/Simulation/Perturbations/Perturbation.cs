using System.Globalization;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>
/// One change of images with a dial: <c>var worse = Perturb.Defocus(4).Apply(image);</c>. A curve of robustness takes one step after the other:
/// <c>foreach (var strength in perturbation.Ladder) … perturbation.At(strength).Apply(image, seed) …</c>.
/// </summary>
public sealed record Perturbation
{
    internal Perturbation(string name, string unit, double strength) => (Name, Unit, Strength) = (name, unit, strength);

    /// <summary>What is changed: "defocus".</summary>
    public string Name { get; }

    /// <summary>The unit of the strength: "µm"; empty for shares and factors.</summary>
    public string Unit { get; }

    /// <summary>How much, in that unit.</summary>
    public double Strength { get; private init; }

    /// <summary>The strength that changes nothing: 0 for most, 1 for factors, infinity for photons and for the quality of compression.</summary>
    public double Neutral { get; internal init; }

    /// <summary>Strengths from the neutral one to a strong change, in the order of a curve.</summary>
    public required IReadOnlyList<double> Ladder { get; init; }

    internal (double Low, double High) Range { get; init; }

    internal Func<Image, double, int, Image> Change { get; init; } = (image, _, _) => image;

    /// <summary>What happens to labels; when null they stay.</summary>
    internal Func<LabelImage, double, LabelImage>? ChangeLabels { get; init; }

    /// <summary>The same change with another strength.</summary>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public Perturbation At(double strength)
    {
        if (strength != Neutral)
            SettingRange.Require($"The strength of {Name}", strength, Range.Low, Range.High, Unit);
        return this with { Strength = strength };
    }

    /// <summary>
    /// Changes an image. Whole grey values within 8 or 16 bits stay whole and within their bits, as if a camera had made them. At the neutral strength
    /// the image itself comes back.
    /// </summary>
    /// <param name="image">Channel × height × width, finite.</param>
    /// <param name="seed">Seed of what is drawn: noise, directions, places. The same seed draws the same at every strength, where that has a meaning.</param>
    /// <exception cref="ArgumentException">The image does not suit (its channels, its size), or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">The change is in µm, and the image's pixel size is not known.</exception>
    public Image Apply(Image image, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Strength == Neutral ? image : GreyValues.Of(image, Name).Finish(Change(image, Strength, seed));
    }

    /// <summary>Changes an image and what is known about it; only a change of scale changes labels.</summary>
    /// <inheritdoc cref="Apply(Image, int)"/>
    /// <param name="image">Channel × height × width, finite.</param>
    /// <param name="labels">The truth, height × width.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    public (Image Image, LabelImage Labels) Apply(Image image, LabelImage labels, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(labels);
        Shape.RequireSame(image.Height, image.Width, labels.Height, labels.Width, "Image and labels");
        return (Apply(image, seed), Strength == Neutral || ChangeLabels is null ? labels : ChangeLabels(labels, Strength));
    }

    /// <summary>Name and strength: "defocus 4 µm".</summary>
    public override string ToString() => Strength == Neutral
        ? $"{Name}: none"
        : string.Create(CultureInfo.InvariantCulture, $"{Name} {Strength:0.###}{(Unit.Length > 0 ? " " + Unit : "")}");
}
