using BioDL.Images;
using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>
/// What one day at one microscope leaves in every image: the lamp's brightness and flicker, dust, the camera's fixed pattern, a cast of colour.
/// <c>var monday = new BatchSignature { Seed = 1 }; var images = fields.Select((field, i) =&gt; monday.Apply(field.Image, i));</c>. Images of one class all
/// taken on one day give the class away by these marks alone.
/// </summary>
/// <remarks>
/// grey = dark + (given − dark) × lamp × flicker × cast × dust × sensitivity + dark pattern. Lamp, cast, dust and the patterns belong to the
/// batch's seed; only flicker differs from image to image. The light's
/// own noise is not changed along: where the lamp dims by a few percent it would hardly differ.
/// </remarks>
public sealed record BatchSignature
{
    /// <summary>Marks that the eye hardly finds.</summary>
    public static BatchSignature Subtle { get; } = new() { LampVariation = 0.03, DustDepth = 0.04, Sensitivity = 0.008, DarkPattern = 0.5, Cast = 0.02 };

    /// <summary>Marks that nobody overlooks.</summary>
    public static BatchSignature Strong { get; } = new() { LampVariation = 0.25, Dust = 14, DustDepth = 0.4, Sensitivity = 0.06, DarkPattern = 2, Cast = 0.15 };

    /// <summary>Which batch: another seed is another day.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Brightness of the lamp, relative, 0.01 to 100.</summary>
    public double Lamp { get; init; } = 1;

    /// <summary>Standard deviation of the lamp's brightness from batch to batch, relative, 0 to 1 (log-normal).</summary>
    public double LampVariation { get; init; } = 0.1;

    /// <summary>Standard deviation of the lamp's brightness from image to image, relative, 0 to 1 (log-normal).</summary>
    public double Flicker { get; init; } = 0.01;

    /// <summary>Number of specks of dust in the field, 0 to 1,000.</summary>
    public int Dust { get; init; } = 6;

    /// <summary>Radius of a speck (Gaussian standard deviation) as a share of the field's shorter side, 0.001 to 0.5; specks vary by half of it.</summary>
    public double DustSize { get; init; } = 0.02;

    /// <summary>The share of light that a speck takes away in its middle, 0 to 1.</summary>
    public double DustDepth { get; init; } = 0.15;

    /// <summary>Standard deviation of the pixels' sensitivity (photo response non-uniformity), relative, 0 to 0.5.</summary>
    public double Sensitivity { get; init; } = 0.02;

    /// <summary>Standard deviation of the pixels' grey value in the dark (dark signal non-uniformity), in grey values, 0 to 1,000.</summary>
    public double DarkPattern { get; init; } = 1;

    /// <summary>Standard deviation of the channels' brightness from batch to batch, relative, 0 to 1 (log-normal). Single channels have none.</summary>
    public double Cast { get; init; } = 0.05;

    /// <summary>Grey value of a pixel that no light reaches, 0 to 65,535: what the light's factors leave alone.</summary>
    public double Dark { get; init; }

    /// <summary>The factors of light in every pixel, dust × sensitivity × lamp × cast, without flicker: one channel, or as many as asked for.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public Image Pattern(int height, int width, int channels = 1)
    {
        Check();
        var (pixels, count) = (height * width, Shape.Count(channels, height, width));
        var shade = DustShade(height, width);
        var sensitivity = RandomStream.For(Seed, Purpose.Batch, 1);
        for (var i = 0; i < pixels; i++)
            shade[i] *= Math.Max(0, 1 + Sensitivity * Normal.Sample(sensitivity, 0, 1));
        var factors = Factors(channels);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(shade[i % pixels] * factors[i / pixels]);
        return new Image(channels, height, width, values);
    }

    /// <summary>Gives an image the marks of this batch. Whole grey values stay whole and within 8 or 16 bits.</summary>
    /// <param name="image">Channel × height × width, finite.</param>
    /// <param name="exposure">Which image of the batch, from 0: each has its own flicker.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or a value is not finite.</exception>
    public Image Apply(Image image, int exposure = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        var factors = Pattern(image.Height, image.Width, image.Channels);
        var grey = GreyValues.Of(image, nameof(BatchSignature));
        var flicker = NucleusLayout.LogNormal(RandomStream.For(Seed, Purpose.Flicker, exposure), Flicker);
        var pattern = RandomStream.For(Seed, Purpose.Batch, 2);
        var values = new float[image.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var dark = DarkPattern > 0 ? DarkPattern * Normal.Sample(pattern, 0, 1) : 0;
            values[i] = (float)(Dark + (image.Values[i] - Dark) * factors.Values[i] * flicker + dark);
        }
        return grey.Finish(image, values);
    }

    private double[] Factors(int channels)
    {
        var random = RandomStream.For(Seed, Purpose.Batch);
        var lamp = Lamp * NucleusLayout.LogNormal(random, LampVariation);
        var cast = channels > 1 ? Cast : 0;
        return [.. Enumerable.Range(0, channels).Select(_ => lamp * NucleusLayout.LogNormal(random, cast))];
    }

    private double[] DustShade(int height, int width)
    {
        var (random, shorter) = (RandomStream.For(Seed, Purpose.Batch, 3), Math.Min(height, width));
        var shade = Enumerable.Repeat(1.0, height * width).ToArray();
        for (var speck = 0; speck < Dust; speck++)
        {
            double x = random.NextDouble() * width, y = random.NextDouble() * height;
            double sigma = DustSize * shorter * (0.5 + random.NextDouble()), depth = DustDepth * (0.5 + 0.5 * random.NextDouble());
            for (var row = Math.Max(0, (int)(y - 4 * sigma)); row <= Math.Min(height - 1, y + 4 * sigma); row++)
            {
                for (var column = Math.Max(0, (int)(x - 4 * sigma)); column <= Math.Min(width - 1, x + 4 * sigma); column++)
                    shade[row * width + column] *= 1 - depth * Math.Exp(-((column - x) * (column - x) + (row - y) * (row - y)) / (2 * sigma * sigma));
            }
        }
        return shade;
    }

    private void Check()
    {
        SettingRange.Require(nameof(Lamp), Lamp, 0.01, 100);
        SettingRange.Require(nameof(LampVariation), LampVariation, 0, 1);
        SettingRange.Require(nameof(Flicker), Flicker, 0, 1);
        SettingRange.Require(nameof(Dust), Dust, 0, 1000, "specks");
        SettingRange.Require(nameof(DustSize), DustSize, 0.001, 0.5);
        SettingRange.Require(nameof(DustDepth), DustDepth, 0, 1);
        SettingRange.Require(nameof(Sensitivity), Sensitivity, 0, 0.5);
        SettingRange.Require(nameof(DarkPattern), DarkPattern, 0, 1000, "grey values");
        SettingRange.Require(nameof(Cast), Cast, 0, 1);
        SettingRange.Require(nameof(Dark), Dark, 0, 65535, "grey values");
    }
}
