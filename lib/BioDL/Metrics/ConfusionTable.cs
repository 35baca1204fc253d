using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Metrics;

/// <summary>How well one class was recognised among the others.</summary>
/// <param name="Name">The class.</param>
/// <param name="Truths">How many belong to it.</param>
/// <param name="Predictions">How many were said to.</param>
/// <param name="Hits">How many rightly.</param>
public sealed record ClassScores(string Name, long Truths, long Predictions, long Hits)
{
    /// <summary>Hits / predictions, 0 to 1; 0 when the class exists and was never predicted, not a number when it neither exists nor was predicted.</summary>
    public double Precision => Share(Hits, Predictions);

    /// <summary>Hits / truths, 0 to 1; 0 when the class was predicted and does not exist, not a number when it neither exists nor was predicted.</summary>
    public double Recall => Share(Hits, Truths);

    /// <summary>2 hits / (truths + predictions), 0 to 1; not a number when the class neither exists nor was predicted.</summary>
    public double F1 => Share(2 * Hits, Truths + Predictions);

    private double Share(long part, long whole) => whole > 0 ? (double)part / whole : Truths + Predictions > 0 ? 0 : double.NaN;
}

/// <summary>
/// Which classes were taken for which: <c>ConfusionTable.Of(truth, predicted)</c>, with the scores that follow. Means over classes leave out those that neither exist
/// nor were predicted.
/// </summary>
public sealed record ConfusionTable : IDisplayable
{
    private readonly long[,] counts;

    private ConfusionTable(IReadOnlyList<string> classes, long[,] counts)
    {
        (Classes, this.counts) = (classes, counts);
        PerClass = [.. classes.Select((name, k) => new ClassScores(name, Indices.Sum(i => counts[k, i]), Indices.Sum(i => counts[i, k]), counts[k, k]))];
        Total = PerClass.Sum(one => one.Truths);
    }

    /// <summary>The classes: as they were given, else in alphabetical order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Scores of each class, in the same order.</summary>
    public IReadOnlyList<ClassScores> PerClass { get; }

    /// <summary>How many were classified.</summary>
    public long Total { get; }

    /// <summary>How many of one class were taken for another.</summary>
    /// <param name="truth">The true class.</param>
    /// <param name="predicted">The predicted one.</param>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public long this[string truth, string predicted] => counts[Place(truth), Place(predicted)];

    /// <summary>
    /// Share that was classified rightly, 0 to 1. The most frequent class alone earns its share: misleading where classes are unequal. The micro averages of precision,
    /// recall and F1 are this same number.
    /// </summary>
    public double Accuracy => (double)Hits / Total;

    /// <summary>Mean recall of the classes that exist, 0 to 1; 1 / number of classes is what guessing earns.</summary>
    public double BalancedAccuracy => PerClass.Where(one => one.Truths > 0).Average(one => one.Recall);

    /// <summary>Mean precision over the classes, 0 to 1: rare ones count as much as frequent ones.</summary>
    public double MacroPrecision => Macro(one => one.Precision);

    /// <summary>Mean recall over the classes, 0 to 1; unlike <see cref="BalancedAccuracy"/> with a 0 for classes that were predicted but do not exist.</summary>
    public double MacroRecall => Macro(one => one.Recall);

    /// <summary>Mean F1 over the classes, 0 to 1.</summary>
    public double MacroF1 => Macro(one => one.F1);

    /// <summary>
    /// Matthews correlation coefficient for several classes (Gorodkin 2004, Comput. Biol. Chem. 28:367), −1 to 1; 0 is what guessing earns. With hits c of n, and per class truths t
    /// and predictions p: (c n − Σ t p) / √((n² − Σ p²)(n² − Σ t²)). Where truth or prediction has one class only, 1 if all are right, else 0.
    /// </summary>
    public double MCC
    {
        get
        {
            double n = Total, together = PerClass.Sum(one => (double)one.Truths * one.Predictions);
            var root = Math.Sqrt((n * n - PerClass.Sum(one => (double)one.Predictions * one.Predictions)) * (n * n - PerClass.Sum(one => (double)one.Truths * one.Truths)));
            return root > 0 ? Math.Clamp((Hits * n - together) / root, -1, 1) : Hits == Total ? 1 : 0;
        }
    }

    /// <summary>
    /// Cohen's kappa (Cohen 1960), (accuracy − chance) / (1 − chance) with chance = Σ t p / n², up to 1; 0 is what guessing with these frequencies earns. Where all are of one class
    /// in truth and prediction, 1.
    /// </summary>
    public double CohenKappa
    {
        get
        {
            var chance = PerClass.Sum(one => (double)one.Truths * one.Predictions) / ((double)Total * Total);
            return chance < 1 ? (Accuracy - chance) / (1 - chance) : 1;
        }
    }

    private long Hits => PerClass.Sum(one => one.Hits);

    private IEnumerable<int> Indices => Enumerable.Range(0, Classes.Count);

    /// <summary>Counts the pairs.</summary>
    /// <param name="truth">The true class of each.</param>
    /// <param name="predicted">The predicted class of each, in the same order.</param>
    /// <param name="classes">All classes that there are, in the order in which they should be shown; when null, those that occur.</param>
    /// <exception cref="ArgumentException">The lists are empty or differ in length, or a class is not among those given.</exception>
    public static ConfusionTable Of(IReadOnlyList<string> truth, IReadOnlyList<string> predicted, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        if (truth.Count == 0 || truth.Count != predicted.Count)
            throw new ArgumentException($"Found {truth.Count} true and {predicted.Count} predicted classes; expected as many of both, at least one, in the same order.", nameof(predicted));
        classes ??= [.. truth.Concat(predicted).Distinct().Order(StringComparer.Ordinal)];
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in classes)
        {
            if (!place.TryAdd(name, place.Count))
                throw new ArgumentException($"The class '{name}' is listed twice; expected each once.", nameof(classes));
        }
        var counts = new long[classes.Count, classes.Count];
        for (var n = 0; n < truth.Count; n++)
            counts[PlaceOf(truth[n], n), PlaceOf(predicted[n], n)]++;
        return new ConfusionTable([.. classes], counts);

        int PlaceOf(string name, int n) => name is not null && place.TryGetValue(name, out var found) ? found
            : throw new ArgumentException($"Found the class '{name}' at position {n} (counted from 0); expected one of: {string.Join(", ", classes)}.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{MetricTable.Count(Total)} classified: accuracy {Accuracy:0.000}, balanced accuracy {BalancedAccuracy:0.000}, MCC {MCC:0.000}");

    /// <summary>A row for each true class: what it was taken for, and its scores.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(ToString(), ["Truth", .. Classes.Select(name => "→ " + name), "Precision", "Recall", "F1"],
        [.. PerClass.Select((one, k) => (string[])[one.Name, .. Indices.Select(i => MetricTable.Count(counts[k, i])), .. new[] { one.Precision, one.Recall, one.F1 }.Select(MetricTable.Number)])],
        string.Create(CultureInfo.InvariantCulture, $"Always saying the most frequent class would earn an accuracy of {(double)PerClass.Max(one => one.Truths) / Total:0.000}.")).ToMimeBundle();

    private double Macro(Func<ClassScores, double> of) => PerClass.Select(of).Where(value => !double.IsNaN(value)).Average();

    private int Place(string name)
    {
        var place = Classes.ToList().IndexOf(name);
        return place >= 0 ? place : throw new ArgumentException($"There is no class '{name}'. The classes are: {string.Join(", ", Classes)}.", nameof(name));
    }
}
