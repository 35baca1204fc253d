using BioDL.Classical;

namespace BioDL.Display;

/// <summary>
/// Bins for the eye: their width is 1, 2 or 5 times a power of ten. Whole numbers get bins of whole width, so that none catches more
/// numbers than its neighbours.
/// </summary>
internal static class RoundBins
{
    /// <summary>More bins than this are thinner than what a screen shows.</summary>
    public const int Most = 512;

    /// <summary>Counts values in about the given number of bins; those that are not finite are left out.</summary>
    public static Histogram Of(IEnumerable<double> values, int about)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
            throw new ArgumentException("Found no finite value to count; expected at least one.", nameof(values));
        double low = finite.Min(), high = finite.Max();
        var whole = Array.TrueForAll(finite, value => value == Math.Round(value));
        var width = high > low ? ScaleBar.Nice((high - low) / about) : 1;
        width = whole ? Math.Max(1, width) : width;
        var first = whole ? low - 0.5 : Math.Floor(low / width) * width;
        var counts = new long[Math.Max(1, (int)Math.Ceiling((high - first) / width * (1 - 1e-12)))];
        foreach (var value in finite)
            counts[Math.Min((int)((value - first) / width), counts.Length - 1)]++;
        return new Histogram([.. Enumerable.Range(0, counts.Length + 1).Select(i => first + i * width)], counts);
    }

    /// <summary>Rice's rule: twice the cube root of the number of values.</summary>
    public static int About(int values) => Math.Clamp((int)Math.Ceiling(2 * Math.Cbrt(values)), 5, 100);

    /// <summary>Adds up neighbouring bins until no more than <see cref="Most"/> are left.</summary>
    public static Histogram Thin(Histogram histogram)
    {
        var factor = (histogram.Bins + Most - 1) / Most;
        if (factor == 1)
            return histogram;
        long[] counts = [.. histogram.Counts.Chunk(factor).Select(chunk => chunk.Sum())];
        return new Histogram([.. counts.Select((_, i) => histogram.Edges[i * factor]), histogram.Edges[^1]], counts);
    }
}
