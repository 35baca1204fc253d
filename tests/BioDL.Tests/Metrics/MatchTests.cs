using BioDL.Images;
using BioDL.Metrics;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Metrics;

public class MatchTests
{
    [Fact]
    public void Worked_by_hand()
    {
        // Object 1: 3 of 4 pixels, IoU 3/4. Object 5: 1 of 2 pixels plus one elsewhere, IoU 1/3. Object 9 is invented.
        var match = Match.At(0.5, Row(1, 1, 1, 1, 0, 5, 5, 0, 0), Row(2, 2, 2, 0, 0, 0, 7, 7, 9));
        Assert.Equal((1, 2, 1), (match.TruePositives, match.FalsePositives, match.FalseNegatives));
        Assert.Equal([new MatchedPair(1, 2, 0.75)], match.Pairs);
        Assert.Equal(1 / 4.0, match.Accuracy);
        Assert.Equal(1 / 3.0, match.Precision);
        Assert.Equal(1 / 2.0, match.Recall);
        Assert.Equal(2 / 5.0, match.F1);
        Assert.Equal(0.75, match.MeanMatchedIoU);
        Assert.Equal(0.75 / (1 + 1 + 0.5), match.PanopticQuality, 15);
        Assert.Equal("At IoU 0.5: 1 found, 1 missed, 2 invented; accuracy 0.250, F1 0.400", match.ToString());
    }

    [Fact]
    public void An_IoU_of_just_the_threshold_is_enough()
    {
        Assert.Equal(1, Match.At(0.75, Row(1, 1, 1, 1), Row(2, 2, 2, 0)).TruePositives);
        Assert.Equal(1, Match.At(0.6, Row(1, 1, 1, 1, 1), Row(2, 2, 2, 0, 0)).TruePositives);
        Assert.Equal(0, Match.At(0.7501, Row(1, 1, 1, 1), Row(2, 2, 2, 0)).TruePositives);
    }

    [Fact]
    public void Below_a_half_the_best_pair_is_given_up_where_that_saves_another()
    {
        // IoU: (1,1) 4/8, (1,2) 3/10, (2,1) 2/11. Taking the best pair first leaves 2 with nothing; the other two make two pairs.
        var truth = Row(1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0);
        var predicted = Row(1, 1, 1, 1, 2, 2, 2, 1, 1, 0, 0, 0, 0, 0, 2, 2, 2);
        var match = Match.At(0.15, truth, predicted);
        Assert.Equal([new MatchedPair(1, 2, 3 / 10.0), new MatchedPair(2, 1, 2 / 11.0)], match.Pairs);
    }

    [Fact]
    public void Each_object_belongs_to_one_pair_even_when_two_halves_reach_the_threshold()
    {
        var match = Match.At(0.5, Row(1, 1, 1, 1), Row(2, 2, 3, 3));
        Assert.Equal((1, 1, 0), (match.TruePositives, match.FalsePositives, match.FalseNegatives));
    }

    [Fact]
    public void Two_empty_images_score_1()
    {
        var match = Match.At(0.5, Row(0, 0), Row(0, 0));
        Assert.Equal([1, 1, 1, 1, 1, 1], Scores(match));
        Assert.Equal(1, Match.MeanAccuracy(Row(0, 0), Row(0, 0)));
    }

    [Fact]
    public void One_empty_image_scores_0_whichever_it_is()
    {
        Assert.Equal([0, 0, 0, 0, 0, 0], Scores(Match.At(0.5, Row(0, 1), Row(0, 0))));
        Assert.Equal([0, 0, 0, 0, 0, 0], Scores(Match.At(0.5, Row(0, 0), Row(0, 1))));
        Assert.Equal(0, Match.MeanAccuracy(Row(0, 1), Row(0, 0)));
    }

    [Fact]
    public void Equal_images_score_1_whatever_the_numbers()
    {
        Assert.Equal([1, 1, 1, 1, 1, 1], Scores(Match.At(1, Row(1, 1, 0, 3), Row(40, 40, 0, 2))));
        Assert.Equal(1, Match.MeanAccuracy(Row(1, 1, 0, 3), Row(40, 40, 0, 2)));
    }

    [Fact]
    public void The_mean_accuracy_is_that_over_ten_thresholds()
    {
        // IoU 3/4 reaches 0.50, 0.55 … 0.75: six of the ten.
        Assert.Equal(0.6, Match.MeanAccuracy(Row(1, 1, 1, 1), Row(2, 2, 2, 0)), 15);
        // IoU 3/5 = 0.60 reaches three.
        Assert.Equal(0.3, Match.MeanAccuracy(Row(1, 1, 1, 1, 1), Row(2, 2, 2, 0, 0)), 15);
    }

    [Fact]
    public void Pairs_and_their_sum_are_those_of_scipy()
    {
        var thresholds = Fixture.Array<double>("metrics.npz", "thresholds");
        for (var n = 0; n < 12; n++)
        {
            var truth = new LabelImage(64, 64, Fixture.Array<int>("metrics.npz", $"truth-{n}"));
            var predicted = new LabelImage(64, 64, Fixture.Array<int>("metrics.npz", $"predicted-{n}"));
            var scores = Fixture.Array<double>("metrics.npz", $"scores-{n}");
            for (var t = 0; t < thresholds.Length; t++)
            {
                var match = Match.At(thresholds[t], truth, predicted);
                Assert.Equal(scores[4 * t], match.TruePositives);
                Assert.Equal(scores[4 * t + 1], match.TruePositives + match.FalseNegatives);
                Assert.Equal(scores[4 * t + 2], match.TruePositives + match.FalsePositives);
                Assert.Equal(scores[4 * t + 3], match.Pairs.Sum(pair => pair.IoU), 9);
            }
        }
    }

    [Fact]
    public void Small_cases_agree_with_trying_every_assignment()
    {
        var random = new Random(8);
        for (var n = 0; n < 2_000; n++)
        {
            var length = random.Next(1, 20);
            var truth = Row([.. Enumerable.Range(0, length).Select(_ => random.Next(6))]);
            var predicted = Row([.. Enumerable.Range(0, length).Select(_ => random.Next(6))]);
            var threshold = 0.05 + 0.6 * random.NextDouble();
            var match = Match.At(threshold, truth, predicted);
            var (count, sum) = Best(IoUs(truth, predicted), threshold, 1, []);
            Assert.Equal(count, match.TruePositives);
            Assert.Equal(sum, match.Pairs.Sum(pair => pair.IoU), 9);
            Assert.Equal(match.Pairs.Count, match.Pairs.Select(pair => pair.Truth).Distinct().Count());
            Assert.Equal(match.Pairs.Count, match.Pairs.Select(pair => pair.Predicted).Distinct().Count());
        }
    }

    [Fact]
    public void Two_thousand_objects_in_one_tangle_take_no_time()
    {
        // Every object overlaps the two opposite ones by the same third: one component of 4,000 objects.
        var truth = Row([.. Enumerable.Range(0, 4_000).Select(i => i / 2 + 1)]);
        var predicted = Row([.. Enumerable.Range(0, 4_000).Select(i => (i + 1) / 2 + 1)]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(2_000, Match.At(0.3, truth, predicted).TruePositives);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_threshold_without_sense_is_refused(double threshold)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Match.At(threshold, Row(1), Row(1)));
        Assert.StartsWith(FormattableString.Invariant($"The IoU threshold is {threshold}; it lies above 0 and is at most 1. 0.5 is customary."), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_differ_are_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => Match.At(0.5, Row(1, 1), Row(1)));
        Assert.Equal("Truth and prediction must have the same size, but one has 1 rows and 2 columns, the other 1 and 1.", fault.Message);
    }

    private static LabelImage Row(params int[] labels) => new(1, labels.Length, labels);

    private static double[] Scores(Match match) =>
        [match.Accuracy, match.Precision, match.Recall, match.F1, match.PanopticQuality, match.MeanMatchedIoU];

    private static double[,] IoUs(LabelImage truth, LabelImage predicted)
    {
        int[] first = truth.Values.ToArray(), second = predicted.Values.ToArray();
        var table = new double[6, 6];
        for (var t = 1; t < 6; t++)
        {
            for (var p = 1; p < 6; p++)
            {
                var both = first.Zip(second).Count(pair => pair.First == t && pair.Second == p);
                var any = first.Zip(second).Count(pair => pair.First == t || pair.Second == p);
                table[t, p] = any == 0 ? 0 : (double)both / any;
            }
        }
        return table;
    }

    private static (int Count, double Sum) Best(double[,] table, double threshold, int truth, int[] used)
    {
        if (truth == 6)
            return (0, 0);
        var best = Best(table, threshold, truth + 1, used);
        for (var predicted = 1; predicted < 6; predicted++)
        {
            if (table[truth, predicted] < threshold || used.Contains(predicted))
                continue;
            var (count, sum) = Best(table, threshold, truth + 1, [.. used, predicted]);
            if ((count + 1, sum + table[truth, predicted]).CompareTo(best) > 0)
                best = (count + 1, sum + table[truth, predicted]);
        }
        return best;
    }
}
