using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Metrics;

/// <summary>Pixel scores against scikit-learn, by hand, and where masks are empty; make_scores.py made the fixture.</summary>
public class PixelScoresTests
{
    [Fact]
    public void Worked_by_hand()
    {
        var scores = PixelScores.Of(Mask("##.. ...."), Mask("#.#. ...."));
        Assert.Equal(new PixelScores(1, 1, 1, 5), scores);
        Assert.Equal([1 / 2.0, 5 / 6.0, 1 / 2.0, 6 / 8.0, 1 / 3.0, 1 / 2.0],
            [scores.Sensitivity, scores.Specificity, scores.Precision, scores.Accuracy, scores.IoU, scores.Dice]);
        Assert.Equal((1 * 5 - 1) / Math.Sqrt(2 * 2 * 6 * 6), scores.MCC, 15);
        Assert.Equal("8 pixels compared: IoU 0.333, Dice 0.500, MCC 0.333", scores.ToString());
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Every_score_is_that_of_scikit_learn(int n)
    {
        var (truth, predicted) = FixtureMasks.Pair(n);
        var scores = PixelScores.Of(truth, predicted);
        double[] ours = [scores.Sensitivity, scores.Specificity, scores.Precision, scores.Accuracy, scores.BalancedAccuracy, scores.IoU, scores.Dice, scores.MCC];
        var expected = Fixture.Array<double>("scores.npz", $"pixels-{n}");
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], ours[i], 12);
        Assert.Equal(Overlap.IoU(truth, predicted), scores.IoU, 15);
        Assert.Equal(Overlap.Dice(truth, predicted), scores.Dice, 15);
    }

    [Theory]
    [InlineData("..", "..", 1)]
    [InlineData("##", "##", 1)]
    [InlineData("#", "#", 1)]
    [InlineData("..", "##", 0)]
    [InlineData("##", "..", 0)]
    [InlineData("#", ".", 0)]
    public void Without_foreground_or_background_scores_are_1_for_equal_masks_and_else_0(string truth, string predicted, double expected)
    {
        var scores = PixelScores.Of(Mask(truth), Mask(predicted));
        Assert.All([scores.Sensitivity, scores.Specificity, scores.Precision, scores.Accuracy, scores.IoU, scores.Dice, scores.MCC], score => Assert.Equal(expected, score));
    }

    [Fact]
    public void An_empty_prediction_shows_what_accuracy_hides()
    {
        var scores = PixelScores.Of(Mask("#........."), Mask(".........."));
        Assert.Equal((0.9, 0, 0, 0.5), (scores.Accuracy, scores.Dice, scores.MCC, scores.BalancedAccuracy));
    }

    [Fact]
    public void Fields_are_added_up_pixel_by_pixel()
    {
        var sum = PixelScores.Sum([new PixelScores(1, 2, 3, 4), new PixelScores(10, 20, 30, 40)]);
        Assert.Equal(new PixelScores(11, 22, 33, 44), sum);
        Assert.Equal(1, PixelScores.Sum([]).Dice);
    }

    [Fact]
    public void It_shows_itself_as_a_table_with_what_each_score_asks()
    {
        var bundle = new PixelScores(1, 1, 1, 5).ToMimeBundle();
        Assert.Contains("Dice                  0.500  The same on another scale", bundle[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.Contains("<td", bundle[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_differ_are_refused() => Assert.Equal(
        "Truth and prediction must have the same size, but one has 1 rows and 2 columns, the other 1 and 1.",
        Assert.Throws<ArgumentException>(() => PixelScores.Of(Mask("##"), Mask("#"))).Message);

    private static Mask Mask(string rows) => FixtureMasks.Drawn(rows);
}
