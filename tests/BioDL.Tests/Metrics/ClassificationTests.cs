using System.Globalization;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Metrics;

/// <summary>Scores of classes, rankings and probabilities against scikit-learn, by hand, and where classes are missing; make_scores.py made the fixture.</summary>
public class ClassificationTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Scores_of_classes_are_those_of_scikit_learn(int n)
    {
        var table = ConfusionTable.Of(Names($"classes-truth-{n}"), Names($"classes-predicted-{n}"));
        double[] ours = [table.Accuracy, table.BalancedAccuracy, table.MCC, table.CohenKappa, table.MacroPrecision, table.MacroRecall, table.MacroF1,
            .. table.PerClass.SelectMany(one => new[] { one.Precision, one.Recall, one.F1 })];
        var expected = Fixture.Array<double>("scores.npz", $"classes-{n}");
        Assert.Equal(expected.Length, ours.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], ours[i], 12);
    }

    [Fact]
    public void Worked_by_hand()
    {
        var table = ConfusionTable.Of(["a", "a", "a", "b"], ["a", "a", "b", "b"]);
        Assert.Equal((2, 1, 0, 1), (table["a", "a"], table["a", "b"], table["b", "a"], table["b", "b"]));
        Assert.Equal((3 / 4.0, (2 / 3.0 + 1) / 2), (table.Accuracy, table.BalancedAccuracy));
        // Chance (3·2 + 1·2) / 16 = 1/2.
        Assert.Equal(1 / 2.0, table.CohenKappa, 15);
        Assert.Equal("4 classified: accuracy 0.750, balanced accuracy 0.833, MCC 0.577", table.ToString());
        Assert.Contains("Always saying the most frequent class would earn an accuracy of 0.750.", table.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_neither_exists_nor_was_predicted_counts_nowhere()
    {
        var table = ConfusionTable.Of(["a", "b"], ["a", "b"], ["c", "b", "a"]);
        Assert.Equal(["c", "b", "a"], table.Classes);
        Assert.Equal((double.NaN, double.NaN, double.NaN), (table.PerClass[0].Precision, table.PerClass[0].Recall, table.PerClass[0].F1));
        Assert.Equal((1, 1, 1, 1), (table.BalancedAccuracy, table.MacroF1, table.MCC, table.CohenKappa));
    }

    [Fact]
    public void A_single_class_scores_1_when_all_are_right_and_guessing_otherwise()
    {
        var right = ConfusionTable.Of(["a"], ["a"]);
        Assert.Equal((1, 1, 1, 1), (right.Accuracy, right.BalancedAccuracy, right.MCC, right.CohenKappa));
        var wrong = ConfusionTable.Of(["a", "a"], ["a", "b"]);
        Assert.Equal((0.5, 0.5, 0, 0), (wrong.Accuracy, wrong.BalancedAccuracy, wrong.MCC, wrong.CohenKappa));
        // b was predicted but does not exist: its recall is 0 in the macro mean, and it is no class to be balanced over.
        Assert.Equal(0.25, wrong.MacroRecall);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Rankings_with_ties_are_those_of_scikit_learn(int n)
    {
        var truth = Fixture.Array<bool>("scores.npz", $"ranking-truth-{n}");
        var scores = Fixture.Array<double>("scores.npz", $"ranking-scores-{n}");
        var ranking = Ranking.Of(truth, scores);
        double[] ours = [ranking.AUC, ranking.AveragePrecision, ProbabilityScores.Brier(truth, scores), ProbabilityScores.LogLoss(truth, scores)];
        var expected = Fixture.Array<double>("scores.npz", $"ranking-{n}");
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], ours[i], 10);
        Equal(Fixture.Array<double>("scores.npz", $"roc-{n}"), ranking.Roc.SelectMany(point => new[] { point.FalsePositiveRate, point.TruePositiveRate }));
        Equal(Fixture.Array<double>("scores.npz", $"pr-{n}"), ranking.PrecisionRecall.SelectMany(point => new[] { point.Recall, point.Precision }));
        var pixels = Ranking.Of(new Mask(1, truth.Length, truth), new Image(1, 1, truth.Length, Array.ConvertAll(scores, score => (float)score)));
        Assert.Equal(ranking.AUC, pixels.AUC, 12);
    }

    [Fact]
    public void All_scores_equal_are_guessing_whatever_their_order()
    {
        var ranking = Ranking.Of([true, false, false, false], [0.5, 0.5, 0.5, 0.5]);
        Assert.Equal((0.5, 0.25, 0.25), (ranking.AUC, ranking.AveragePrecision, ranking.Prevalence));
    }

    [Fact]
    public void Classes_are_ranked_one_against_the_rest()
    {
        var rankings = Ranking.OneAgainstRest(["a", "b", "a"], new Dictionary<string, IReadOnlyList<double>> { ["a"] = [0.9, 0.2, 0.1], ["b"] = [0.1, 0.8, 0.9] });
        Assert.Equal((0.5, 0.5), (rankings["a"].AUC, rankings["b"].AUC));
        Assert.StartsWith("The class 'b' has no scores; there are scores for: a.", Assert.Throws<ArgumentException>(() =>
            Ranking.OneAgainstRest(["a", "b"], new Dictionary<string, IReadOnlyList<double>> { ["a"] = [1, 2] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probability_of_0_for_what_is_true_costs_much_but_not_everything() =>
        Assert.Equal(-Math.Log(1e-15), ProbabilityScores.LogLoss([true], [0]), 6);

    [Fact]
    public void What_has_no_answer_is_refused_with_its_position()
    {
        Says("Found 2 positives and 0 negatives; a ranking needs at least one of each.", () => Ranking.Of([true, true], [1, 2]));
        Says("The score at position 1 (counted from 0) is NaN; expected finite numbers.", () => Ranking.Of([true, false], [1, double.NaN]));
        Says("The score at position 0 (counted from 0) is Infinity; expected finite numbers.", () => ProbabilityScores.Brier([true], [double.PositiveInfinity]));
        Says("The probability at position 1 (counted from 0) is 1.5; expected 0 to 1.", () => ProbabilityScores.LogLoss([true, true], [1, 1.5]));
        Says("Found 1 truths and 2 scores; expected as many of both, at least one, in the same order.", () => Ranking.Of([true], [1, 2]));
        Says("Found 0 true and 0 predicted classes;", () => ConfusionTable.Of([], []));
        Says("Found the class 'x' at position 1 (counted from 0); expected one of: a, b.", () => ConfusionTable.Of(["a", "x"], ["a", "b"], ["a", "b"]));
        Says("The class 'a' is listed twice; expected each once.", () => ConfusionTable.Of(["a"], ["a"], ["a", "a"]));
        Says("There is no class 'z'. The classes are: a.", () => ConfusionTable.Of(["a"], ["a"])["z", "a"]);
        Says("Ranking needs finite values, but found NaN in channel 0, row 0, column 1.", () => Ranking.Of(new Mask(1, 2, [true, false]), new Image(1, 1, 2, [1, float.NaN])));
    }

    private static void Says(string message, Func<object> act) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static void Equal(double[] expected, IEnumerable<double> actual)
    {
        var ours = actual.ToArray();
        Assert.Equal(expected.Length, ours.Length);
        for (var i = 0; i < ours.Length; i++)
            Assert.Equal(expected[i], ours[i], 12);
    }

    private static string[] Names(string name) => Array.ConvertAll(Fixture.Array<int>("scores.npz", name), k => k.ToString(CultureInfo.InvariantCulture));
}
