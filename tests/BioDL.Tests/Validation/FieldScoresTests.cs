using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Statistics;
using BioDL.Validation;

namespace BioDL.Tests.Validation;

public sealed class FieldScoresTests
{
    /// <summary>Two single-pixel objects side by side, and a method that finds both, the left one only, or both as one.</summary>
    private static readonly LabelImage Two = new(1, 3, [1, 2, 0]);

    [Fact]
    public void Averages_count_every_independent_field_once()
    {
        var scores = FieldScores.Of([Field("a", "A"), Field("b", "B"), Field("c", "B"), Field("d", "B")], image => image.Provenance == "a" ? Two : new LabelImage(1, 3, [1, 0, 0]));
        Assert.Equal((4, 2), (scores.Count, scores.IndependentFields));
        Assert.Equal((1 + 0.5) / 2, scores.MeanAccuracy, 12);
        Assert.Equal((1 + 0.5) / 2, scores.MeanForegroundIoU, 12);
    }

    [Fact]
    public void Merged_objects_leave_the_foreground_perfect_while_the_count_is_wrong()
    {
        var score = FieldScores.Of([Field("a", "A")], _ => new LabelImage(1, 3, [7, 7, 0]), iou: 0.6)[0];
        Assert.Equal(1, score.ForegroundIoU);
        Assert.Equal((2, 1, 0.0), (score.Labelled, score.Counted, score.Accuracy));
        Assert.Equal([1, 2], score.Match.Missed);
        Assert.Equal([7], score.Match.Invented);
    }

    [Fact]
    public void The_table_starts_with_the_worst_image()
    {
        var text = FieldScores.Of([Field("good", "A"), Field("bad", "B")], image => image.Provenance == "good" ? Two : new LabelImage(1, 3)).ToMimeBundle()[MimeBundle.PlainText];
        Assert.StartsWith("2 images from 2 independent fields: mean accuracy 0.50, mean foreground IoU 0.50", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("bad", StringComparison.Ordinal) < text.IndexOf("good", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_worst_images_of_many_are_listed()
    {
        var scores = FieldScores.Of(Enumerable.Range(0, 30).Select(i => Field($"image-{i}", $"{i}")), image => image.Provenance == "image-7" ? new LabelImage(1, 3) : Two);
        var text = scores.ToMimeBundle()[MimeBundle.PlainText];
        Assert.Contains("The 8 worst:", text, StringComparison.Ordinal);
        Assert.Contains("image-7", text.Split('\n')[3], StringComparison.Ordinal);
        Assert.Equal(11, text.Split('\n').Length);
    }

    [Fact]
    public void Methods_are_compared_by_what_they_count()
    {
        var right = FieldScores.Of([Field("a", "A")], _ => Two);
        var none = FieldScores.Of([Field("a", "A")], _ => new LabelImage(1, 3));
        var lines = FieldScores.Compare(("right", right), ("none", none)).ToString().Split('\n');
        Assert.Equal(["right", "1", "1", "2", "2"], lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["none", "0", "0", "2", "0"], lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_interval_of_the_accuracy_is_that_of_independent_fields()
    {
        var scores = FieldScores.Of([Field("a", "A"), Field("b", "B"), Field("c", "B"), Field("d", "B")], image => image.Provenance == "a" ? Two : new LabelImage(1, 3, [1, 0, 0]));
        Assert.Equal((0.75, 0.5, 1.0, 2), (scores.MeanAccuracyInterval.Estimate, scores.MeanAccuracyInterval.Low, scores.MeanAccuracyInterval.High, scores.MeanAccuracyInterval.Units));
        Assert.Contains("Accuracy over fields, 95 % interval: 0.50 to 1.00, far too narrow of only 2", scores.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.Contains("Of one independent field there is no interval", FieldScores.Of([Field("a", "A")], _ => Two).ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_methods_are_compared_field_by_field_on_a_margin()
    {
        Sample[] fields = [.. Enumerable.Range(0, 16).Select(i => Field($"image-{i}", $"group-{i / 2}"))];
        FieldScores right = FieldScores.Of(fields, _ => Two), half = FieldScores.Of(fields, _ => new LabelImage(1, 3, [1, 0, 0]));
        var better = FieldScores.Difference(right, half, margin: 0.1);
        // Each of 8 groups differs by 0.5: of 2⁸ sign flips only one is as great, and one as small.
        Assert.Equal((0.5, 2 / 256.0, Verdict.Greater, 8), (better.Estimate, better.P, better.Verdict, better.Fields));
        Assert.Equal("Mean difference of scores 0.5 (95 % interval 0.5 to 0.5; 8 groups (16 pairs)), paired permutation test p = 0.008, margin ±0.1: better, by more than the margin.", better.ToString());
        Assert.Equal(Verdict.Less, FieldScores.Difference(half, right, 0.1).Verdict);
        Assert.EndsWith("better; whether by more than the margin is not sure.", FieldScores.Difference(right, half, 0.5).ToString(), StringComparison.Ordinal);
        var same = FieldScores.Difference(right, right, 0.1);
        Assert.Equal((0.0, 1.0, Verdict.Equivalent), (same.Estimate, same.P, same.Verdict));
        Assert.Equal(Verdict.Equivalent, FieldScores.Difference(right, half, 0.1, score => score.Labelled).Verdict);
    }

    [Fact]
    public void Of_few_fields_a_comparison_cannot_tell()
    {
        Sample[] fields = [Field("a", "A"), Field("b", "B"), Field("c", "C")];
        var result = FieldScores.Difference(FieldScores.Of(fields, _ => Two), FieldScores.Of(fields, _ => new LabelImage(1, 3)), 0.1);
        Assert.Equal(Verdict.CannotTell, result.Verdict);
        Assert.Contains("too few for a 95 % interval", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("cannot tell", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_of_other_fields_are_refused()
    {
        FieldScores a = FieldScores.Of([Field("a", "A"), Field("b", "B")], _ => Two), other = FieldScores.Of([Field("a", "A"), Field("c", "C")], _ => Two), one = FieldScores.Of([Field("a", "A")], _ => Two);
        Assert.StartsWith("At position 1 (counted from 0) a has b, b c; expected scores of the same images", Assert.Throws<ArgumentException>(() => FieldScores.Difference(a, other, 0.1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("a has 2 images, b 1;", Assert.Throws<ArgumentException>(() => FieldScores.Difference(a, one, 0.1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("groups holds 1 different group", Assert.Throws<ArgumentException>(() => FieldScores.Difference(one, one, 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldScores.Difference(a, a, -0.1));
    }

    [Fact]
    public void No_field_is_refused() => Assert.StartsWith(
        "Found no field to score", Assert.Throws<ArgumentException>(() => FieldScores.Of([], _ => Two)).Message, StringComparison.Ordinal);

    private static Sample Field(string id, string group) => new(id, group, "test", () => new Image(1, 1, 3) { Provenance = id }, () => Two);
}
