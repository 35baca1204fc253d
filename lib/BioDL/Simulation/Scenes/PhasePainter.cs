using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Turns the outlines of cells into thickness, and thickness into phase contrast.</summary>
internal sealed class PhasePainter
{
    private readonly PhaseContrastCells settings;
    private readonly int seed;
    private readonly NucleusShape[] outlines;
    private readonly int width, height, border;

    public PhasePainter(PhaseContrastCells settings, int seed)
    {
        (this.settings, this.seed) = (settings, seed);
        outlines = [.. NucleusLayout.Place(settings.Outlines(), RandomStream.For(seed, Purpose.Layout)).Select(cell => cell.Shape)];
        border = settings.Microscope.Border + (int)Math.Ceiling(3 * settings.HaloWidth / settings.Microscope.PixelSize);
        (width, height) = (settings.Microscope.Width + 2 * border, settings.Microscope.Height + 2 * border);
    }

    public LabelImage Labels() => new LabelImage(height, width, Owners()) { PixelSize = settings.Microscope.PixelSize }
        .Crop(border, border, settings.Microscope.Width, settings.Microscope.Height);

    public Image Photons()
    {
        var microscope = settings.Microscope;
        var thickness = new Image(1, height, width, Thickness());
        var halo = thickness.Gaussian(settings.HaloWidth / microscope.PixelSize).Values;
        var light = thickness.Values.ToArray();
        for (var i = 0; i < light.Length; i++)
            light[i] = (float)(settings.Photons * Math.Max(0.02, 1 - settings.Contrast * (light[i] - settings.Halo * halo[i])));
        var inner = border - microscope.Border;
        var sharp = new Image(1, height, width, light)
        {
            PixelSize = microscope.PixelSize,
            Provenance = string.Create(CultureInfo.InvariantCulture, $"simulated phase contrast, seed {seed}"),
        };
        return microscope.Light(sharp.Crop(inner, inner, width - 2 * inner, height - 2 * inner), 0);
    }

    /// <summary>Relative thickness: 1 at the top of an average cell, rising from the outline as steeply as the flatness says, with organelles.</summary>
    private float[] Thickness()
    {
        var owners = Owners();
        var foreground = new LabelImage(height, width, owners);
        var distances = Depths(foreground);
        var grain = SmoothNoise.Factors(RandomStream.For(seed, Purpose.Texture),
            settings.Microscope with { Width = width, Height = height }, settings.TextureGrain, settings.Texture);
        var thickness = new float[owners.Length];
        for (var i = 0; i < thickness.Length; i++)
        {
            if (owners[i] == 0)
                continue;
            var depth = Math.Min(1, distances[i] / (outlines[owners[i] - 1].B * (1 - 0.85 * settings.Flatness)));
            thickness[i] = (float)(Math.Sqrt(depth * (2 - depth)) * grain[i]);
        }
        return thickness;
    }

    /// <summary>Distance to the outline of the own cell, in pixels: neighbours are a boundary like background.</summary>
    private static float[] Depths(LabelImage labels)
    {
        var (width, values) = (labels.Width, labels.Values.ToArray());
        var inside = new bool[values.Length];
        for (var i = 0; i < values.Length; i++)
            inside[i] = values[i] > 0 && !(i % width > 0 && values[i - 1] > values[i]) && !(i >= width && values[i - width] > values[i])
                && !(i % width < width - 1 && values[i + 1] > values[i]) && !(i + width < values.Length && values[i + width] > values[i]);
        return new Mask(labels.Height, width, inside).Distance().Values.ToArray();
    }

    /// <summary>The cell of every pixel of the canvas, border included; the first of two keeps what both hold.</summary>
    private int[] Owners()
    {
        var owners = new int[width * height];
        for (var i = outlines.Length - 1; i >= 0; i--)
        {
            foreach (var (x, y) in outlines[i].Pixels())
            {
                if (x >= -border && x < width - border && y >= -border && y < height - border)
                    owners[(y + border) * width + x + border] = i + 1;
            }
        }
        return owners;
    }
}
