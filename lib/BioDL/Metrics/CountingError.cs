using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Metrics;

/// <summary>How far the numbers of objects are off, field by field, whichever objects they are: misses and inventions in one field cancel out.</summary>
public sealed record CountingError : IDisplayable
{
    private const int FieldsShown = 20;

    private CountingError(IReadOnlyList<(int Truth, int Predicted)> fields) => Fields = fields;

    /// <summary>True and predicted number of objects of each field.</summary>
    public IReadOnlyList<(int Truth, int Predicted)> Fields { get; }

    /// <summary>Mean of predicted − true number per field, in objects: above 0 too many are counted, below 0 too few.</summary>
    public double Bias => Fields.Average(one => (double)one.Predicted - one.Truth);

    /// <summary>Mean of |predicted − true number| per field, in objects, 0 or more (mean absolute error).</summary>
    public double MeanAbsolute => Fields.Average(one => Math.Abs((double)one.Predicted - one.Truth));

    /// <summary>
    /// Mean of |predicted − true| / true over the fields, 0 or more. A field without true objects adds 0 when none was counted, otherwise it has no relative error
    /// and the mean is ∞.
    /// </summary>
    public double MeanRelative => Fields.Average(one => Relative(one.Truth, one.Predicted));

    /// <summary>|all predicted − all true| / all true, 0 or more: errors of different fields cancel out. ∞ when there are no true objects but predicted ones.</summary>
    public double TotalRelative => Relative(Fields.Sum(one => (long)one.Truth), Fields.Sum(one => (long)one.Predicted));

    /// <summary>The error of a single field.</summary>
    /// <param name="truth">True number of objects, 0 or more.</param>
    /// <param name="predicted">Predicted number, 0 or more.</param>
    /// <exception cref="ArgumentException">A number is negative.</exception>
    public static CountingError Of(int truth, int predicted) => Of([(truth, predicted)]);

    /// <summary>The errors of several fields.</summary>
    /// <param name="fields">True and predicted number of objects of each.</param>
    /// <exception cref="ArgumentException">There is no field, or a number is negative.</exception>
    public static CountingError Of(IEnumerable<(int Truth, int Predicted)> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var all = fields.ToArray();
        if (all.Length == 0)
            throw new ArgumentException("No field was given; expected the counts of at least one.", nameof(fields));
        var fault = Array.FindIndex(all, field => field.Truth < 0 || field.Predicted < 0);
        if (fault >= 0)
            throw new ArgumentException($"Field {fault} (counted from 0) has {all[fault].Truth} true and {all[fault].Predicted} predicted objects; counts are 0 or more.", nameof(fields));
        return new CountingError(all);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Fields.Count} field{(Fields.Count == 1 ? "" : "s")}: counts are off by {MetricTable.Number(MeanAbsolute)} objects on average (bias {(Bias > 0 ? "+" : "")}{MetricTable.Number(Bias)}), by {Percent(TotalRelative)} in total");

    /// <summary>A row for each field, the first 20.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(ToString(), ["Field", "True", "Counted", "Error", "Relative"],
        [.. Fields.Take(FieldsShown).Select((field, n) => (string[])[MetricTable.Count(n + 1), MetricTable.Count(field.Truth), MetricTable.Count(field.Predicted),
            MetricTable.Count((long)field.Predicted - field.Truth), Percent(Relative(field.Truth, field.Predicted))])],
        [.. Fields.Count > FieldsShown ? new[] { $"… and {Fields.Count - FieldsShown} more fields" } : []]).ToMimeBundle();

    private static double Relative(long truth, long predicted) => truth > 0 ? Math.Abs((double)predicted - truth) / truth : predicted == 0 ? 0 : double.PositiveInfinity;

    private static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "∞";
}
