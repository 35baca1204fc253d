using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>One object of the truth and one of the prediction that share pixels.</summary>
/// <param name="Truth">Label in the truth.</param>
/// <param name="Predicted">Label in the prediction.</param>
/// <param name="IoU">Their intersection over union, above 0 and at most 1.</param>
public readonly record struct MatchedPair(int Truth, int Predicted, double IoU);

/// <summary>All pairs of objects that share pixels, counted once for any number of thresholds and scores.</summary>
internal sealed class LabelOverlaps
{
    public LabelOverlaps(LabelImage truth, LabelImage predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        (Truth, Predicted) = (truth, predicted);
        (TruthCount, PredictedCount) = (truth.Count, predicted.Count);
        var counts = SharedPixels(truth, predicted);
        var keys = counts.Keys.ToArray();
        Array.Sort(keys);
        (Pairs, Shared) = (new MatchedPair[keys.Length], new int[keys.Length]);
        ReadOnlySpan<int> trueAreas = truth.Areas, predictedAreas = predicted.Areas;
        for (var n = 0; n < keys.Length; n++)
        {
            var (label, other) = ((int)(keys[n] >> 32), (int)keys[n]);
            Shared[n] = counts[keys[n]];
            Pairs[n] = new MatchedPair(label, other, (double)Shared[n] / ((long)trueAreas[label] + predictedAreas[other] - Shared[n]));
        }
    }

    public LabelImage Truth { get; }

    public LabelImage Predicted { get; }

    public int TruthCount { get; }

    public int PredictedCount { get; }

    /// <summary>Ordered by the label in the truth, then by that in the prediction.</summary>
    public MatchedPair[] Pairs { get; }

    /// <summary>Pixels that each of the pairs shares.</summary>
    public int[] Shared { get; }

    /// <summary>The labels in use, in ascending order.</summary>
    public static IEnumerable<int> Labels(LabelImage labels) => Enumerable.Range(1, labels.Maximum).Where(label => labels.Areas[label] > 0);

    /// <summary>Bands of rows are counted side by side and then added up, which gives the same in any order.</summary>
    private static Dictionary<long, int> SharedPixels(LabelImage truth, LabelImage predicted)
    {
        var all = new Dictionary<long, int>();
        var gate = new Lock();
        Threads.OverRows(truth.Height, truth.Width, (from, to) =>
        {
            var part = SharedPixels(truth.Values[(from * truth.Width)..(to * truth.Width)], predicted.Values[(from * truth.Width)..(to * truth.Width)]);
            lock (gate)
            {
                foreach (var (key, count) in part)
                    all[key] = all.GetValueOrDefault(key) + count;
            }
        });
        return all;
    }

    /// <summary>Counts runs of equal pairs, so that the table is asked once per run and not once per pixel.</summary>
    private static Dictionary<long, int> SharedPixels(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        var counts = new Dictionary<long, int>();
        for (var i = 0; i < truth.Length;)
        {
            var (label, other, start) = (truth[i], predicted[i], i);
            if (label == 0 || other == 0)
            {
                // Background is most of many fields: on to the next pixel in which the one that is empty here has an object.
                var next = (label == 0 ? truth : predicted)[i..].IndexOfAnyExcept(0);
                i = next < 0 ? truth.Length : i + next;
                continue;
            }
            while (i < truth.Length && truth[i] == label && predicted[i] == other)
                i++;
            var key = ((long)label << 32) | (uint)other;
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += i - start;
        }
        return counts;
    }
}
