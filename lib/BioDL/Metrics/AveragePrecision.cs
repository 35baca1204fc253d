using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Metrics;

/// <summary>
/// The average precision of object detection: the area under the curve of precision over recall that arises as objects of ever lower confidence are accepted
/// (Everingham et al. 2010, IJCV 88:303). It judges the ranking by confidence, so it needs confidences; what papers on nuclei call "AP" without any is
/// <see cref="Match.Accuracy"/>. All fields are ranked together. In order of falling confidence (of equal ones: field, then label) an object takes the true one
/// of the largest IoU that is still free and fits. Precision at a recall is the best at this recall or above (PASCAL VOC since 2010, all points).
/// 1 where there are neither true nor predicted objects, 0 where there are only one of the two.
/// </summary>
public sealed record AveragePrecision : IDisplayable
{
    private AveragePrecision(double threshold, IReadOnlyList<RankingPoint> points, double value) => (Threshold, Points, Value) = (threshold, points, value);

    /// <summary>The smallest IoU at which an object is found.</summary>
    public double Threshold { get; }

    /// <summary>Recall and precision at each confidence, from the highest down; equal confidences make one point.</summary>
    public IReadOnlyList<RankingPoint> Points { get; }

    /// <summary>The area, 0 to 1.</summary>
    public double Value { get; }

    /// <summary>Ranks the objects of one field or of many.</summary>
    /// <param name="fields">Objects with confidences.</param>
    /// <param name="iou">The smallest IoU at which an object is found, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">There is no field, or the threshold is out of range.</exception>
    public static AveragePrecision Of(IEnumerable<ScoredObjects> fields, double iou = 0.5)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Match.RequireThreshold(iou, nameof(iou));
        var all = fields.ToArray();
        if (all.Length == 0)
            throw new ArgumentException("No field was given; expected at least one.", nameof(fields));
        List<(double Confidence, bool Found)> ranked = [];
        foreach (var field in all)
            ranked.AddRange(Detect(field, iou));
        var truths = all.Sum(field => field.Truth.Count);
        if (truths == 0 || ranked.Count == 0)
            return new AveragePrecision(iou, [], truths == ranked.Count ? 1 : 0);
        var points = Trace(ranked.OrderByDescending(one => one.Confidence).ToArray(), truths);
        return new AveragePrecision(iou, points, Area(points));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Average precision {Value:0.000} at IoU {Threshold:0.##} (area under precision over recall, {Points.Count} levels of confidence)");

    /// <summary>The value and what it is.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString());

    private static IEnumerable<(double Confidence, bool Found)> Detect(ScoredObjects field, double iou)
    {
        var overlaps = new LabelOverlaps(field.Truth, field.Predicted);
        var fitting = overlaps.Pairs.Where(pair => pair.IoU >= iou).ToLookup(pair => pair.Predicted);
        var taken = new HashSet<int>();
        foreach (var label in LabelOverlaps.Labels(field.Predicted).OrderByDescending(label => field.Confidences[label]))
        {
            var best = fitting[label].Where(pair => !taken.Contains(pair.Truth)).OrderByDescending(pair => pair.IoU).FirstOrDefault();
            yield return (field.Confidences[label], best.Truth > 0 && taken.Add(best.Truth));
        }
    }

    private static List<RankingPoint> Trace((double Confidence, bool Found)[] ranked, int truths)
    {
        var points = new List<RankingPoint>();
        var found = 0;
        for (var n = 0; n < ranked.Length; n++)
        {
            found += ranked[n].Found ? 1 : 0;
            if (n + 1 == ranked.Length || ranked[n + 1].Confidence != ranked[n].Confidence)
                points.Add(new RankingPoint(ranked[n].Confidence, (double)found / truths, (double)found / (n + 1)));
        }
        return points;
    }

    private static double Area(List<RankingPoint> points)
    {
        double area = 0, best = 0;
        for (var n = points.Count - 1; n >= 0; n--)
        {
            best = Math.Max(best, points[n].Precision);
            area += best * (points[n].Recall - (n > 0 ? points[n - 1].Recall : 0));
        }
        return area;
    }
}

/// <summary>What accepting everything from one confidence upwards comes to.</summary>
/// <param name="Threshold">The confidence.</param>
/// <param name="Recall">Share of what there is that is accepted, 0 to 1.</param>
/// <param name="Precision">Share of what is accepted that is right, 0 to 1.</param>
public readonly record struct RankingPoint(double Threshold, double Recall, double Precision);
