using System.Globalization;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>
/// Which predicted objects are which true ones, and the scores that follow. An object is found when its pair's intersection over union (IoU)
/// reaches the threshold; each object belongs to at most one pair, and pairs are chosen so that there are as many as possible and,
/// among such choices, with the largest summed IoU (optimal assignment, as in <c>stardist.matching</c>). Where neither image has an
/// object, every score is 1: nothing was missed and nothing invented. Where only one has objects, every score is 0.
/// </summary>
public sealed record Match
{
    private readonly LabelOverlaps overlaps;

    internal Match(double threshold, LabelOverlaps overlaps)
    {
        this.overlaps = overlaps;
        Threshold = threshold;
        Pairs = Choose(threshold, overlaps.Pairs);
        TruePositives = Pairs.Count;
        FalsePositives = overlaps.PredictedCount - Pairs.Count;
        FalseNegatives = overlaps.TruthCount - Pairs.Count;
    }

    /// <summary>The smallest IoU of a pair, above 0 and at most 1.</summary>
    public double Threshold { get; }

    /// <summary>Objects that were found: number of pairs.</summary>
    public int TruePositives { get; }

    /// <summary>Predicted objects without a true one.</summary>
    public int FalsePositives { get; }

    /// <summary>True objects without a predicted one.</summary>
    public int FalseNegatives { get; }

    /// <summary>
    /// TP / (TP + FP + FN), 0 to 1. Papers on nuclei call this "AP" (average precision); it is not the area under a precision–recall curve, which is
    /// <see cref="AveragePrecision"/>.
    /// </summary>
    public double Accuracy => Share(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Share of the predicted objects that exist: TP / (TP + FP), 0 to 1; 0 when objects exist and none was predicted.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of the true objects that were found: TP / (TP + FN), 0 to 1; 0 when objects were predicted and none exists.</summary>
    public double Recall => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN), 0 to 1.</summary>
    public double F1 => Share(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Summed IoU of the pairs / (TP + FP/2 + FN/2), 0 to 1 (Kirillov et al. 2019, CVPR): F1 × mean matched IoU.</summary>
    public double PanopticQuality => F1 * MeanMatchedIoU;

    /// <summary>Mean IoU of the pairs, 0 to 1; 0 when there are objects but no pair.</summary>
    public double MeanMatchedIoU => Share(Pairs.Sum(pair => pair.IoU), TruePositives);

    /// <summary>The pairs, in the order of the true labels.</summary>
    public IReadOnlyList<MatchedPair> Pairs { get; }

    /// <summary>The true objects that were compared.</summary>
    public LabelImage Truth => overlaps.Truth;

    /// <summary>The predicted objects that were compared.</summary>
    public LabelImage Predicted => overlaps.Predicted;

    /// <summary>
    /// Mean IoU of all true objects, 0 for those that were missed, 0 to 1: recall × mean matched IoU (<c>mean_true_score</c> of <c>stardist.matching</c>).
    /// </summary>
    public double MeanTrueIoU => Recall * MeanMatchedIoU;

    /// <summary>Labels of the true objects that have no partner, in ascending order.</summary>
    public IReadOnlyList<int> Missed => Without(overlaps.Truth, Pairs.Select(pair => pair.Truth));

    /// <summary>Labels of the predicted objects that have no partner, in ascending order.</summary>
    public IReadOnlyList<int> Invented => Without(overlaps.Predicted, Pairs.Select(pair => pair.Predicted));

    private bool Nothing => TruePositives + FalsePositives + FalseNegatives == 0;

    /// <summary>Matches the objects of two label images. Labels need not be consecutive.</summary>
    /// <param name="iou">The smallest IoU of a pair, above 0 and at most 1; 0.5 is customary.</param>
    /// <param name="truth">The true objects, height × width.</param>
    /// <param name="predicted">The predicted objects, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ, or the threshold is out of range.</exception>
    public static Match At(double iou, LabelImage truth, LabelImage predicted)
    {
        RequireThreshold(iou, nameof(iou));
        return new Match(iou, new LabelOverlaps(truth, predicted));
    }

    /// <summary>The same at every threshold of a list, from one count of the overlaps; 0.50, 0.55 … 0.95 when none is given.</summary>
    /// <param name="truth">The true objects, height × width.</param>
    /// <param name="predicted">The predicted objects, of the same size.</param>
    /// <param name="thresholds">IoU thresholds in ascending order, each above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">The sizes differ, or a threshold is out of range or out of order.</exception>
    public static MatchCurve Curve(LabelImage truth, LabelImage predicted, IReadOnlyList<double>? thresholds = null) =>
        new(new LabelOverlaps(truth, predicted), thresholds);

    /// <summary>
    /// The mean of <see cref="Accuracy"/> over the IoU thresholds 0.50, 0.55 … 0.95, 0 to 1: the score of the 2018 Data Science Bowl
    /// (Caicedo et al. 2019, Nat. Methods 16:1247), where the published winner reached 0.6316 and a hand-tuned classical pipeline 0.5281
    /// on its test images. Two images without objects score 1. An IoU of just the threshold is enough here.
    /// </summary>
    /// <param name="truth">The true objects, height × width.</param>
    /// <param name="predicted">The predicted objects, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double MeanAccuracy(LabelImage truth, LabelImage predicted) => Curve(truth, predicted).MeanAccuracy;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"At IoU {Threshold:0.###}: {TruePositives} found, {FalseNegatives} missed, {FalsePositives} invented; "
        + $"accuracy {Accuracy:0.000}, F1 {F1:0.000}");

    internal static void RequireThreshold(double iou, string name)
    {
        if (!(iou > 0 && iou <= 1))
            throw new ArgumentOutOfRangeException(name, $"The IoU threshold is {iou}; it lies above 0 and is at most 1. 0.5 is customary.");
    }

    private static MatchedPair[] Choose(double threshold, IReadOnlyList<MatchedPair> overlaps)
    {
        var good = overlaps.Where(pair => pair.IoU >= threshold).ToArray();
        // Of objects that share more than half of their union no two can claim the same one: there is nothing to choose.
        if (Array.TrueForAll(good, pair => pair.IoU > 0.5))
            return good;
        var rows = good.Select(pair => pair.Truth).Distinct().Order().ToArray();
        var columns = good.Select(pair => pair.Predicted).Distinct().Order().ToArray();
        var partner = Assignment.Solve(rows.Length, columns.Length, good.Select(pair =>
            (Array.BinarySearch(rows, pair.Truth), Array.BinarySearch(columns, pair.Predicted), pair.IoU)));
        return [.. good.Where(pair =>
            partner[Array.BinarySearch(rows, pair.Truth)] == Array.BinarySearch(columns, pair.Predicted))];
    }

    private static int[] Without(LabelImage labels, IEnumerable<int> paired)
    {
        var taken = paired.ToHashSet();
        return [.. Enumerable.Range(1, labels.Maximum).Where(label => labels.Areas[label] > 0 && !taken.Contains(label))];
    }

    private double Share(double part, double whole) => whole > 0 ? part / whole : Nothing ? 1 : 0;
}
