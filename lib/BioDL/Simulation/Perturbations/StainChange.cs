using BioDL.Images;
using MathNet.Numerics.LinearAlgebra;

namespace BioDL.Simulation;

/// <summary>
/// Another laboratory's staining of the same section: more or less of either stain, in somewhat other hues.
/// <c>var paler = new StainChange { First = 0.7 }.Apply(image);</c>
/// </summary>
/// <remarks>
/// Optical densities are taken apart into both stains and what is neither (the direction across both), the amounts multiplied, and put together
/// with colours turned about the axis of grey (Ruifrok and Johnston 2001 for the taking apart).
/// </remarks>
public sealed record StainChange
{
    /// <summary>The two stains; hematoxylin and eosin unless said otherwise. <see cref="Stains.Estimate"/> measures those of an image.</summary>
    public Stains Stains { get; init; } = Stains.HematoxylinEosin;

    /// <summary>Factor for the amount of the first stain, 0 to 5.</summary>
    public double First { get; init; } = 1;

    /// <summary>Factor for the amount of the second stain, 0 to 5.</summary>
    public double Second { get; init; } = 1;

    /// <summary>Turn of the hue of both stains in degrees, −60 to 60.</summary>
    public double Hue { get; init; }

    /// <summary>Value of a pixel of empty glass, above 0, to 65,535.</summary>
    public double Glass { get; init; } = 255;

    /// <summary>
    /// A change drawn at random: the logarithm of either factor has a standard deviation of <paramref name="strength"/>, and the hue one of 20° ×
    /// strength; each is cut at two standard deviations.
    /// </summary>
    /// <param name="strength">0 (no change) to 0.7.</param>
    /// <param name="seed">Another seed is another laboratory.</param>
    /// <exception cref="ArgumentException">The strength is out of range.</exception>
    public static StainChange Draw(double strength, int seed)
    {
        SettingRange.Require(nameof(strength), strength, 0, 0.7);
        var random = RandomStream.For(seed, Purpose.Perturbation);
        double Deviate() => Math.Clamp(MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1), -2, 2);
        return new StainChange { First = Math.Exp(strength * Deviate()), Second = Math.Exp(strength * Deviate()), Hue = 20 * strength * Deviate() };
    }

    /// <summary>Stains anew. Whole grey values stay whole; pixels as bright as glass stay.</summary>
    /// <param name="image">Red, green and blue in transmitted light, proportional to photons.</param>
    /// <returns>The image itself where nothing is to change.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, the image has not three channels, or a value is not finite.</exception>
    public Image Apply(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Check();
        if (image.Channels != 3)
            throw new ArgumentException($"Stains need the 3 channels of a colour image, this one has {image.Channels}.", nameof(image));
        var grey = GreyValues.Of(image, nameof(StainChange));
        if (First == 1 && Second == 1 && Hue == 0)
            return image;
        var density = image.OpticalDensity(Glass, Math.Min(1, Glass / 255)).Values;
        var (change, pixels) = (Change(), image.Height * image.Width);
        var changed = new float[image.Values.Length];
        for (var i = 0; i < pixels; i++)
        {
            float red = density[i], green = density[pixels + i], blue = density[2 * pixels + i];
            for (var c = 0; c < 3; c++)
                changed[c * pixels + i] = (float)(change[c, 0] * red + change[c, 1] * green + change[c, 2] * blue);
        }
        return grey.Finish(image, image.With(image.Height, image.Width, changed).FromOpticalDensity(Glass).Values.ToArray());
    }

    /// <summary>From old to new densities, for columns (red, green, blue).</summary>
    private Matrix<double> Change()
    {
        var dyes = Colours(0);
        return Colours(Hue) * Matrix<double>.Build.DenseOfDiagonalArray([First, Second, 1]) * dyes.Inverse();
    }

    /// <summary>Columns: both stains turned about the axis of grey, and the direction across both.</summary>
    private Matrix<double> Colours(double degrees)
    {
        Direction first = Turn(Stains.All[0].Direction, degrees), second = Turn(Stains.All[1].Direction, degrees);
        return Matrix<double>.Build.DenseOfColumnArrays(Column(first), Column(second), Column(first.Cross(second).Unit()));

        static double[] Column(Direction direction) => [direction.Red, direction.Green, direction.Blue];
    }

    /// <summary>Rodrigues' rotation about (1, 1, 1) / √3; a density below 0, which no stain has, becomes 0.</summary>
    private static Direction Turn(Direction colour, double degrees)
    {
        if (degrees == 0)
            return colour;
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var axis = new Direction(1, 1, 1).Unit();
        var turned = colour.Times(cos).Plus(axis.Cross(colour).Times(sin)).Plus(axis.Times((1 - cos) * axis.Dot(colour)));
        return new Direction(Math.Max(0, turned.Red), Math.Max(0, turned.Green), Math.Max(0, turned.Blue)).Unit();
    }

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Stains);
        if (Stains.All.Count != 2)
            throw new ArgumentException($"Found {Stains.All.Count} stains ({Stains}); expected two, such as Stains.HematoxylinEosin.");
        SettingRange.Require(nameof(First), First, 0, 5);
        SettingRange.Require(nameof(Second), Second, 0, 5);
        SettingRange.Require(nameof(Hue), Hue, -60, 60, "degrees");
        SettingRange.Require(nameof(Glass), Glass, 1e-6, 65535);
    }
}
