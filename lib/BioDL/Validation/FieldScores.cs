using System.Collections;
using System.Globalization;
using BioDL.Data;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Statistics;

namespace BioDL.Validation;

/// <summary>
/// The scores of one method on many labelled fields: <c>var scores = FieldScores.Of(nuclei.Test, Segment);</c>. Averages count every
/// independent field (group) once, since tiles of one photograph are no independent evidence.
/// </summary>
public sealed class FieldScores : IReadOnlyList<FieldScore>, IDisplayable
{
    private const int RowsShown = 8;

    private readonly IReadOnlyList<FieldScore> scores;

    private FieldScores(IReadOnlyList<FieldScore> scores) => this.scores = scores;

    /// <summary>Number of images.</summary>
    public int Count => scores.Count;

    /// <summary>Number of independent fields that the images were cut from: the n of a statistic.</summary>
    public int IndependentFields => ByGroup(score => score.Accuracy).Count;

    /// <summary>Mean accuracy, 0 to 1: averaged within each independent field, then over them.</summary>
    public double MeanAccuracy => ByGroup(score => score.Accuracy).Values.Average();

    /// <summary>The mean accuracy with its 95 % interval: the BCa bootstrap over independent fields.</summary>
    /// <exception cref="ArgumentException">There is only one independent field.</exception>
    public Interval MeanAccuracyInterval => Bootstrap.Mean(Accuracies, Groups);

    /// <summary>Mean foreground IoU, 0 to 1: averaged within each independent field, then over them.</summary>
    public double MeanForegroundIoU => ByGroup(score => score.ForegroundIoU).Values.Average();

    /// <summary>The accuracy of each image, 0 to 1, in the order in which they were given.</summary>
    public IReadOnlyList<double> Accuracies => [.. scores.Select(score => score.Accuracy)];

    /// <summary>The independent field (group) of each image, in the order in which they were given.</summary>
    public IReadOnlyList<string> Groups => [.. scores.Select(score => score.Field.Group)];

    /// <summary>The foreground IoU of each image, 0 to 1, in the order in which they were given.</summary>
    public IReadOnlyList<double> ForegroundIoUs => [.. scores.Select(score => score.ForegroundIoU)];

    /// <summary>Objects that people drew, over all images.</summary>
    public int Labelled => scores.Sum(score => score.Labelled);

    /// <summary>Objects that the method counted, right or wrong, over all images.</summary>
    public int Counted => scores.Sum(score => score.Counted);

    /// <summary>The images, worst accuracy first.</summary>
    public IReadOnlyList<FieldScore> WorstFirst => [.. scores.OrderBy(score => score.Accuracy).ThenBy(score => score.Field.Id, StringComparer.Ordinal)];

    /// <summary>The score of one image, in the order in which they were given.</summary>
    public FieldScore this[int index] => scores[index];

    /// <summary>Runs a method on each field and compares what it finds with the labels. Shows progress; can be interrupted.</summary>
    /// <param name="fields">Labelled fields, at least one.</param>
    /// <param name="segment">The method: from an image to its objects.</param>
    /// <param name="iou">The smallest IoU at which an object counts as found.</param>
    /// <exception cref="ArgumentException">There is no field.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public static FieldScores Of(IEnumerable<Sample> fields, Func<Image, LabelImage> segment, double iou = 0.5)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(segment);
        Sample[] all = [.. fields];
        return all.Length > 0
            ? new FieldScores([.. Progress.Over(all, "Scoring").Select(field => new FieldScore(field, segment(field.Image), iou))])
            : throw new ArgumentException("Found no field to score; expected at least one. Does the selection before it leave any?", nameof(fields));
    }

    /// <summary>Several methods side by side, scored on the same fields.</summary>
    public static Table Compare(params IEnumerable<(string Method, FieldScores Scores)> methods) => Table.Of(methods,
        ("Method", row => row.Method), ("Mean accuracy", row => row.Scores.MeanAccuracy),
        ("Mean foreground IoU", row => row.Scores.MeanForegroundIoU), ("Labelled", row => row.Scores.Labelled), ("Counted", row => row.Scores.Counted));

    /// <summary>How much better one method is than another on the same fields, over independent fields: <c>FieldScores.Difference(unet, otsu, margin: 0.05)</c>.</summary>
    /// <param name="a">The one method's scores.</param>
    /// <param name="b">The other's, on the same images in the same order.</param>
    /// <param name="margin">The largest difference that doesn't matter, above 0: fix it before you look.</param>
    /// <param name="score">Which score; the accuracy when none is named.</param>
    /// <exception cref="ArgumentException">The images differ, or come from only one independent field.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0.</exception>
    public static ScoreDifference Difference(FieldScores a, FieldScores b, double margin, Func<FieldScore, double>? score = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        score ??= one => one.Accuracy;
        var differing = a.Zip(b).Select((pair, n) => (pair.First.Field, Second: pair.Second.Field, Position: n))
            .FirstOrDefault(pair => (pair.Field.Id, pair.Field.Group) != (pair.Second.Id, pair.Second.Group));
        if (differing.Field is not null)
            throw new ArgumentException($"At position {differing.Position} (counted from 0) a has {differing.Field.Id}, b {differing.Second.Id}; expected scores of the same images in the same order.", nameof(b));
        return a.Count == b.Count
            ? ScoreDifference.Of([.. a.Select(score)], [.. b.Select(score)], a.Groups, margin)
            : throw new ArgumentException($"a has {a.Count} images, b {b.Count}; expected scores of the same images in the same order.", nameof(b));
    }

    /// <summary>The worst images, with found, missed and invented objects outlined.</summary>
    /// <param name="count">How many, at least 1.</param>
    public Panels ShowWorst(int count = 3) => Panels.Of(WorstFirst.Take(count).Select(score => score.Show()));

    /// <summary>A score for each independent field: the mean over its images.</summary>
    public IReadOnlyDictionary<string, double> ByGroup(Func<FieldScore, double> score) => scores
        .GroupBy(item => item.Field.Group, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Average(score), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerator<FieldScore> GetEnumerator() => scores.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The averages in one sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Count} images from {IndependentFields} independent fields: mean accuracy {MeanAccuracy:0.00}, mean foreground IoU {MeanForegroundIoU:0.00}");

    /// <summary>The averages, and how sure the accuracy is, above a table of the worst images.</summary>
    public MimeBundle ToMimeBundle() => Table.Of(WorstFirst.Take(RowsShown),
        ("Image", score => score.Field.Id), ("Labelled", score => score.Labelled), ("Counted", score => score.Counted),
        ("Accuracy", score => score.Accuracy), ("Foreground IoU", score => score.ForegroundIoU)).Titled(Count <= RowsShown ? Heading : $"{Heading}. The {RowsShown} worst:").ToMimeBundle();

    private string Heading => IndependentFields < 2 ? $"{this}. Of one independent field there is no interval" : string.Create(CultureInfo.InvariantCulture,
        $"{this}. Accuracy over fields, 95 % interval: {MeanAccuracyInterval.Low:0.00} to {MeanAccuracyInterval.High:0.00}{(IndependentFields < 6 ? $", far too narrow of only {IndependentFields}" : "")}");
}
