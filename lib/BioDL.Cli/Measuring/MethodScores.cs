using BioDL.Data;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Statistics;
using BioDL.Validation;

namespace BioDL.Cli.Measuring;

/// <summary>One figure of the table: a mean over photographs of <c>test</c>, or a mean difference of two methods.</summary>
/// <param name="Set">The data set.</param>
/// <param name="Method">Who found the objects, or "… less …".</param>
/// <param name="Measure">One of <see cref="MethodScores.Measures"/>.</param>
/// <param name="Fields">Number of independent fields (photographs).</param>
/// <param name="Images">Number of images.</param>
/// <param name="Estimate">Averaged within each field, then over them.</param>
/// <param name="Low">Lower end of the 95 % interval; not a number where there are too few fields for one.</param>
/// <param name="High">Upper end.</param>
/// <param name="P">Of a difference: p of there being none; else not a number.</param>
/// <param name="Verdict">Of a difference: what it comes to on the margin; else empty.</param>
internal sealed record MeasuredFigure(
    string Set, string Method, string Measure, int Fields, int Images, double Estimate, double Low, double High, double P = double.NaN, string Verdict = "");

/// <summary>The four scores of a method on one photograph, in the order of <see cref="MethodScores.Measures"/>, each the mean over its images.</summary>
internal sealed record MeasuredField(string Set, string Method, string Field, int Images, IReadOnlyList<double> Scores);

/// <summary>How a method does on the <c>test</c> images of one set.</summary>
internal sealed class MethodScores
{
    /// <summary>The largest difference that doesn't matter; lesson 1 fixes the same.</summary>
    public const double Margin = 0.05;

    // The first is the one that pipelines are chosen by.
    private static readonly (string Name, Func<FieldScore, double> Score)[] Scored =
    [
        ("accuracy IoU 0.5 to 0.95", score => score.StrictAccuracy), ("accuracy IoU 0.5", score => score.Accuracy),
        ("F1 IoU 0.5", score => score.Match.F1), ("F1 IoU 0.5 to 0.95", score => MeanF1(score.Match.Truth, score.Match.Predicted)),
    ];

    private readonly FieldScores scores;
    private readonly double[][] values;

    private MethodScores(string set, string method, FieldScores scores)
    {
        (Set, Method, this.scores) = (set, method, scores);
        values = [.. Scored.Select(measure => scores.Select(measure.Score).ToArray())];
    }

    /// <summary>The four measures, by name.</summary>
    public static IReadOnlyList<string> Measures { get; } = [.. Scored.Select(measure => measure.Name)];

    public string Set { get; }

    public string Method { get; }

    /// <summary>The images on which the method does worst.</summary>
    public IReadOnlyList<FieldScore> Worst => [.. scores.OrderBy(score => score.StrictAccuracy).ThenBy(score => score.Field.Id, StringComparer.Ordinal)];

    /// <summary>Lets a method find the objects of each image and scores them. Shows progress; can be interrupted.</summary>
    public static MethodScores Of(string set, string method, IReadOnlyList<Sample> test, Func<Image, LabelImage> segment) =>
        new(set, method, FieldScores.Of(test, segment));

    /// <summary>Means over photographs with 95 % intervals (bootstrap over photographs).</summary>
    public IEnumerable<MeasuredFigure> Means() => Measures.Select((measure, n) =>
    {
        if (scores.IndependentFields < 2)
            return new MeasuredFigure(Set, Method, measure, scores.IndependentFields, scores.Count, values[n].Average(), double.NaN, double.NaN);
        var mean = Bootstrap.Mean(values[n], scores.Groups);
        return new MeasuredFigure(Set, Method, measure, mean.Units, scores.Count, mean.Estimate, mean.Low, mean.High);
    });

    /// <summary>How much better than another method, photograph by photograph; nothing of fewer than two photographs.</summary>
    public IEnumerable<MeasuredFigure> Less(MethodScores other) => scores.IndependentFields < 2 ? [] : Scored.Select(measure =>
    {
        var difference = FieldScores.Difference(scores, other.scores, Margin, measure.Score);
        return new MeasuredFigure(Set, $"{Method} less {other.Method}", measure.Name, difference.Fields, scores.Count, difference.Estimate,
            Finite(difference.Low), Finite(difference.High), difference.P, difference.Verdict.ToString());
    });

    /// <summary>The scores of each photograph.</summary>
    public IEnumerable<MeasuredField> Fields() => Enumerable.Range(0, scores.Count)
        .GroupBy(image => scores.Groups[image], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new MeasuredField(Set, Method, group.Key, group.Count(), [.. values.Select(measure => group.Average(image => measure[image]))]));

    /// <summary>F1 averaged over the IoU thresholds 0.5, 0.55 … 0.95, as published for the 2018 Data Science Bowl.</summary>
    internal static double MeanF1(LabelImage truth, LabelImage predicted) =>
        Enumerable.Range(0, 10).Average(step => Match.At((50 + 5 * step) / 100.0, truth, predicted).F1);

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
