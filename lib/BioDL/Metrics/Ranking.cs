using System.Globalization;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>One threshold of a receiver operating characteristic.</summary>
/// <param name="Threshold">All that score at least this are called positive; ∞ where none is.</param>
/// <param name="FalsePositiveRate">Share of the negatives that are called positive, 0 to 1.</param>
/// <param name="TruePositiveRate">Share of the positives that are called positive, 0 to 1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>
/// How well scores tell positives from negatives, whatever the threshold: <c>Ranking.Of(isMitotic, scores)</c>. Equal scores make one step, so that the order in which they are
/// given does not matter.
/// </summary>
public sealed record Ranking : IDisplayable
{
    private readonly (double Threshold, long Positives, long Negatives)[] steps;

    private Ranking(double[] scores, bool[] truth)
    {
        Array.Sort(scores, truth);
        var found = new List<(double, long, long)>();
        long positives = 0, negatives = 0;
        for (var n = scores.Length - 1; n >= 0; n--)
        {
            (positives, negatives) = truth[n] ? (positives + 1, negatives) : (positives, negatives + 1);
            if (n == 0 || scores[n - 1] != scores[n])
                found.Add((scores[n], positives, negatives));
        }
        (Positives, Negatives, steps) = (positives, negatives, [.. found]);
        if (positives == 0 || negatives == 0)
            throw new ArgumentException($"Found {positives} positives and {negatives} negatives; a ranking needs at least one of each. Pool fields until there are both.", nameof(truth));
    }

    /// <summary>How many are positive in truth.</summary>
    public long Positives { get; }

    /// <summary>How many are negative in truth.</summary>
    public long Negatives { get; }

    /// <summary>Share that is positive: the average precision that guessing earns.</summary>
    public double Prevalence => (double)Positives / (Positives + Negatives);

    /// <summary>
    /// Area under the receiver operating characteristic, 0 to 1: the chance that a positive scores above a negative, ties counting half; 0.5 is what guessing earns.
    /// It does not depend on the share of positives, so it looks good even where most calls would be false: see <see cref="AveragePrecision"/>.
    /// </summary>
    public double AUC
    {
        get
        {
            double area = 0;
            long positives = 0, negatives = 0;
            foreach (var step in steps)
            {
                area += (double)(step.Negatives - negatives) * (step.Positives + positives) / 2;
                (positives, negatives) = (step.Positives, step.Negatives);
            }
            return area / ((double)Positives * Negatives);
        }
    }

    /// <summary>
    /// Average precision, Σ (Rₙ − Rₙ₋₁) Pₙ over the thresholds, 0 to 1: the area under precision over recall without interpolation, as
    /// <c>sklearn.metrics.average_precision_score</c>. The share of positives is what guessing earns.
    /// </summary>
    public double AveragePrecision
    {
        get
        {
            double area = 0;
            long positives = 0;
            foreach (var step in steps)
            {
                area += (double)(step.Positives - positives) * step.Positives / (step.Positives + step.Negatives);
                positives = step.Positives;
            }
            return area / Positives;
        }
    }

    /// <summary>The receiver operating characteristic, from no positive call to all.</summary>
    public IReadOnlyList<RocPoint> Roc => [new RocPoint(double.PositiveInfinity, 0, 0),
        .. steps.Select(step => new RocPoint(step.Threshold, (double)step.Negatives / Negatives, (double)step.Positives / Positives))];

    /// <summary>Precision and recall, from the highest threshold down.</summary>
    public IReadOnlyList<RankingPoint> PrecisionRecall =>
        [.. steps.Select(step => new RankingPoint(step.Threshold, (double)step.Positives / Positives, (double)step.Positives / (step.Positives + step.Negatives)))];

    /// <summary>Ranks by score.</summary>
    /// <param name="truth">Whether each is positive.</param>
    /// <param name="scores">A score for each, on any scale; the higher the more likely positive.</param>
    /// <exception cref="ArgumentException">The lists differ in length, a score is no finite number, or positives or negatives are missing.</exception>
    public static Ranking Of(IReadOnlyList<bool> truth, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        ProbabilityScores.RequireFinite(truth.Count, scores);
        return new Ranking([.. scores], [.. truth]);
    }

    /// <summary>Ranks the pixels of an image by their value: how well a map of probabilities tells foreground from background.</summary>
    /// <param name="truth">The true foreground, height × width.</param>
    /// <param name="scores">One channel of the same size; the higher the more likely foreground.</param>
    /// <exception cref="ArgumentException">The sizes differ, a value is not finite, there are several channels, or foreground or background is missing.</exception>
    public static Ranking Of(Mask truth, Image scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        Classical.Pixels.RequireOneChannel(scores, nameof(Ranking));
        Shape.RequireSame(truth.Height, truth.Width, scores.Height, scores.Width, "Truth and scores");
        Classical.Pixels.RequireFinite(scores, nameof(Ranking));
        return new Ranking(Array.ConvertAll(scores.Values.ToArray(), value => (double)value), truth.Values.ToArray());
    }

    /// <summary>Ranks each of several classes against the rest.</summary>
    /// <param name="truth">The true class of each.</param>
    /// <param name="scores">For every class, how likely each belongs to it.</param>
    /// <returns>A ranking per class; their mean area is the macro average of one against the rest.</returns>
    /// <exception cref="ArgumentException">As for one class, or a true class has no scores.</exception>
    public static IReadOnlyDictionary<string, Ranking> OneAgainstRest(IReadOnlyList<string> truth, IReadOnlyDictionary<string, IReadOnlyList<double>> scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        if (truth.FirstOrDefault(name => !scores.ContainsKey(name)) is { } missing)
            throw new ArgumentException($"The class '{missing}' has no scores; there are scores for: {string.Join(", ", scores.Keys)}.", nameof(scores));
        return scores.ToDictionary(one => one.Key, one => Of([.. truth.Select(name => name == one.Key)], one.Value), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{MetricTable.Count(Positives)} positives among {MetricTable.Count(Positives + Negatives)}: area under the ROC curve {AUC:0.000} (guessing 0.5), average precision {AveragePrecision:0.000} (guessing {Prevalence:0.000})");

    /// <summary>Both areas in words.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString());
}
