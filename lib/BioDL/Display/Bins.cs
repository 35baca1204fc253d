namespace BioDL.Display;

/// <summary>Counts of values between edges: bin i holds what lies from edge i up to, but not including, edge i + 1; the last bin includes its upper edge.</summary>
public sealed record Bins
{
    /// <summary>Bins with given counts.</summary>
    /// <param name="edges">Rising edges, one more than bins.</param>
    /// <param name="counts">Number of values in each bin, 0 or more.</param>
    /// <exception cref="ArgumentException">The numbers don't fit, or the edges don't rise.</exception>
    public Bins(IEnumerable<double> edges, IEnumerable<long> counts)
    {
        Edges = [.. edges];
        Counts = [.. counts];
        if (Counts.Count == 0 || Edges.Count != Counts.Count + 1)
            throw new ArgumentException($"Found {Edges.Count} edges for {Counts.Count} bins; expected at least one bin, and one edge more than bins.");
        if (!Edges.Zip(Edges.Skip(1)).All(pair => pair.First < pair.Second && double.IsFinite(pair.Second - pair.First)))
            throw new ArgumentException("The edges of the bins must rise from one to the next and be finite.");
    }

    /// <summary>The edges, one more than bins.</summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>The number of values in each bin.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>Number of values in all bins.</summary>
    public long Total => Counts.Sum();

    /// <summary>
    /// Counts values in about the given number of bins of a round width (1, 2 or 5 times a power of ten). Whole numbers get bins of whole width,
    /// centred on them, so that no bin catches more numbers than its neighbours.
    /// </summary>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="about">Wished number of bins, 1 to 1,000.</param>
    /// <exception cref="ArgumentException">There is no finite value.</exception>
    public static Bins Of(IEnumerable<double> values, int about = 60)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(about, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(about, 1000);
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
        return new Bins(Enumerable.Range(0, counts.Length + 1).Select(i => first + i * width), counts);
    }
}
