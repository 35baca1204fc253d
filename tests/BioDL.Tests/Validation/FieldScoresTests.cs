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
    public void No_field_is_refused() => Assert.StartsWith(
        "Found no field to score", Assert.Throws<ArgumentException>(() => FieldScores.Of([], _ => Two)).Message, StringComparison.Ordinal);

    private static Sample Field(string id, string group) => new(id, group, "test", () => new Image(1, 1, 3) { Provenance = id }, () => Two);
}
