using BioDL.Classical;
using BioDL.Images;
using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>
/// Turns placed nuclei into light and labels. The light is computed on a canvas a little larger than the field, so that blur at the field's
/// edge is that of an image which goes on.
/// </summary>
internal sealed class NucleusPainter
{
    /// <summary>A pixel's coverage is counted on 4 × 4 points.</summary>
    private const int Samples = 4;

    private readonly FluorescenceNuclei settings;
    private readonly List<PlacedNucleus> nuclei;
    private readonly int seed;
    private readonly double blur;
    private readonly int border, width, height;

    public NucleusPainter(FluorescenceNuclei settings, List<PlacedNucleus> nuclei, int seed)
    {
        (this.settings, this.nuclei, this.seed) = (settings, nuclei, seed);
        blur = settings.Blur / settings.PixelSize;
        border = (int)Math.Ceiling(4 * blur) + 1;
        (width, height) = (settings.Width + 2 * border, settings.Height + 2 * border);
    }

    /// <summary>Expected photons in every pixel of the field.</summary>
    public Image Photons(string provenance)
    {
        var light = new Image(1, height, width, Objects()).Gaussian(blur).Values;
        var gradient = new Gradient(RandomStream.Background(seed), settings);
        var photons = new float[settings.Width * settings.Height];
        for (var y = 0; y < settings.Height; y++)
        {
            for (var x = 0; x < settings.Width; x++)
                photons[y * settings.Width + x] = (float)(settings.Photons * light[(y + border) * width + x + border] + gradient.At(y, x));
        }
        return new Image(1, settings.Height, settings.Width, photons) { PixelSize = settings.PixelSize, Provenance = provenance };
    }

    /// <summary>Pixels whose centre lies inside of a nucleus carry its number; the first nucleus of two keeps what both hold.</summary>
    public LabelImage Labels()
    {
        var labels = new int[settings.Width * settings.Height];
        for (var i = nuclei.Count - 1; i >= 0; i--)
        {
            foreach (var (x, y) in nuclei[i].Shape.Pixels())
            {
                if (x >= 0 && x < settings.Width && y >= 0 && y < settings.Height)
                    labels[y * settings.Width + x] = i + 1;
            }
        }
        return new LabelImage(settings.Height, settings.Width, labels) { PixelSize = settings.PixelSize };
    }

    public List<Nucleus> Nuclei() => [.. nuclei.Select((nucleus, i) => new Nucleus(i + 1, nucleus.Shape.X, nucleus.Shape.Y,
        2 * nucleus.Shape.A * settings.PixelSize, 2 * nucleus.Shape.B * settings.PixelSize, nucleus.Brightness))];

    /// <summary>The ideal objects on the canvas: coverage × brightness × texture.</summary>
    private float[] Objects()
    {
        var canvas = new float[width * height];
        var texture = ChromatinTexture();
        for (var i = 0; i < nuclei.Count; i++)
        {
            var (shape, brightness) = (nuclei[i].Shape, nuclei[i].Brightness);
            var before = nuclei.Take(i).Select(other => other.Shape).Where(shape.MayMeet).ToArray();
            var reach = shape.Reach + 1;
            for (var y = Math.Max(-border, (int)(shape.Y - reach)); y <= Math.Min(settings.Height + border - 1, shape.Y + reach); y++)
            {
                for (var x = Math.Max(-border, (int)(shape.X - reach)); x <= Math.Min(settings.Width + border - 1, shape.X + reach); x++)
                {
                    var grain = texture[Math.Clamp(y, 0, settings.Height - 1) * settings.Width + Math.Clamp(x, 0, settings.Width - 1)];
                    canvas[(y + border) * width + x + border] += (float)(Coverage(shape, before, y, x) * brightness * grain);
                }
            }
        }
        return canvas;
    }

    /// <summary>The share of a pixel that a shape covers and no earlier one does.</summary>
    private static double Coverage(NucleusShape shape, NucleusShape[] before, int y, int x)
    {
        var inside = 0;
        for (var i = 0; i < Samples * Samples; i++)
        {
            var sampleX = x - 0.5 + (i % Samples + 0.5) / Samples;
            var sampleY = y - 0.5 + (i / Samples + 0.5) / Samples;
            if (shape.Contains(sampleX, sampleY) && !Array.Exists(before, other => other.Contains(sampleX, sampleY)))
                inside++;
        }
        return (double)inside / (Samples * Samples);
    }

    /// <summary>Random factors with mean 1 over the field: blurred noise, scaled to a standard deviation of 1, then made log-normal.</summary>
    private double[] ChromatinTexture()
    {
        var random = RandomStream.Texture(seed);
        var noise = new float[settings.Width * settings.Height];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (float)Normal.Sample(random, 0, 1);
        var smooth = new Image(1, settings.Height, settings.Width, noise).Gaussian(settings.TextureGrain / settings.PixelSize).Values.ToArray();
        var deviation = Math.Sqrt(smooth.Average(value => (double)value * value));
        var sigma = Math.Sqrt(Math.Log(1 + settings.Texture * settings.Texture));
        return Array.ConvertAll(smooth, value => Math.Exp(sigma * value / deviation - sigma * sigma / 2));
    }

    /// <summary>Background light that rises along one direction; its mean over the field is the setting.</summary>
    private readonly struct Gradient
    {
        private readonly double mean, slopeX, slopeY, centreX, centreY;

        public Gradient(Random random, FluorescenceNuclei settings)
        {
            mean = settings.Background;
            (centreX, centreY) = ((settings.Width - 1) / 2.0, (settings.Height - 1) / 2.0);
            var drawn = 2 * Math.PI * random.NextDouble();
            var (sin, cos) = Math.SinCos(settings.BackgroundDirection is { } degrees ? -degrees * Math.PI / 180 : drawn);
            var corner = Math.Abs(cos) * centreX + Math.Abs(sin) * centreY;
            (slopeX, slopeY) = (settings.BackgroundUnevenness * cos / corner, settings.BackgroundUnevenness * sin / corner);
        }

        public double At(int y, int x) => Math.Max(0, mean * (1 + slopeX * (x - centreX) + slopeY * (y - centreY)));
    }
}
