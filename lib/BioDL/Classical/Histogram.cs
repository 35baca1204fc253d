using BioDL.Images;

namespace BioDL.Classical;

/// <summary>How many values fall between consecutive edges; the last edge belongs to the last bin.</summary>
/// <param name="Edges">Borders of the bins, ascending, one more than there are bins; in the units of the image.</param>
/// <param name="Counts">Values per bin.</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts)
{
    private const int MostWholeNumbers = 1 << 16;

    /// <summary>Number of bins.</summary>
    public int Bins => Counts.Count;

    /// <summary>The middle of one bin.</summary>
    public double Centre(int bin) => (Edges[bin] + Edges[bin + 1]) / 2;

    /// <summary>
    /// The histogram of all values of an image, in the way of <c>skimage.exposure.histogram</c>: an image of whole numbers (what cameras
    /// write) gets one bin around each of them, from the smallest to the largest; any other gets 256 bins of equal width in between.
    /// Whole numbers that span more than 65,536 are treated like any other.
    /// </summary>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Histogram Of(Image image)
    {
        Pixels.RequireFinite(image, "A histogram");
        var (low, high, whole) = Pixels.Range(image.Values);
        return whole && high - low < MostWholeNumbers
            ? Count(image, low - 0.5, high + 0.5, (int)(high - low) + 1)
            : Of(image, 256);
    }

    /// <summary>
    /// The histogram of all values of an image in bins of equal width from the smallest to the largest value, as <c>numpy.histogram</c>
    /// counts; a constant image gets edges half a unit to either side.
    /// </summary>
    /// <param name="image">All values finite.</param>
    /// <param name="bins">Number of bins, 1 to 65,536.</param>
    /// <exception cref="ArgumentException">A value is infinite or not a number, or the number of bins is out of range.</exception>
    public static Histogram Of(Image image, int bins)
    {
        Pixels.RequireFinite(image, "A histogram");
        if (bins is < 1 or > MostWholeNumbers)
            throw new ArgumentOutOfRangeException(nameof(bins), $"{bins} bins were asked for; 1 to {MostWholeNumbers:N0} can be made.");
        var (low, high, _) = Pixels.Range(image.Values);
        return high > low ? Count(image, low, high, bins) : Count(image, low - 0.5, high + 0.5, bins);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Histogram, {Bins} bins from {Edges[0]:0.###} to {Edges[^1]:0.###}, {Counts.Sum():N0} values";

    private static Histogram Count(Image image, double low, double high, int bins)
    {
        var edges = new double[bins + 1];
        for (var i = 0; i < edges.Length; i++)
            edges[i] = i == bins ? high : low + (high - low) * i / bins;
        var counts = new long[bins];
        var perValue = bins / (high - low);
        foreach (var value in image.Values)
        {
            var bin = Math.Min((int)((value - low) * perValue), bins - 1);
            // Rounding can miss by one bin; the edges decide.
            if (value < edges[bin])
                bin--;
            else if (bin < bins - 1 && value >= edges[bin + 1])
                bin++;
            counts[bin]++;
        }
        return new Histogram(edges, counts);
    }
}
