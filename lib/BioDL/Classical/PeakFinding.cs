using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Local maxima.</summary>
public static class PeakFinding
{
    /// <summary>
    /// Finds local maxima: pixels, or plateaus of equal pixels (eight neighbours), that no neighbour exceeds. A plateau is one peak, at its
    /// pixel nearest to its centre of gravity. The highest peaks are taken first (equal ones in the order of rows), and each rules out those
    /// that are nearer to it than <paramref name="minimumDistance"/>. The outside of the image counts as lower.
    /// </summary>
    /// <param name="image">One channel, all values finite.</param>
    /// <param name="minimumDistance">Smallest Euclidean distance between two peaks, in pixels, 0 or more.</param>
    /// <param name="above">Peaks must be higher than this, in the units of the image.</param>
    /// <returns>One pixel per peak, numbered 1, 2, 3 … row by row: seeds for <see cref="Flooding.Watershed(Image, LabelImage, Mask, Connectivity)"/>.</returns>
    /// <exception cref="ArgumentException">Several channels, a value that is not finite, or a distance that is negative or not a number.</exception>
    public static LabelImage Peaks(this Image image, double minimumDistance, float above) => Peaks(image, minimumDistance, above, null);

    /// <summary>As the public one, but peaks rule each other out only within the same component.</summary>
    internal static LabelImage Peaks(Image image, double minimumDistance, float above, LabelImage? components)
    {
        Pixels.RequireOneChannel(image, nameof(Peaks));
        Pixels.RequireFinite(image, nameof(Peaks));
        if (!(minimumDistance >= 0 && double.IsFinite(minimumDistance)))
            throw new ArgumentOutOfRangeException(nameof(minimumDistance), $"The minimum distance is {minimumDistance}; it is given in pixels, 0 or more.");
        var peaks = Maxima(image, above);
        var values = image.Values.ToArray();
        peaks.Sort((first, second) => values[first] != values[second] ? values[second].CompareTo(values[first]) : first.CompareTo(second));
        var kept = KeepDistance(peaks, minimumDistance, image.Width, components);
        kept.Sort();
        var labels = new int[values.Length];
        for (var i = 0; i < kept.Count; i++)
            labels[kept[i]] = i + 1;
        return new LabelImage(image.Height, image.Width, labels) { PixelSize = image.PixelSize };
    }

    private static List<int> Maxima(Image image, float above)
    {
        var values = image.Values;
        var seen = new bool[values.Length];
        List<int> peaks = [], plateau = [];
        for (var i = 0; i < values.Length; i++)
        {
            if (seen[i] || !(values[i] > above))
                continue;
            plateau.Clear();
            if (IsPeak(image, i, seen, plateau))
                peaks.Add(Centre(plateau, image.Width));
        }
        return peaks;
    }

    /// <summary>Whether a pixel exceeds its neighbours, with the plateau on which it lies, whose pixels are marked as seen.</summary>
    private static bool IsPeak(Image image, int start, bool[] seen, List<int> plateau)
    {
        var values = image.Values;
        int width = image.Width, height = image.Height;
        var peak = true;
        seen[start] = true;
        plateau.Add(start);
        for (var next = 0; next < plateau.Count; next++)
        {
            int y = plateau[next] / width, x = plateau[next] % width;
            for (var row = Math.Max(y - 1, 0); row <= Math.Min(y + 1, height - 1); row++)
            {
                for (var column = Math.Max(x - 1, 0); column <= Math.Min(x + 1, width - 1); column++)
                {
                    var neighbour = row * width + column;
                    peak &= values[neighbour] <= values[start];
                    if (values[neighbour] != values[start] || seen[neighbour])
                        continue;
                    seen[neighbour] = true;
                    plateau.Add(neighbour);
                }
            }
        }
        return peak;
    }

    /// <summary>The pixel nearest to the centre of gravity, the first one row by row when several are.</summary>
    private static int Centre(List<int> plateau, int width)
    {
        if (plateau.Count == 1)
            return plateau[0];
        double y = plateau.Average(pixel => pixel / width), x = plateau.Average(pixel => pixel % width);
        double Squared(int pixel) => (pixel / width - y) * (pixel / width - y) + (pixel % width - x) * (pixel % width - x);
        return plateau.Order().MinBy(Squared);
    }

    /// <summary>Cells so small that each holds at most one peak of a component; only those around need a look.</summary>
    private static List<int> KeepDistance(List<int> peaks, double distance, int width, LabelImage? components)
    {
        if (distance <= 1)
            return peaks;
        var side = distance / Math.Sqrt(2) * (1 - 1e-9);
        var taken = new Dictionary<(int Component, int Y, int X), int>();
        var kept = new List<int>();
        foreach (var peak in peaks)
        {
            var component = components?.Values[peak] ?? 0;
            int cellY = (int)(peak / width / side), cellX = (int)(peak % width / side);
            if (Crowded(peak, component, cellY, cellX))
                continue;
            taken.Add((component, cellY, cellX), peak);
            kept.Add(peak);
        }
        return kept;

        bool Crowded(int peak, int component, int cellY, int cellX)
        {
            for (var cell = 0; cell < 25; cell++)
            {
                if (!taken.TryGetValue((component, cellY + cell / 5 - 2, cellX + cell % 5 - 2), out var other))
                    continue;
                double dy = peak / width - other / width, dx = peak % width - other % width;
                if (dy * dy + dx * dx < distance * distance)
                    return true;
            }
            return false;
        }
    }
}
