using System.Globalization;
using System.Runtime.InteropServices;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>
/// How well two masks agree, pixel by pixel: <c>PixelScores.Of(truth, predicted)</c>. Says nothing of objects: two nuclei that were merged cost a few pixels;
/// see <see cref="ObjectScores"/>. Every score that would divide by 0 (no foreground, no background) is 1 where the masks are equal and 0 otherwise.
/// </summary>
/// <param name="TruePositives">Foreground in both (TP).</param>
/// <param name="FalsePositives">Foreground in the prediction only (FP).</param>
/// <param name="FalseNegatives">Foreground in the truth only (FN).</param>
/// <param name="TrueNegatives">Background in both (TN).</param>
public sealed record PixelScores(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives) : IDisplayable
{
    /// <summary>Share of the true foreground that was found, TP / (TP + FN), 0 to 1; also called recall or true positive rate.</summary>
    public double Sensitivity => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Share of the true background that was left alone, TN / (TN + FP), 0 to 1. Near 1 wherever background abounds.</summary>
    public double Specificity => Share(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>Share of the predicted foreground that is foreground, TP / (TP + FP), 0 to 1; also called positive predictive value.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of all pixels that agree, (TP + TN) / all, 0 to 1. An empty prediction scores the share of background: misleading where objects are few.</summary>
    public double Accuracy => Share(TruePositives + TrueNegatives, Pixels);

    /// <summary>(Sensitivity + specificity) / 2, 0 to 1; 0.5 is what guessing earns, whatever the share of foreground.</summary>
    public double BalancedAccuracy => (Sensitivity + Specificity) / 2;

    /// <summary>Intersection over union (Jaccard 1912), TP / (TP + FP + FN), 0 to 1.</summary>
    public double IoU => Share(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Dice coefficient (Dice 1945; the F1 score of the pixels), 2 TP / (2 TP + FP + FN), 0 to 1; equals 2 IoU / (1 + IoU), so either will do.</summary>
    public double Dice => Share(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>
    /// Matthews correlation coefficient (Matthews 1975, BBA 405:442), (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)), −1 to 1; 0 is what guessing earns.
    /// It uses all four counts, so neither class can be neglected.
    /// </summary>
    public double MCC
    {
        get
        {
            double tp = TruePositives, fp = FalsePositives, fn = FalseNegatives, tn = TrueNegatives;
            var root = Math.Sqrt((tp + fp) * (tp + fn)) * Math.Sqrt((tn + fp) * (tn + fn));
            return root > 0 ? Math.Clamp((tp * tn - fp * fn) / root, -1, 1) : Share(0, 0);
        }
    }

    /// <summary>How many pixels were compared.</summary>
    public long Pixels => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>Counts the four kinds of pixels.</summary>
    /// <param name="truth">The true foreground, height × width.</param>
    /// <param name="predicted">The predicted foreground, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static PixelScores Of(Mask truth, Mask predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        long both = 0, first = 0, second = 0;
        ReadOnlySpan<byte> a = MemoryMarshal.AsBytes(truth.Values), b = MemoryMarshal.AsBytes(predicted.Values);
        for (var i = 0; i < a.Length; i++)
        {
            both += a[i] & b[i];
            first += a[i];
            second += b[i];
        }
        return new PixelScores(both, second - both, first - both, a.Length - first - second + both);
    }

    /// <summary>The counts of several fields added up: scores of the whole, in which large and crowded fields weigh more.</summary>
    /// <param name="fields">The scores of each field.</param>
    public static PixelScores Sum(IEnumerable<PixelScores> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Aggregate(new PixelScores(0, 0, 0, 0), (all, one) => new PixelScores(all.TruePositives + one.TruePositives,
            all.FalsePositives + one.FalsePositives, all.FalseNegatives + one.FalseNegatives, all.TrueNegatives + one.TrueNegatives));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{MetricTable.Count(Pixels)} pixels compared: IoU {IoU:0.000}, Dice {Dice:0.000}, MCC {MCC:0.000}");

    /// <summary>All scores in a table, with what each asks.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(ToString(), ["Score", "Value", "What it asks"],
    [
        Row("Sensitivity (recall)", Sensitivity, "How much of the true foreground was found?"),
        Row("Specificity", Specificity, "How much of the true background was left alone?"),
        Row("Precision", Precision, "How much of the predicted foreground is true?"),
        Row("Accuracy", Accuracy, "How many pixels agree? Misleading where background abounds."),
        Row("IoU", IoU, "How much of the joint foreground is shared?"),
        Row("Dice", Dice, "The same on another scale: 2 IoU / (1 + IoU)."),
        Row("MCC", MCC, "How far above guessing (0), both classes counted?"),
    ]).ToMimeBundle();

    private static string[] Row(string name, double value, string question) => [name, MetricTable.Number(value), question];

    private double Share(long part, long whole) => whole > 0 ? (double)part / whole : FalsePositives + FalseNegatives == 0 ? 1 : 0;
}
