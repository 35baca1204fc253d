using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Metrics;

/// <summary>Scores of whole objects: by hand, on shifted squares whose overlap is a formula, and as published definitions written down in make_scores.py.</summary>
public class ObjectScoresTests
{
    [Fact]
    public void SEG_and_AJI_worked_by_hand()
    {
        // Object 1 (4 px): 3 px of label 2 (3 px), IoU 3/4. Object 5 (2 px): 1 px of label 7 (2 px), IoU 1/3, just half of it. Label 9 (1 px) is invented.
        var scores = ObjectScores.Of(Row(1, 1, 1, 1, 0, 5, 5, 0, 0), Row(2, 2, 2, 0, 0, 0, 7, 7, 9));
        Assert.Equal(0.75 / 2, scores.SEG, 15);
        Assert.Equal((3 + 1) / (double)(4 + 3 + 1), scores.AJI, 15);
        Assert.Equal(1, scores.Match.TruePositives);
        Assert.Equal(1, scores.Counting.Bias);
    }

    [Fact]
    public void A_split_object_is_one_that_holds_two_predicted_ones()
    {
        var errors = SegmentationErrors.Of(Row(1, 1, 1, 1, 1, 1, 0, 4, 4), Row(1, 1, 1, 2, 2, 0, 0, 4, 4));
        Assert.Equal([1], errors.Split);
        Assert.Equal([[], [], []], new[] { errors.Merged, errors.Missed, errors.Invented });
        Assert.Equal("1 split, 0 merged, 0 missed, 0 invented", errors.ToString());
    }

    [Fact]
    public void A_merged_object_is_a_predicted_one_that_holds_two_true_ones()
    {
        var errors = SegmentationErrors.Of(Row(3, 3, 0, 8, 8, 0, 9), Row(6, 6, 6, 6, 6, 0, 0));
        Assert.Equal([6], errors.Merged);
        Assert.Equal([9], errors.Missed);
        Assert.Equal([[], []], new[] { errors.Split, errors.Invented });
    }

    [Fact]
    public void A_half_of_an_object_is_not_enough_and_dust_on_a_large_object_is_invented()
    {
        // Two of four pixels are not more than half. One pixel within six does not explain the six.
        Assert.Equal("0 split, 0 merged, 1 missed, 1 invented", SegmentationErrors.Of(Row(1, 1, 1, 1, 0, 0), Row(0, 0, 1, 1, 1, 1)).ToString());
        Assert.Equal("0 split, 0 merged, 1 missed, 1 invented", SegmentationErrors.Of(Row(1, 1, 1, 1, 1, 1), Row(0, 0, 1, 0, 0, 0)).ToString());
        // Two specks within an object that do not cover half of it are no split.
        Assert.Empty(SegmentationErrors.Of(Row(1, 1, 1, 1, 1, 1), Row(1, 0, 2, 0, 0, 0)).Split);
    }

    [Fact]
    public void SEG_AJI_and_errors_are_those_of_their_definitions()
    {
        for (var n = 0; n < 12; n++)
        {
            var scores = ObjectScores.Of(Labels($"truth-{n}"), Labels($"predicted-{n}"));
            var expected = Fixture.Array<double>("scores.npz", $"objects-{n}");
            Assert.Equal(expected[0], scores.SEG, 12);
            Assert.Equal(expected[1], scores.AJI, 12);
            Assert.Equal([.. expected[2..].Select(count => (int)count)],
                new[] { scores.Errors.Split.Count, scores.Errors.Merged.Count, scores.Errors.Missed.Count, scores.Errors.Invented.Count });
        }
    }

    [Theory]
    [InlineData(0), InlineData(2), InlineData(3), InlineData(5), InlineData(8), InlineData(16)]
    public void A_shifted_square_has_the_overlap_of_the_formula(int shift)
    {
        // A square of side a shifted by s shares (a − s) a of (a + s) a pixels.
        var iou = (16 - shift) / (16.0 + shift);
        var scores = ObjectScores.Of(Square(0), Square(shift));
        Assert.Equal(iou, scores.AJI, 12);
        Assert.Equal(shift < 8 ? iou : 0, scores.SEG, 12);
        Assert.Equal(Enumerable.Range(0, 10).Count(step => iou >= (50 + 5 * step) / 100.0) / 10.0, scores.Curve.MeanAccuracy, 12);
        Assert.Equal(iou >= 0.5 ? iou : 0, scores.PanopticQuality, 12);
    }

    [Fact]
    public void Two_empty_images_score_1_and_one_empty_image_0()
    {
        var nothing = ObjectScores.Of(Row(0, 0), Row(0, 0));
        Assert.Equal((1, 1, 1, 1), (nothing.SEG, nothing.AJI, nothing.PanopticQuality, nothing.Curve.MeanAccuracy));
        Assert.Equal(0, nothing.Counting.TotalRelative);
        foreach (var one in new[] { ObjectScores.Of(Row(0, 2), Row(0, 0)), ObjectScores.Of(Row(0, 0), Row(0, 2)) })
            Assert.Equal((0, 0, 0, 0), (one.SEG, one.AJI, one.PanopticQuality, one.Curve.MeanAccuracy));
        Assert.Equal((1, 1), (ObjectScores.Of(Row(7), Row(3)).SEG, ObjectScores.Of(Row(7), Row(3)).AJI));
    }

    [Fact]
    public void The_curve_gives_at_each_threshold_what_a_match_there_gives()
    {
        for (var n = 0; n < 12; n++)
        {
            LabelImage truth = Labels($"truth-{n}"), predicted = Labels($"predicted-{n}");
            foreach (var match in Match.Curve(truth, predicted, [0.1, 0.3, 0.5, 0.55, 0.9]))
                Assert.Equal(Match.At(match.Threshold, truth, predicted).Pairs, match.Pairs);
        }
    }

    [Theory]
    [InlineData("The threshold 0.4 follows 0.5; expected ascending thresholds. Sort them, each once.", 0.5, 0.4)]
    [InlineData("The IoU threshold is 0; it lies above 0 and is at most 1. 0.5 is customary.", 0.0)]
    [InlineData("No threshold was given; expected at least one. Leave them out for 0.50, 0.55 … 0.95.")]
    public void Thresholds_without_sense_are_refused(string message, params double[] thresholds) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => Match.Curve(Row(1), Row(1), thresholds)).Message, StringComparison.Ordinal);

    [Fact]
    public void Published_scores_of_StarDists_example_agree_with_each_other()
    {
        // Precision p and recall r fix accuracy 1 / (1/p + 1/r − 1) and F1 2 p r / (p + r): 0.956 and 0.869 were published with 0.835 and 0.910, all rounded.
        Assert.InRange(0.835, Accuracy(0.9555, 0.8685) - 0.0005, Accuracy(0.9565, 0.8695) + 0.0005);
        Assert.Equal(0.910, 2 * 0.956 * 0.869 / (0.956 + 0.869), 3);
        // 478 of 500 predicted and of 550 true objects are right.
        var match = Match.At(0.5, Row([.. Enumerable.Range(1, 550)], 22), Row([.. Enumerable.Range(1, 478)], 72, Enumerable.Range(479, 22)));
        Assert.Equal((0.956, 0.869, 0.836, 0.910), (Math.Round(match.Precision, 3), Math.Round(match.Recall, 3), Math.Round(match.Accuracy, 3), Math.Round(match.F1, 3)));
        Assert.Equal(Accuracy(match.Precision, match.Recall), match.Accuracy, 12);
        Assert.Equal(match.Recall * match.MeanMatchedIoU, match.MeanTrueIoU, 15);
        Assert.Equal(match.F1 * match.MeanMatchedIoU, match.PanopticQuality, 15);

        static double Accuracy(double precision, double recall) => 1 / (1 / precision + 1 / recall - 1);
    }

    [Fact]
    public void It_shows_itself_in_words()
    {
        var text = ObjectScores.Of(Row(1, 1, 0, 2), Row(1, 1, 0, 0)).ToMimeBundle()[MimeBundle.PlainText];
        Assert.StartsWith("2 objects in the truth, 1 predicted", text, StringComparison.Ordinal);
        Assert.Contains($"Counting error{new string(' ', 28)}−1", text, StringComparison.Ordinal);
    }

    private static LabelImage Square(int shift)
    {
        var labels = new int[40 * 40];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = i / 40 is >= 5 and < 21 && i % 40 >= 5 + shift && i % 40 < 21 + shift ? 3 : 0;
        return new LabelImage(40, 40, labels);
    }

    private static LabelImage Labels(string name) => new(64, 64, Fixture.Array<int>("metrics.npz", name));

    private static LabelImage Row(params int[] labels) => new(1, labels.Length, labels);

    private static LabelImage Row(int[] labels, int background, IEnumerable<int>? then = null) => Row([.. labels, .. new int[background], .. then ?? []]);
}
