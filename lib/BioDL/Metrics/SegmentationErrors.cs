using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>
/// What went wrong with whole objects, after Hoover et al. 1996 (IEEE PAMI 18:673) with a tolerance of one half: an object lies in another when more than half
/// of its pixels do. A split object may yet be found (a sliver was cut off), so these counts explain the errors of <see cref="Match"/> and do not add up to them.
/// </summary>
public sealed record SegmentationErrors
{
    internal SegmentationErrors(LabelOverlaps overlaps)
    {
        var truth = new Side(overlaps.Truth);
        var predicted = new Side(overlaps.Predicted);
        for (var n = 0; n < overlaps.Pairs.Length; n++)
        {
            var (label, other, _) = overlaps.Pairs[n];
            var shared = overlaps.Shared[n];
            bool truthInside = 2L * shared > truth.Areas[label], predictedInside = 2L * shared > predicted.Areas[other];
            if (predictedInside)
                truth.Hold(label, shared);
            if (truthInside)
                predicted.Hold(other, shared);
            if (truthInside && predictedInside)
                (truth.Explained[label], predicted.Explained[other]) = (true, true);
        }
        (Split, Merged) = (truth.OfSeveral(), predicted.OfSeveral());
        Explain(overlaps, truth, predicted);
        (Missed, Invented) = (truth.Unexplained(), predicted.Unexplained());
    }

    /// <summary>
    /// Labels of true objects in which two or more predicted objects lie that together cover more than half of it: over-segmentation.
    /// </summary>
    public IReadOnlyList<int> Split { get; }

    /// <summary>
    /// Labels of predicted objects in which two or more true objects lie that together cover more than half of it: under-segmentation.
    /// </summary>
    public IReadOnlyList<int> Merged { get; }

    /// <summary>Labels of true objects that are neither split, nor part of a merged one, nor lie in and around one predicted object.</summary>
    public IReadOnlyList<int> Missed { get; }

    /// <summary>Labels of predicted objects that are neither merged, nor part of a split one, nor lie in and around one true object.</summary>
    public IReadOnlyList<int> Invented { get; }

    /// <summary>Looks for the four kinds of errors.</summary>
    /// <param name="truth">The true objects, height × width.</param>
    /// <param name="predicted">The predicted objects, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static SegmentationErrors Of(LabelImage truth, LabelImage predicted) => new(new LabelOverlaps(truth, predicted));

    /// <inheritdoc/>
    public override string ToString() => $"{Split.Count} split, {Merged.Count} merged, {Missed.Count} missed, {Invented.Count} invented";

    private void Explain(LabelOverlaps overlaps, Side truth, Side predicted)
    {
        bool[] split = truth.Marks(Split), merged = predicted.Marks(Merged);
        for (var n = 0; n < overlaps.Pairs.Length; n++)
        {
            var (label, other, _) = overlaps.Pairs[n];
            if (split[label] && 2L * overlaps.Shared[n] > predicted.Areas[other])
                (truth.Explained[label], predicted.Explained[other]) = (true, true);
            if (merged[other] && 2L * overlaps.Shared[n] > truth.Areas[label])
                (truth.Explained[label], predicted.Explained[other]) = (true, true);
        }
    }

    /// <summary>What is known of the objects of one of the two images.</summary>
    private sealed class Side(LabelImage labels)
    {
        private readonly int[] held = new int[labels.Maximum + 1];
        private readonly long[] covered = new long[labels.Maximum + 1];

        public int[] Areas { get; } = labels.Areas.ToArray();

        public bool[] Explained { get; } = new bool[labels.Maximum + 1];

        /// <summary>An object of the other image lies in this one.</summary>
        public void Hold(int label, int shared)
        {
            held[label]++;
            covered[label] += shared;
        }

        public int[] OfSeveral() => [.. Enumerable.Range(1, Areas.Length - 1).Where(label => held[label] > 1 && 2 * covered[label] > Areas[label])];

        public int[] Unexplained() => [.. Enumerable.Range(1, Areas.Length - 1).Where(label => Areas[label] > 0 && !Explained[label])];

        public bool[] Marks(IReadOnlyList<int> chosen)
        {
            var marks = new bool[Areas.Length];
            foreach (var label in chosen)
                marks[label] = true;
            return marks;
        }
    }
}
