using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;
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
    public void No_field_is_refused() => Assert.StartsWith(
        "Found no field to score", Assert.Throws<ArgumentException>(() => FieldScores.Of([], _ => Two)).Message, StringComparison.Ordinal);

    private static Sample Field(string id, string group) => new(id, group, "test", () => new Image(1, 1, 3) { Provenance = id }, () => Two);
}
