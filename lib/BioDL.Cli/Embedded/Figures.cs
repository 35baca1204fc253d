using System.Globalization;
using BioDL.Data;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Validation;

namespace BioDL.Cli.Embedded;

/// <summary>One figure of the table beside a model.</summary>
/// <param name="Set">The data set; its <c>test</c> fields were scored.</param>
/// <param name="Measure">IoU at which an object counts as found.</param>
/// <param name="Method">Who found the objects, or whose figures are subtracted.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Value">The figure.</param>
internal sealed record Figure(string Set, string Measure, string Method, int Images, Interval Value)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Set,-20} {Measure,-16} {Method,-40} {Value.Mean,7:0.000}  {Value.Low,7:0.000} to {Value.High,6:0.000}  {Value.Fields} fields, {Images} images");
}

/// <summary>The score of one method on one photograph, the mean over its images.</summary>
internal sealed record FieldFigure(string Set, string Measure, string Method, string Field, double Score);

/// <summary>How well a method does on the <c>test</c> fields of one set: a score for each photograph.</summary>
internal sealed class SetScores
{
    /// <summary>The two measures, by name: accuracy TP / (TP + FP + FN) at IoU 0.5, and its mean over 0.5, 0.55 … 0.95.</summary>
    public static readonly IReadOnlyList<string> Measures = ["IoU 0.5", "IoU 0.5 to 0.95"];

    private readonly IReadOnlyDictionary<string, double>[] byField;

    private SetScores(string set, string method, FieldScores scores)
    {
        (Set, Method, Images) = (set, method, scores.Count);
        byField = [scores.ByGroup(score => score.Accuracy), scores.ByGroup(score => Match.MeanAccuracy(score.Match.Truth, score.Match.Predicted))];
        Worst = [.. scores.WorstFirst.Take(3)];
    }

    public string Set { get; }

    public string Method { get; }

    public int Images { get; }

    /// <summary>The images on which the method does worst.</summary>
    public IReadOnlyList<FieldScore> Worst { get; }

    public static SetScores Of(string set, string method, IReadOnlyList<Sample> test, Func<Image, LabelImage> segment) =>
        new(set, method, FieldScores.Of(test, segment));

    /// <summary>The mean over photographs.</summary>
    public IEnumerable<Figure> Means() =>
        Measures.Select((measure, n) => new Figure(Set, measure, Method, Images, Interval.Of([.. byField[n].Values])));

    /// <summary>The scores of each photograph.</summary>
    public IEnumerable<FieldFigure> Fields() => Measures.SelectMany((measure, n) =>
        byField[n].OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => new FieldFigure(Set, measure, Method, field.Key, field.Value)));

    /// <summary>How much better than another method, photograph by photograph.</summary>
    public IEnumerable<Figure> Less(SetScores other) => Measures.Select((measure, n) => new Figure(
        Set, measure, $"{Method} less {other.Method}", Images, Interval.Of([.. byField[n].Select(field => field.Value - other.byField[n][field.Key])])));
}
