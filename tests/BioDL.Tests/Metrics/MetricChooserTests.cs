using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Tests.Metrics;

public class MetricChooserTests
{
    [Theory]
    [InlineData(MetricGoal.Count, "F1 at IoU 0.5", "IoU or Dice of the foreground")]
    [InlineData(MetricGoal.Outline, "Panoptic quality", "IoU or Dice of the foreground")]
    [InlineData(MetricGoal.Area, "Dice or IoU of the foreground", "Pixel accuracy")]
    [InlineData(MetricGoal.Classify, "Balanced accuracy", "Accuracy")]
    [InlineData(MetricGoal.Restore, "What you will measure from the image", "PSNR alone")]
    public void Each_kind_of_question_has_its_score(MetricGoal goal, string use, string avoid)
    {
        var choice = MetricChooser.Ask(new MetricTask { Goal = goal });
        Assert.Equal(use, choice.Use[0].Metric);
        Assert.Contains(avoid, choice.Avoid.Select(one => one.Metric));
    }

    [Fact]
    public void No_answer_recommends_what_it_advises_against_and_every_advice_has_a_reason()
    {
        for (var answers = 0; answers < 1 << 8; answers++)
        {
            foreach (var goal in Enum.GetValues<MetricGoal>())
            {
                var choice = MetricChooser.Ask(new MetricTask
                {
                    Goal = goal,
                    Touching = Says(0),
                    Small = Says(1),
                    OutlinesMatter = Says(2),
                    LabelsAreUncertain = Says(3),
                    ClassesBalanced = Says(4),
                    HasConfidences = Says(5),
                    HasTrueImage = Says(6),
                    BrightnessIsArbitrary = Says(7),
                });
                Assert.Empty(choice.Use.Select(one => one.Metric).Intersect(choice.Avoid.Select(one => one.Metric)));
                Assert.NotEmpty(choice.Use);
                Assert.NotEmpty(choice.Avoid);
                Assert.All(choice.Use, one => Assert.True(one.Why.Length > 20 && one.Call.Length > 0, one.Metric));
                Assert.All(choice.Avoid, one => Assert.True(one.Why.Length > 20, one.Metric));
            }

            bool Says(int question) => (answers >> question & 1) == 1;
        }
    }

    [Fact]
    public void Answers_change_the_advice()
    {
        Assert.StartsWith("F1 at a low IoU", Ask(new MetricTask { Goal = MetricGoal.Count, Small = true }).Use[0].Metric, StringComparison.Ordinal);
        Assert.Equal("Accuracy", Ask(new MetricTask { Goal = MetricGoal.Classify, ClassesBalanced = true }).Use[0].Metric);
        Assert.Contains("Average precision", Ask(new MetricTask { Goal = MetricGoal.Count, HasConfidences = true }).Use.Select(one => one.Metric));
        Assert.Contains("Average precision", Ask(new MetricTask { Goal = MetricGoal.Count }).Avoid.Select(one => one.Metric));
        Assert.Equal("Resolution-scaled error and its map", Ask(new MetricTask { Goal = MetricGoal.Restore, HasTrueImage = false }).Use[0].Metric);
    }

    [Fact]
    public void The_example_in_the_advice_on_small_objects_is_right()
    {
        static LabelImage Square(int at) => new(10, 10, [.. Enumerable.Range(0, 100).Select(i => i / 10 >= at && i / 10 < at + 5 && i % 10 >= at && i % 10 < at + 5 ? 1 : 0)]);
        Assert.Equal(16 / 34.0, Match.At(0.1, Square(1), Square(2)).MeanMatchedIoU, 15);
        Assert.Contains("0.47 (16/34)", Ask(new MetricTask { Goal = MetricGoal.Count, Small = true }).Use[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void It_shows_what_to_use_and_what_not_with_the_source()
    {
        var text = Ask(new MetricTask { Goal = MetricGoal.Outline }).ToMimeBundle()[MimeBundle.PlainText];
        Assert.Contains("compare by  Panoptic quality", text, StringComparison.Ordinal);
        Assert.Contains("not by", text, StringComparison.Ordinal);
        Assert.Contains("Nat. Methods 21:195", text, StringComparison.Ordinal);
        Assert.StartsWith("The goal is 9; there are Count, Outline, Area, Classify, Restore.",
            Assert.Throws<ArgumentException>(() => Ask(new MetricTask { Goal = (MetricGoal)9 })).Message, StringComparison.Ordinal);
    }

    private static MetricChoice Ask(MetricTask task) => MetricChooser.Ask(task);
}
