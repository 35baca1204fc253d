using System.Globalization;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>
/// All scores of found objects from one count of their overlaps: <c>ObjectScores.Of(truth, predicted)</c>. Where neither image has an object, every score is 1;
/// where only one has, 0.
/// </summary>
public sealed record ObjectScores : IDisplayable
{
    private ObjectScores(LabelOverlaps overlaps, double iou)
    {
        Match = new Match(iou, overlaps);
        Curve = new MatchCurve(overlaps);
        Errors = new SegmentationErrors(overlaps);
        Counting = CountingError.Of(overlaps.TruthCount, overlaps.PredictedCount);
        (SEG, AJI) = (overlaps.TruthCount, overlaps.PredictedCount) is (0, 0) ? (1, 1) : (Segmentation(overlaps), AggregatedJaccard(overlaps));
    }

    /// <summary>Which objects are which at the chosen threshold, with accuracy, precision, recall, F1 and panoptic quality.</summary>
    public Match Match { get; }

    /// <summary>The same at the thresholds 0.50, 0.55 … 0.95.</summary>
    public MatchCurve Curve { get; }

    /// <summary>Objects that were split, merged, missed or invented.</summary>
    public SegmentationErrors Errors { get; }

    /// <summary>How far the number of objects is off.</summary>
    public CountingError Counting { get; }

    /// <summary>Panoptic quality at the chosen threshold, 0 to 1; see <see cref="Match.PanopticQuality"/>.</summary>
    public double PanopticQuality => Match.PanopticQuality;

    /// <summary>
    /// SEG of the Cell Tracking Challenge (Maška et al. 2014, Bioinformatics 30:1609), 0 to 1: the mean over the true objects R of |R ∩ S| / |R ∪ S|, where S is the
    /// predicted object with |R ∩ S| &gt; |R| / 2, of which there is at most one, and 0 where there is none. Invented objects cost nothing, and a merged object
    /// may count for several: look at <see cref="Errors"/> too.
    /// </summary>
    public double SEG { get; }

    /// <summary>
    /// Aggregated Jaccard index (Kumar et al. 2017, IEEE TMI 36:1550), 0 to 1: for each true object the predicted one of the largest IoU (the smaller label of two) adds
    /// its intersection above and its union below the line; true objects without any and predicted ones that were never chosen add their areas below. One
    /// predicted object may be chosen several times, so that merges are punished heavily.
    /// </summary>
    public double AJI { get; }

    /// <summary>Compares the objects of two label images. Labels need not be consecutive.</summary>
    /// <param name="truth">The true objects, height × width.</param>
    /// <param name="predicted">The predicted objects, of the same size.</param>
    /// <param name="iou">The smallest IoU of a pair in <see cref="Match"/>, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">The sizes differ, or the threshold is out of range.</exception>
    public static ObjectScores Of(LabelImage truth, LabelImage predicted, double iou = 0.5)
    {
        Match.RequireThreshold(iou, nameof(iou));
        return new ObjectScores(new LabelOverlaps(truth, predicted), iou);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Match}; {Errors}";

    /// <summary>All scores in a table, with what each asks.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(
        $"{MetricTable.Objects(Match.TruePositives + Match.FalseNegatives)} in the truth, {Match.TruePositives + Match.FalsePositives} predicted", ["Score", "Value", "What it asks"],
        [
            Row($"Found at IoU {Threshold}", MetricTable.Count(Match.TruePositives), "How many true objects have a predicted one that fits?"),
            Row("Missed, invented", $"{Match.FalseNegatives}, {Match.FalsePositives}", "How many have none, on either side?"),
            Row("Split, merged", $"{Errors.Split.Count}, {Errors.Merged.Count}", "How many were cut into pieces, or joined?"),
            Row("Precision, recall", $"{MetricTable.Number(Match.Precision)}, {MetricTable.Number(Match.Recall)}", "Which share of predicted (true) objects has a partner?"),
            Row("F1", MetricTable.Number(Match.F1), "Both of these in one."),
            Row("Accuracy (often called AP)", MetricTable.Number(Match.Accuracy), "Found / (found + missed + invented)."),
            Row("Mean accuracy, IoU 0.5 to 0.95", MetricTable.Number(Curve.MeanAccuracy), "The same while outlines have to fit ever better."),
            Row("Panoptic quality (PQ)", MetricTable.Number(PanopticQuality), "F1 × mean IoU of the found objects."),
            Row("SEG", MetricTable.Number(SEG), "Mean IoU of the true objects; invented ones cost nothing."),
            Row("AJI", MetricTable.Number(AJI), "Shared / joint pixels over all objects."),
            Row("Counting error", MetricTable.Count((long)Counting.Bias), "Predicted − true number; misses and inventions cancel out."),
        ]).ToMimeBundle();

    private string Threshold => Match.Threshold.ToString("0.##", CultureInfo.InvariantCulture);

    private static string[] Row(string name, string value, string question) => [name, value, question];

    private static double Segmentation(LabelOverlaps overlaps)
    {
        var sum = 0.0;
        for (var n = 0; n < overlaps.Pairs.Length; n++)
            sum += 2L * overlaps.Shared[n] > overlaps.Truth.Areas[overlaps.Pairs[n].Truth] ? overlaps.Pairs[n].IoU : 0;
        return overlaps.TruthCount > 0 ? sum / overlaps.TruthCount : 0;
    }

    private static double AggregatedJaccard(LabelOverlaps overlaps)
    {
        ReadOnlySpan<int> truth = overlaps.Truth.Areas, predicted = overlaps.Predicted.Areas;
        var chosen = new bool[predicted.Length];
        var best = new int[truth.Length];
        Array.Fill(best, -1);
        for (var n = 0; n < overlaps.Pairs.Length; n++)
        {
            ref var place = ref best[overlaps.Pairs[n].Truth];
            place = place < 0 || overlaps.Pairs[n].IoU > overlaps.Pairs[place].IoU ? n : place;
        }
        long above = 0, below = 0;
        for (var label = 1; label < truth.Length; label++)
        {
            below += truth[label];
            if (best[label] is var n && n < 0)
                continue;
            above += overlaps.Shared[n];
            below += predicted[overlaps.Pairs[n].Predicted] - overlaps.Shared[n];
            chosen[overlaps.Pairs[n].Predicted] = true;
        }
        for (var label = 1; label < predicted.Length; label++)
            below += chosen[label] ? 0 : predicted[label];
        return (double)above / below;
    }
}
