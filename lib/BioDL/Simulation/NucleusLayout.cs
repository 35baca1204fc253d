using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>A nucleus that has found its place: its shape in pixels and its brightness relative to the average.</summary>
internal sealed record PlacedNucleus(NucleusShape Shape, double Brightness);

/// <summary>
/// Sets nuclei one after the other: at a random place with room around it, or against a neighbour. One that finds no place after
/// <see cref="Tries"/> tries is left out.
/// </summary>
internal sealed class NucleusLayout
{
    private const int Tries = 200;

    /// <summary>Nuclei of which the field shows fewer pixels would be slivers at its edge that nobody could outline.</summary>
    internal const int SmallestArea = 10;

    private readonly FluorescenceNuclei settings;
    private readonly Random random;
    private readonly List<NucleusShape> placed = [];
    private readonly double gap;

    private NucleusLayout(FluorescenceNuclei settings, Random random)
    {
        this.settings = settings;
        this.random = random;
        gap = Math.Max(2, settings.Gap / settings.PixelSize);
    }

    /// <summary>The nuclei that show in the field, in the order in which they were set.</summary>
    public static List<PlacedNucleus> Place(FluorescenceNuclei settings, Random random)
    {
        var layout = new NucleusLayout(settings, random);
        var nuclei = new List<PlacedNucleus>();
        var margin = settings.Diameter / settings.PixelSize;
        var area = (settings.Width + margin) * (settings.Height + margin) * settings.PixelSize * settings.PixelSize;
        var wanted = settings.Density > 0 ? Poisson.Sample(random, settings.Density * area / 10_000) : 0;
        for (var i = 0; i < wanted; i++)
        {
            var brightness = LogNormal(random, settings.BrightnessVariation);
            if (layout.PlaceNext(margin) is { } shape && layout.InField(layout.Owned(shape, layout.placed)).Count > 0)
                nuclei.Add(new PlacedNucleus(shape, brightness));
        }
        return nuclei;
    }

    /// <summary>A random factor with mean 1 and the given standard deviation.</summary>
    internal static double LogNormal(Random random, double variation)
    {
        var sigma2 = Math.Log(1 + variation * variation);
        return Math.Exp(Math.Sqrt(sigma2) * Normal.Sample(random, 0, 1) - sigma2 / 2);
    }

    private NucleusShape? PlaceNext(double margin)
    {
        var touching = random.NextDouble() < settings.Touching && placed.Count > 0;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var shape = DrawShape() with
            {
                X = random.NextDouble() * (settings.Width + margin) - margin / 2 - 0.5,
                Y = random.NextDouble() * (settings.Height + margin) - margin / 2 - 0.5,
            };
            if (touching)
                shape = SetAgainst(placed[random.Next(placed.Count)], shape);
            if (touching ? FitsAgainst(shape) : IsFree(shape))
            {
                placed.Add(shape);
                return shape;
            }
        }
        return null;
    }

    private NucleusShape DrawShape()
    {
        var deviation = Math.Clamp(Normal.Sample(random, 0, 1), -2, 2);
        var radius = settings.Diameter / settings.PixelSize / 2 * Math.Max(0.3, 1 + settings.DiameterVariation * deviation);
        var elongation = Math.Sqrt(1 + 2 * (settings.Elongation - 1) * random.NextDouble());
        var angle = Math.PI * random.NextDouble();
        var waves = new (double, double)[3];
        for (var i = 0; i < waves.Length; i++)
            waves[i] = (settings.Irregularity * random.NextDouble(), 2 * Math.PI * random.NextDouble());
        return new NucleusShape(0, 0, radius * elongation, radius / elongation, angle) { Waves = settings.Irregularity > 0 ? waves : [] };
    }

    /// <summary>Moves a shape along a random direction to where it overlaps its partner by 1 to 6 % of its own area.</summary>
    private NucleusShape SetAgainst(NucleusShape partner, NucleusShape shape)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
        var target = 0.01 + 0.05 * random.NextDouble();
        double near = 0, far = partner.Reach + shape.Reach;
        for (var step = 0; step < 12; step++)
        {
            var distance = (near + far) / 2;
            var pixels = At(distance).Pixels();
            var overlap = pixels.Count(pixel => partner.Contains(pixel.X, pixel.Y));
            (near, far) = overlap > target * pixels.Count ? (distance, far) : (near, distance);
        }
        return At(near);

        NucleusShape At(double distance) => shape with { X = partner.X + distance * cos, Y = partner.Y + distance * sin };
    }

    private bool IsFree(NucleusShape shape)
    {
        var grown = shape.Grow(gap);
        var neighbours = placed.Where(grown.MayMeet).ToArray();
        var alone = neighbours.Length == 0
            || !grown.Pixels().Exists(pixel => Array.Exists(neighbours, other => other.Contains(pixel.X, pixel.Y)));
        return alone && ShowsWhole(shape.Pixels());
    }

    /// <summary>Whether a shape set against a neighbour keeps nine tenths of itself in one piece.</summary>
    private bool FitsAgainst(NucleusShape shape)
    {
        var owned = Owned(shape, placed);
        return owned.Count >= 0.9 * shape.Area && ShowsWhole(owned);
    }

    /// <summary>Whether the pixels hang together, and what the field shows of them is nothing or one piece of some size.</summary>
    private bool ShowsWhole(List<(int X, int Y)> pixels)
    {
        var shown = InField(pixels);
        return IsConnected(pixels) && (shown.Count == 0 || (shown.Count >= SmallestArea && IsConnected(shown)));
    }

    /// <summary>The pixels of a shape that no shape before it holds.</summary>
    private List<(int X, int Y)> Owned(NucleusShape shape, List<NucleusShape> others)
    {
        var before = others.TakeWhile(other => other != shape).Where(shape.MayMeet).ToArray();
        return shape.Pixels().FindAll(pixel => !Array.Exists(before, other => other.Contains(pixel.X, pixel.Y)));
    }

    private List<(int X, int Y)> InField(List<(int X, int Y)> pixels) =>
        pixels.FindAll(pixel => pixel.X >= 0 && pixel.X < settings.Width && pixel.Y >= 0 && pixel.Y < settings.Height);

    /// <summary>Whether one can walk from every pixel to every other through pixel edges.</summary>
    internal static bool IsConnected(List<(int X, int Y)> pixels)
    {
        if (pixels.Count == 0)
            return false;
        var left = new HashSet<(int X, int Y)>(pixels);
        var walk = new Stack<(int X, int Y)>([pixels[0]]);
        left.Remove(pixels[0]);
        while (walk.TryPop(out var at))
        {
            foreach (var next in new[] { (at.X + 1, at.Y), (at.X - 1, at.Y), (at.X, at.Y + 1), (at.X, at.Y - 1) })
            {
                if (left.Remove(next))
                    walk.Push(next);
            }
        }
        return left.Count == 0;
    }
}
