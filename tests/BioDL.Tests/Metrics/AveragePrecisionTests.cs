using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Tests.Metrics;

public class AveragePrecisionTests
{
    [Fact]
    public void Worked_by_hand()
    {
        // Three true objects. From the surest down: found, invented, found, and the third is never found.
        // Precision 1, 1/2, 2/3 at recall 1/3, 1/3, 2/3: 1/3 · 1 + 1/3 · 2/3.
        var ap = AveragePrecision.Of([Field(Row(1, 2, 3, 0), Row(1, 3, 0, 2), (1, 0.9), (2, 0.8), (3, 0.7))]);
        Assert.Equal(1 / 3.0 + 2 / 9.0, ap.Value, 15);
        Assert.Equal([new RankingPoint(0.9, 1 / 3.0, 1), new RankingPoint(0.8, 1 / 3.0, 1 / 2.0), new RankingPoint(0.7, 2 / 3.0, 2 / 3.0)], ap.Points);
        Assert.Equal("Average precision 0.556 at IoU 0.5 (area under precision over recall, 3 levels of confidence)", ap.ToString());
    }

    [Fact]
    public void What_papers_on_nuclei_call_AP_does_not_depend_on_confidence_and_this_does()
    {
        LabelImage truth = Row(1, 2, 0), predicted = Row(1, 2, 3);
        var sure = AveragePrecision.Of([Field(truth, predicted, (1, 0.9), (2, 0.8), (3, 0.1))]);
        var mistaken = AveragePrecision.Of([Field(truth, predicted, (1, 0.5), (2, 0.4), (3, 0.9))]);
        Assert.Equal((1, 2 / 3.0), (sure.Value, mistaken.Value));
        Assert.Equal(2 / 3.0, Match.At(0.5, truth, predicted).Accuracy);
    }

    [Fact]
    public void Equal_confidences_make_one_point_whatever_their_order()
    {
        var ap = AveragePrecision.Of([Field(Row(1, 0), Row(1, 2), (1, 0.5), (2, 0.5))]);
        Assert.Equal([new RankingPoint(0.5, 1, 1 / 2.0)], ap.Points);
        Assert.Equal(1 / 2.0, ap.Value);
    }

    [Fact]
    public void Fields_are_ranked_together()
    {
        var found = Field(Row(1), Row(1), (1, 0.4));
        var invented = Field(Row(0), Row(1), (1, 0.9));
        Assert.Equal(1, AveragePrecision.Of([found]).Value);
        Assert.Equal(1 / 2.0, AveragePrecision.Of([found, invented]).Value);
    }

    [Fact]
    public void The_surer_of_two_halves_takes_the_object()
    {
        var ap = AveragePrecision.Of([Field(Row(1, 1, 1, 1), Row(1, 1, 2, 2), (1, 0.2), (2, 0.3))]);
        Assert.Equal([new RankingPoint(0.3, 1, 1), new RankingPoint(0.2, 1, 1 / 2.0)], ap.Points);
        Assert.Equal(1, ap.Value);
    }

    [Fact]
    public void Empty_images_score_1_together_and_0_alone()
    {
        Assert.Equal(1, AveragePrecision.Of([Field(Row(0), Row(0))]).Value);
        Assert.Equal(0, AveragePrecision.Of([Field(Row(1), Row(0))]).Value);
        Assert.Equal(0, AveragePrecision.Of([Field(Row(0), Row(1), (1, 0.5))]).Value);
    }

    [Fact]
    public void Missing_and_odd_confidences_are_refused()
    {
        Assert.StartsWith("Object 2 of the prediction has no confidence; expected one for each of its 2 objects.",
            Assert.Throws<ArgumentException>(() => Field(Row(1, 1), Row(1, 2), (1, 0.5))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The confidence of object 1 is NaN; expected a finite number.",
            Assert.Throws<ArgumentException>(() => Field(Row(1), Row(1), (1, double.NaN))).Message, StringComparison.Ordinal);
        Assert.StartsWith("No field was given", Assert.Throws<ArgumentException>(() => AveragePrecision.Of([])).Message, StringComparison.Ordinal);
    }

    private static ScoredObjects Field(LabelImage truth, LabelImage predicted, params (int Label, double Confidence)[] confidences) =>
        new(truth, predicted, confidences.ToDictionary(one => one.Label, one => one.Confidence));

    private static LabelImage Row(params int[] labels) => new(1, labels.Length, labels);
}
