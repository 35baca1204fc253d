using System.Globalization;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Turns the outlines of cells into nuclei, classes, light and labels.</summary>
internal sealed class CellPainter
{
    /// <summary>The share of the cytoplasm's light that shows above and below a nucleus.</summary>
    private const double CytoplasmOverNucleus = 1 / 3.0;

    /// <summary>Length and breadth of a metaphase plate, in diameters of the nucleus that it was.</summary>
    private const double PlateLength = 0.95, PlateBreadth = 0.3;

    private readonly FluorescenceCells settings;
    private readonly int seed;
    private readonly NucleusShape[] outlines, nuclei;
    private readonly CellClass[] classes;
    private readonly NucleusShape[][] before;

    public CellPainter(FluorescenceCells settings, int seed)
    {
        (this.settings, this.seed) = (settings, seed);
        outlines = [.. NucleusLayout.Place(settings.Outlines(), RandomStream.For(seed, Purpose.Layout)).Select(cell => cell.Shape)];
        before = [.. outlines.Select((shape, i) => outlines.Take(i).Where(shape.MayMeet).ToArray())];
        classes = Classes();
        nuclei = [.. outlines.Select(Nucleus)];
    }

    public List<Cell> Cells() => [.. outlines.Select((shape, i) => new Cell(
        i + 1, shape.X, shape.Y, 2 * shape.A * settings.Microscope.PixelSize, 2 * shape.B * settings.Microscope.PixelSize, classes[i]))];

    public LabelImage CellLabels() => Labels((_, x, y) => true);

    public LabelImage NucleusLabels() => Labels((cell, x, y) => nuclei[cell].Contains(x, y));

    public Image Photons()
    {
        var microscope = settings.Microscope;
        ShapeCanvas dna = new(microscope), cytoplasm = new(microscope);
        var texture = SmoothNoise.Factors(RandomStream.For(seed, Purpose.Texture), microscope, settings.TextureGrain, settings.Texture);
        for (var i = 0; i < outlines.Length; i++)
        {
            var random = RandomStream.For(seed, Purpose.Brightness, i);
            double first = NucleusLayout.LogNormal(random, settings.BrightnessVariation), second = NucleusLayout.LogNormal(random, settings.BrightnessVariation);
            Paint(i, texture, (dna, settings.NucleusPhotons * first), (cytoplasm, settings.CytoplasmPhotons * second));
        }
        var sharp = new Image(2, microscope.Height + 2 * microscope.Border, microscope.Width + 2 * microscope.Border, [.. dna.Values, .. cytoplasm.Values])
        {
            PixelSize = microscope.PixelSize,
            Provenance = string.Create(CultureInfo.InvariantCulture, $"simulated fluorescence cells, seed {seed}"),
        };
        return microscope.Light(sharp, settings.Background);
    }

    private void Paint(int cell, float[] texture, (ShapeCanvas Canvas, double Light) dna, (ShapeCanvas Canvas, double Light) cytoplasm)
    {
        var (outline, nucleus, earlier) = (outlines[cell], nuclei[cell], before[cell]);
        var condensed = classes[cell] == CellClass.Mitotic;
        dna.Canvas.Add((x, y) => nucleus.Contains(x, y) && Owns(x, y), (nucleus.X, nucleus.Y, nucleus.Reach),
            (y, x) => dna.Light * (condensed ? settings.Condensation : Grain(y, x)));
        // A dividing cell has no envelope that keeps cytoplasm out.
        cytoplasm.Canvas.Add(Owns, (outline.X, outline.Y, outline.Reach),
            (y, x) => cytoplasm.Light * Grain(y, x) * (!condensed && nucleus.Contains(x, y) ? CytoplasmOverNucleus : 1));

        bool Owns(double x, double y) => outline.Contains(x, y) && !Array.Exists(earlier, other => other.Contains(x, y));

        double Grain(int y, int x) =>
            texture[Math.Clamp(y, 0, settings.Microscope.Height - 1) * settings.Microscope.Width + Math.Clamp(x, 0, settings.Microscope.Width - 1)];
    }

    /// <summary>The wanted share of the cells, the first of an order that does not depend on the share.</summary>
    private CellClass[] Classes()
    {
        var order = Enumerable.Range(0, outlines.Length).ToArray();
        RandomStream.For(seed, Purpose.Class).Shuffle(order);
        var result = new CellClass[outlines.Length];
        foreach (var cell in order.Take((int)Math.Round(settings.MitoticShare * outlines.Length, MidpointRounding.AwayFromZero)))
            result[cell] = CellClass.Mitotic;
        return result;
    }

    /// <summary>The nucleus of a cell: a little off its centre, along its axes; or the plate that it has become, at any angle.</summary>
    private NucleusShape Nucleus(NucleusShape cell, int number)
    {
        var random = RandomStream.For(seed, Purpose.Shape, number);
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
        var away = 0.5 * (0.8 - settings.NucleusShare) * cell.B * Math.Sqrt(random.NextDouble());
        double plateAngle = Math.PI * random.NextDouble(), radius = settings.NucleusShare * Math.Sqrt(cell.A * cell.B);
        var elongation = Math.Sqrt(Math.Sqrt(cell.A / cell.B));
        var nucleus = new NucleusShape(cell.X + away * cos, cell.Y + away * sin, radius * elongation, radius / elongation, cell.Angle)
        {
            Waves = settings.Irregularity > 0 ? [(0.03 * random.NextDouble(), 2 * Math.PI * random.NextDouble()), (0.03, 2 * Math.PI * random.NextDouble())] : [],
        };
        return classes[number] == CellClass.Mitotic
            ? nucleus with { A = radius * PlateLength, B = radius * PlateBreadth, Angle = plateAngle }
            : nucleus;
    }

    private LabelImage Labels(Func<int, int, int, bool> wanted)
    {
        var (width, height) = (settings.Microscope.Width, settings.Microscope.Height);
        int[] owner = new int[width * height], labels = new int[width * height];
        for (var i = outlines.Length - 1; i >= 0; i--)
        {
            foreach (var (x, y) in outlines[i].Pixels())
            {
                if (x >= 0 && x < width && y >= 0 && y < height)
                    owner[y * width + x] = i + 1;
            }
        }
        for (var i = 0; i < labels.Length; i++)
            labels[i] = owner[i] > 0 && wanted(owner[i] - 1, i % width, i / width) ? owner[i] : 0;
        return new LabelImage(height, width, labels) { PixelSize = settings.Microscope.PixelSize };
    }
}
