using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>A round place that an object has found, in pixels.</summary>
internal readonly record struct Spot(double X, double Y, double Radius);

/// <summary>Sets round objects at random places, one after the other; one that finds no room after many tries is left out.</summary>
internal static class Spots
{
    private const int Tries = 200, Most = 200_000;

    /// <param name="microscope">The field.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="density">Objects per 10,000 µm², on average.</param>
    /// <param name="diameter">Mean and relative standard deviation, in µm; values beyond two standard deviations are not drawn.</param>
    /// <param name="gap">Smallest distance in µm between two of them.</param>
    public static List<Spot> Place(Microscope microscope, int seed, double density, (double Mean, double Variation) diameter, double gap)
    {
        var (random, size) = (RandomStream.For(seed, Purpose.Layout), microscope.PixelSize);
        var margin = 2 * microscope.Border + diameter.Mean / size;
        double across = microscope.Width + margin, down = microscope.Height + margin, expected = density * across * down * size * size / 10_000;
        SettingRange.Require("The number of objects, Density × area,", expected, 0, Most);
        var grid = new Dictionary<(int, int), List<Spot>>();
        var cell = Math.Max(1, diameter.Mean / size * (1 + 2 * diameter.Variation) + gap / size);
        var placed = new List<Spot>();
        for (var left = expected > 0 ? Poisson.Sample(random, expected) : 0; left > 0; left--)
        {
            var radius = diameter.Mean / size / 2 * Math.Max(0.1, 1 + diameter.Variation * Math.Clamp(Normal.Sample(random, 0, 1), -2, 2));
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                double x = across * (random.NextDouble() - 0.5), y = down * (random.NextDouble() - 0.5);
                var spot = new Spot(x + (microscope.Width - 1) / 2.0, y + (microscope.Height - 1) / 2.0, radius);
                var at = ((int)Math.Floor(spot.X / cell), (int)Math.Floor(spot.Y / cell));
                if (!IsFree(spot, at, grid, gap / size))
                    continue;
                placed.Add(spot);
                if (grid.TryGetValue(at, out var neighbours))
                    neighbours.Add(spot);
                else
                    grid[at] = [spot];
                break;
            }
        }
        return placed;
    }

    private static bool IsFree(Spot spot, (int X, int Y) at, Dictionary<(int, int), List<Spot>> grid, double gap)
    {
        for (var i = 0; i < 9; i++)
        {
            if (grid.TryGetValue((at.X + i % 3 - 1, at.Y + i / 3 - 1), out var near) && near.Exists(Meets))
                return false;
        }
        return true;

        bool Meets(Spot other)
        {
            double dx = other.X - spot.X, dy = other.Y - spot.Y, room = other.Radius + spot.Radius + gap;
            return dx * dx + dy * dy < room * room;
        }
    }
}
