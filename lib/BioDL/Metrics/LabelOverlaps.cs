using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>One object of the truth and one of the prediction that share pixels.</summary>
/// <param name="Truth">Label in the truth.</param>
/// <param name="Predicted">Label in the prediction.</param>
/// <param name="IoU">Their intersection over union, above 0 and at most 1.</param>
public readonly record struct MatchedPair(int Truth, int Predicted, double IoU);

/// <summary>All pairs of objects that share pixels, counted once for any number of thresholds.</summary>
internal sealed class LabelOverlaps
{
    public LabelOverlaps(LabelImage truth, LabelImage predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        (Truth, Predicted) = (truth, predicted);
        (TruthCount, PredictedCount) = (truth.Count, predicted.Count);
        Pairs = [.. SharedPixels(truth.Values, predicted.Values)
            .Select(shared => new MatchedPair(shared.Key.Truth, shared.Key.Predicted,
                (double)shared.Value / (truth.Areas[shared.Key.Truth] + predicted.Areas[shared.Key.Predicted] - shared.Value)))
            .OrderBy(pair => pair.Truth).ThenBy(pair => pair.Predicted)];
    }

    public LabelImage Truth { get; }

    public LabelImage Predicted { get; }

    public int TruthCount { get; }

    public int PredictedCount { get; }

    /// <summary>Ordered by the label in the truth, then by that in the prediction.</summary>
    public IReadOnlyList<MatchedPair> Pairs { get; }

    /// <summary>Counts runs of equal pairs, so that the table is asked once per run and not once per pixel.</summary>
    private static Dictionary<(int Truth, int Predicted), int> SharedPixels(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        var counts = new Dictionary<(int, int), int>();
        for (var i = 0; i < truth.Length;)
        {
            var start = i;
            while (i < truth.Length && truth[i] == truth[start] && predicted[i] == predicted[start])
                i++;
            if (truth[start] == 0 || predicted[start] == 0)
                continue;
            var key = (truth[start], predicted[start]);
            counts[key] = counts.GetValueOrDefault(key) + i - start;
        }
        return counts;
    }
}
