using System.Collections;
using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Metrics;

/// <summary>
/// The same objects matched at several IoU thresholds: how scores fall as outlines have to fit better. A method whose curve falls early finds objects but draws
/// them badly; one that starts low misses or merges them. <c>Match.Curve(truth, predicted)</c>.
/// </summary>
public sealed class MatchCurve : IReadOnlyList<Match>, IDisplayable
{
    private static readonly double[] Customary = [.. Enumerable.Range(0, 10).Select(step => (50 + 5 * step) / 100.0)];

    private readonly Match[] matches;

    internal MatchCurve(LabelOverlaps overlaps, IReadOnlyList<double>? thresholds = null)
    {
        thresholds ??= Customary;
        if (thresholds.Count == 0)
            throw new ArgumentException("No threshold was given; expected at least one. Leave them out for 0.50, 0.55 … 0.95.", nameof(thresholds));
        for (var n = 0; n < thresholds.Count; n++)
        {
            Match.RequireThreshold(thresholds[n], nameof(thresholds));
            if (n > 0 && thresholds[n] <= thresholds[n - 1])
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"The threshold {thresholds[n]} follows {thresholds[n - 1]}; expected ascending thresholds. Sort them, each once."), nameof(thresholds));
        }
        matches = [.. thresholds.Select(threshold => new Match(threshold, overlaps))];
    }

    /// <summary>The mean of <see cref="Match.Accuracy"/>, 0 to 1; over 0.50, 0.55 … 0.95 it is the score of the 2018 Data Science Bowl.</summary>
    public double MeanAccuracy => matches.Average(match => match.Accuracy);

    /// <summary>The mean of <see cref="Match.F1"/>, 0 to 1.</summary>
    public double MeanF1 => matches.Average(match => match.F1);

    /// <inheritdoc/>
    public int Count => matches.Length;

    /// <inheritdoc/>
    public Match this[int index] => matches[index];

    /// <inheritdoc/>
    public IEnumerator<Match> GetEnumerator() => ((IEnumerable<Match>)matches).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Count} IoU threshold{(Count == 1 ? "" : "s")} from {matches[0].Threshold:0.##} to {matches[^1].Threshold:0.##}: mean accuracy {MeanAccuracy:0.000}, mean F1 {MeanF1:0.000}");

    /// <summary>A row for each threshold.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(ToString(), ["IoU at least", "Found", "Missed", "Invented", "Precision", "Recall", "F1", "Accuracy", "PQ"],
        [.. matches.Select(match => (string[])[match.Threshold.ToString("0.00", CultureInfo.InvariantCulture), MetricTable.Count(match.TruePositives), MetricTable.Count(match.FalseNegatives),
            MetricTable.Count(match.FalsePositives), .. new[] { match.Precision, match.Recall, match.F1, match.Accuracy, match.PanopticQuality }.Select(MetricTable.Number)])],
        "Accuracy is what papers on nuclei call AP; the average precision of a ranking by confidence is AveragePrecision.").ToMimeBundle();
}
