using BioDL.Classical;
using BioDL.Images;
using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>Lays out tissue, nuclei and dyes, and sends light through them.</summary>
internal sealed class TissuePainter
{
    private static readonly double[] Hematoxylin = Directions(Stain.Hematoxylin), Eosin = Directions(Stain.Eosin);

    /// <summary>The share of the tissue's eosin that nuclei hold.</summary>
    private const float EosinInNuclei = 0.5f;

    /// <summary>Gaps of glass are this much coarser than the patterns of the tissue.</summary>
    private const double GapGrain = 4;

    private readonly StainedTissue settings;
    private readonly NucleusPainter nuclei;
    private readonly float[] tissue;
    private readonly float[] pattern;

    public TissuePainter(StainedTissue settings, int seed)
    {
        this.settings = settings;
        var random = RandomStream.Tissue(seed);
        tissue = Tissue(random);
        pattern = Pattern(random);
        var layout = settings.Nuclei();
        nuclei = new NucleusPainter(layout, NucleusLayout.Place(layout, RandomStream.Layout(seed)).FindAll(LiesInTissue), seed);
    }

    public LabelImage Labels() => nuclei.Labels();

    /// <summary>The amounts of dye, and the photons that get through them.</summary>
    public (Image Stains, Image Photons) Paint(string provenance)
    {
        var inNuclei = nuclei.Photons(provenance);
        int pixels = tissue.Length;
        var labels = nuclei.Labels().Values;
        var stains = new float[2 * pixels];
        for (var i = 0; i < pixels; i++)
        {
            var around = tissue[i] * pattern[i];
            stains[i] = (float)settings.Hematoxylin * (inNuclei.Values[i] + (labels[i] > 0 ? 0 : (float)settings.HematoxylinOutside * around));
            stains[pixels + i] = (float)settings.Eosin * around * (labels[i] > 0 ? EosinInNuclei : 1);
        }
        var amounts = new Image(2, settings.Height, settings.Width, stains) { PixelSize = settings.PixelSize, Provenance = provenance };
        return (amounts, Absorb(amounts));
    }

    private Image Absorb(Image stains)
    {
        var pixels = tissue.Length;
        var photons = new float[3 * pixels];
        for (var colour = 0; colour < 3; colour++)
        {
            for (var i = 0; i < pixels; i++)
            {
                var density = stains.Values[i] * Hematoxylin[colour] + stains.Values[pixels + i] * Eosin[colour];
                photons[colour * pixels + i] = (float)(settings.Photons * Math.Pow(10, -density));
            }
        }
        return new Image(3, settings.Height, settings.Width, photons) { PixelSize = settings.PixelSize, Provenance = stains.Provenance }
            .Gaussian(settings.Blur / settings.PixelSize);
    }

    private bool LiesInTissue(PlacedNucleus nucleus)
    {
        int x = (int)Math.Clamp(Math.Round(nucleus.Shape.X), 0, settings.Width - 1), y = (int)Math.Clamp(Math.Round(nucleus.Shape.Y), 0, settings.Height - 1);
        return tissue[y * settings.Width + x] > 0.5f;
    }

    /// <summary>1 in tissue, 0 on glass, with an edge as soft as the tissue's grain: the lowest places of a smooth landscape are glass.</summary>
    private float[] Tissue(Random random)
    {
        var landscape = Smooth(random, GapGrain * settings.Grain);
        var level = landscape.Order().ElementAt((int)(settings.Glass * (landscape.Length - 1)));
        return settings.Glass > 0 ? Array.ConvertAll(landscape, value => Math.Clamp((value - level) * 10 + 0.5f, 0, 1)) : Array.ConvertAll(landscape, _ => 1f);
    }

    /// <summary>Random factors with mean 1, log-normal.</summary>
    private float[] Pattern(Random random)
    {
        var sigma = Math.Sqrt(Math.Log(1 + settings.Variation * settings.Variation));
        return Array.ConvertAll(Smooth(random, settings.Grain), value => (float)Math.Exp(sigma * value - sigma * sigma / 2));
    }

    /// <summary>Blurred noise with a standard deviation of 1.</summary>
    private float[] Smooth(Random random, double grain)
    {
        var noise = new float[settings.Width * settings.Height];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (float)Normal.Sample(random, 0, 1);
        var sigma = Math.Min(grain / settings.PixelSize, Math.Min(settings.Width, settings.Height) / 4.0);
        var smooth = new Image(1, settings.Height, settings.Width, noise).Gaussian(sigma).Values.ToArray();
        var deviation = Math.Sqrt(smooth.Average(value => (double)value * value));
        return Array.ConvertAll(smooth, value => (float)(value / deviation));
    }

    private static double[] Directions(Stain stain) => [stain.Red, stain.Green, stain.Blue];
}
