using BioDL.Images;

namespace BioDL.Classical;

/// <summary>How many values fall between consecutive edges; the last edge belongs to the last bin.</summary>
/// <param name="Edges">Borders of the bins, ascending, one more than there are bins; in the units of the image.</param>
/// <param name="Counts">Values per bin.</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts)
{
    private const int MostWholeNumbers = 1 << 16;

    /// <summary>Each part of an image that is counted on its own has a table of its own.</summary>
    private const int MostParts = 8;

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
        var (low, high, whole) = Pixels.Range(image, "A histogram");
        return whole && high - low < MostWholeNumbers ? CountWhole(image, low, (int)(high - low) + 1) : Of(image, 256);
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
        ArgumentNullException.ThrowIfNull(image);
        if (bins is < 1 or > MostWholeNumbers)
            throw new ArgumentOutOfRangeException(nameof(bins), $"{bins} bins were asked for; 1 to {MostWholeNumbers:N0} can be made.");
        var (low, high, _) = Pixels.Range(image, "A histogram");
        return high > low ? Count(image, low, high, bins) : Count(image, low - 0.5, high + 0.5, bins);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Histogram, {Bins} bins from {Edges[0]:0.###} to {Edges[^1]:0.###}, {Counts.Sum():N0} values";

    private static Histogram CountWhole(Image image, float low, int bins) =>
        new(EqualSteps(low - 0.5, low + bins - 0.5, bins), CountParts(image, bins, (values, counts) =>
        {
            // Neighbours are often alike: two tables, so that one increment need not wait for the other.
            var others = new int[bins];
            var i = 0;
            for (; i < values.Length - 1; i += 2)
            {
                counts[(int)(values[i] - low)]++;
                others[(int)(values[i + 1] - low)]++;
            }
            if (i < values.Length)
                counts[(int)(values[i] - low)]++;
            for (var bin = 0; bin < bins; bin++)
                counts[bin] += others[bin];
        }));

    private delegate void Counting(ReadOnlySpan<float> values, int[] counts);

    /// <summary>Counts a few parts of the image at once and adds up.</summary>
    private static long[] CountParts(Image image, int bins, Counting count)
    {
        var sums = new long[bins];
        var rows = image.Channels * image.Height;
        Threads.OverRows(rows, image.Width, (rows + MostParts - 1) / MostParts, (from, to) =>
        {
            var counts = new int[bins];
            count(image.Values[(from * image.Width)..(to * image.Width)], counts);
            lock (sums)
            {
                for (var bin = 0; bin < bins; bin++)
                    sums[bin] += counts[bin];
            }
        });
        return sums;
    }

    private static double[] EqualSteps(double low, double high, int bins)
    {
        var edges = new double[bins + 1];
        for (var i = 0; i < bins; i++)
            edges[i] = low + (high - low) * i / bins;
        edges[bins] = high;
        return edges;
    }

    private static Histogram Count(Image image, double low, double high, int bins)
    {
        var edges = EqualSteps(low, high, bins);
        var perValue = bins / (high - low);
        return new Histogram(edges, CountParts(image, bins, (values, counts) =>
        {
            foreach (var value in values)
            {
                var bin = Math.Min((int)((value - low) * perValue), bins - 1);
                // Rounding can miss by one bin; the edges decide.
                if (value < edges[bin])
                    bin--;
                else if (bin < bins - 1 && value >= edges[bin + 1])
                    bin++;
                counts[bin]++;
            }
        }));
    }
}
