namespace BioDL.Classical;

/// <summary>
/// Splits a histogram into classes with the largest variance between them, i.e. the largest Σ Sₖ² / Pₖ over pixels P and sums S of the classes. The best
/// place of the last split moves to the right with the end of what is split (the sums fulfil the quadrangle inequality), so each class more costs
/// bins × log bins steps.
/// </summary>
internal sealed class BestSplits
{
    private readonly double[] pixels, sums;
    private readonly int bins;

    public BestSplits(Histogram histogram)
    {
        bins = histogram.Bins;
        (pixels, sums) = (new double[bins + 1], new double[bins + 1]);
        for (var bin = 0; bin < bins; bin++)
        {
            pixels[bin + 1] = pixels[bin] + histogram.Counts[bin];
            sums[bin + 1] = sums[bin] + (double)histogram.Counts[bin] * (bin + 1);
        }
    }

    /// <summary>The last bin of every class but the last one.</summary>
    public int[] Find(int classes)
    {
        // After n rounds: the best value of splitting the bins before each end into n classes, and where the last of them begins.
        var best = new double[bins + 1];
        for (var end = 1; end <= bins; end++)
            best[end] = Share(0, end);
        var starts = new int[classes][];
        for (var n = 1; n < classes; n++)
        {
            var next = new double[bins + 1];
            starts[n] = new int[bins + 1];
            Fill((n + 1, bins), (n, bins - 1), best, next, starts[n]);
            best = next;
        }
        var splits = new int[classes - 1];
        var to = bins;
        for (var n = classes - 1; n >= 1; n--)
        {
            to = starts[n][to];
            splits[n - 1] = to - 1;
        }
        return splits;
    }

    private double Share(int from, int to) => pixels[to] > pixels[from] ? (sums[to] - sums[from]) * (sums[to] - sums[from]) / (pixels[to] - pixels[from]) : 0;

    /// <summary>The middle end first; ends to its left have their best start at or left of it, ends to its right at or right of it.</summary>
    private void Fill((int First, int Last) ends, (int First, int Last) among, double[] before, double[] values, int[] starts)
    {
        if (ends.First > ends.Last)
            return;
        var end = (ends.First + ends.Last) / 2;
        values[end] = double.NegativeInfinity;
        for (var start = among.First; start <= Math.Min(among.Last, end - 1); start++)
        {
            var value = before[start] + Share(start, end);
            if (value > values[end])
                (values[end], starts[end]) = (value, start);
        }
        Fill((ends.First, end - 1), (among.First, starts[end]), before, values, starts);
        Fill((end + 1, ends.Last), (starts[end], among.Last), before, values, starts);
    }
}
