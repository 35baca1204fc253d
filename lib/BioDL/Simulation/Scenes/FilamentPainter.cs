using System.Globalization;
using BioDL.Classical;
using BioDL.Images;
using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>Grows filaments and turns them into light, mask and centreline.</summary>
internal sealed class FilamentPainter
{
    /// <summary>Points along a centreline are half a pixel apart, or closer, a fifth of the persistence length, where that is short.</summary>
    private const double Step = 0.5;

    private readonly Filaments settings;
    private readonly int seed;
    private readonly List<(double X, double Y)[]> lines = [];
    private readonly double[] brightness;

    public FilamentPainter(Filaments settings, int seed)
    {
        (this.settings, this.seed) = (settings, seed);
        var (random, microscope) = (RandomStream.For(seed, Purpose.Layout), settings.Microscope);
        // Filaments that start outside may reach in.
        var margin = 2 * microscope.Border + settings.Length / microscope.PixelSize;
        double across = microscope.Width + margin, down = microscope.Height + margin;
        var expected = settings.Density * across * down * microscope.PixelSize * microscope.PixelSize / 10_000;
        SettingRange.Require("The number of filaments, Density × area,", expected, 0, 100_000);
        var count = expected > 0 ? Poisson.Sample(random, expected) : 0;
        var shapes = Enumerable.Range(0, count).Select(number => Grow(RandomStream.For(seed, Purpose.Shape, number),
            (across * (random.NextDouble() - 0.5) + microscope.Width / 2.0 - 0.5, down * (random.NextDouble() - 0.5) + microscope.Height / 2.0 - 0.5)));
        lines.AddRange(shapes.Where(Shows));
        brightness = [.. lines.Select((_, i) => NucleusLayout.LogNormal(RandomStream.For(seed, Purpose.Brightness, i), settings.BrightnessVariation))];
    }

    public List<Filament> Filaments => [.. lines.Select((line, i) => new Filament(i + 1, Spacing(line) * (line.Length - 1) * settings.Microscope.PixelSize, line))];

    public Image Photons()
    {
        var microscope = settings.Microscope;
        var canvas = new ShapeCanvas(microscope);
        var strands = Strand.Across(settings.Thickness / microscope.PixelSize);
        for (var i = 0; i < lines.Count; i++)
        {
            var light = settings.Photons * brightness[i] * Spacing(lines[i]);
            for (var point = 1; point < lines[i].Length; point++)
            {
                var (from, to) = (lines[i][point - 1], lines[i][point]);
                double dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Max(1e-12, Math.Sqrt(dx * dx + dy * dy));
                foreach (var strand in strands)
                    canvas.AddPoint((from.X + to.X) / 2 - strand.Aside * dy / length, (from.Y + to.Y) / 2 + strand.Aside * dx / length, light * strand.Share);
            }
        }
        var sharp = new Image(1, microscope.Height + 2 * microscope.Border, microscope.Width + 2 * microscope.Border, canvas.Values)
        {
            PixelSize = microscope.PixelSize,
            Provenance = string.Create(CultureInfo.InvariantCulture, $"simulated filaments, seed {seed}"),
        };
        return microscope.Light(sharp, settings.Background);
    }

    /// <summary>The pixels that centrelines pass through.</summary>
    public Mask Skeleton()
    {
        var (width, height) = (settings.Microscope.Width, settings.Microscope.Height);
        var values = new bool[width * height];
        foreach (var (x, y) in lines.SelectMany(Fine))
        {
            int column = (int)Math.Round(x), row = (int)Math.Round(y);
            if (column >= 0 && column < width && row >= 0 && row < height)
                values[row * width + column] = true;
        }
        return new Mask(height, width, values) { PixelSize = settings.Microscope.PixelSize };
    }

    /// <summary>The skeleton and every pixel whose centre is no farther from its pixels than half of the thickness.</summary>
    public Mask Mask()
    {
        var skeleton = Skeleton();
        var radius = settings.Thickness / settings.Microscope.PixelSize / 2;
        if (radius < 1 || skeleton.Area == 0)
            return skeleton;
        var distances = skeleton.Invert().Distance();
        return new Mask(skeleton.Height, skeleton.Width, Array.ConvertAll(distances.Values.ToArray(), distance => distance <= radius)) { PixelSize = skeleton.PixelSize };
    }

    private (double X, double Y)[] Grow(Random random, (double X, double Y) at)
    {
        var size = settings.Microscope.PixelSize;
        var length = settings.Length / size * NucleusLayout.LogNormal(random, settings.LengthVariation);
        var steps = Math.Max(1, (int)Math.Ceiling(length / Math.Min(Step, 0.2 * settings.PersistenceLength / size)));
        SettingRange.Require("The number of points of a filament, its length over half a pixel,", steps, 1, 1_000_000);
        var (step, angle) = (length / steps, 2 * Math.PI * random.NextDouble());
        var turn = Math.Sqrt(step * size / settings.PersistenceLength);
        var line = new (double X, double Y)[steps + 1];
        line[0] = at;
        for (var i = 1; i <= steps; i++)
        {
            line[i] = (line[i - 1].X + step * Math.Cos(angle), line[i - 1].Y + step * Math.Sin(angle));
            angle += turn * Normal.Sample(random, 0, 1);
        }
        return line;
    }

    private bool Shows((double X, double Y)[] line)
    {
        var (microscope, border) = (settings.Microscope, settings.Microscope.Border);
        return Array.Exists(line, point => point.X > -border && point.X < microscope.Width + border && point.Y > -border && point.Y < microscope.Height + border);
    }

    private static double Spacing((double X, double Y)[] line) => Math.Sqrt(Math.Pow(line[1].X - line[0].X, 2) + Math.Pow(line[1].Y - line[0].Y, 2));

    /// <summary>Points a tenth of a pixel apart, so that no pixel on the way is skipped but by a corner.</summary>
    private static IEnumerable<(double X, double Y)> Fine((double X, double Y)[] line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            for (var part = 0; part < 5; part++)
                yield return (line[i - 1].X + part / 5.0 * (line[i].X - line[i - 1].X), line[i - 1].Y + part / 5.0 * (line[i].Y - line[i - 1].Y));
        }
        yield return line[^1];
    }
}
