using BioDL.Cli.Measuring;
using BioDL.Data;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Simulation;

namespace BioDL.Cli.Tests.Measuring;

public sealed class PipelineSearchTests
{
    private static readonly PipelineSearchOptions Small = new() { Draws = 24, FewImages = 4, Kept = 4, Rounds = 6, Folds = 2 };
    private static readonly FluorescenceNuclei Nuclei = FluorescenceNuclei.Crowded with { Width = 96, Height = 96 };

    [Fact]
    public void A_planted_pipeline_or_its_equal_is_found()
    {
        var planted = new ClassicalPipeline { Sigma = 2, Threshold = ThresholdRule.Otsu, Correction = 0.8, FillsHoles = true, SplitDistance = 9, MinimumArea = 40 };
        var train = Labelled(1, 8, planted.Segment);
        var choice = PipelineSearch.Choose(train, "planted", Small);
        Assert.True(choice.TrainScore > 0.95, choice.ToString());
        // Not only where it was chosen: what is left on unseen fields is less, and more than what the plain line gets.
        Assert.InRange(choice.CrossValidated, train.Average(field => Score(field, new ClassicalPipeline())), choice.TrainScore);
        Assert.InRange(Labelled(100, 6, planted.Segment).Average(field => Score(field, choice.Pipeline)), 0.85, 1);
    }

    [Fact]
    public void Where_the_ground_is_a_slope_what_evens_it_out_is_chosen()
    {
        var fields = Enumerable.Range(1, 8).Select(seed =>
        {
            var field = Nuclei.Render(seed);
            var values = field.Image.Values.ToArray();
            for (var i = 0; i < values.Length; i++)
                values[i] += 6 * (i % field.Image.Width);
            return Field($"slope-{seed}", field.Image.Like(values), field.Labels);
        }).ToArray();
        var pipeline = PipelineSearch.Choose(fields, "slope", Small).Pipeline;
        Assert.True(pipeline.Background != BackgroundMethod.None || pipeline.Threshold is ThresholdRule.Sauvola or ThresholdRule.LocalGaussian, pipeline.ToString());
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var fields = Simulated(1, 6);
        var one = PipelineSearch.Choose(fields, "one", Small with { Threads = 1 });
        Assert.Equal(one, PipelineSearch.Choose(fields, "four", Small with { Threads = 4 }));
        Assert.Equal(one, PipelineSearch.Choose(fields, "again", Small with { Threads = 1 }));
    }

    [Fact]
    public void No_choice_is_worse_where_it_was_made_than_the_plain_line()
    {
        var fields = Simulated(20, 6);
        var plain = fields.Average(field => Score(field, new ClassicalPipeline()));
        Assert.True(PipelineSearch.Choose(fields, "plain", Small).TrainScore >= plain);
    }

    [Fact]
    public void Images_of_test_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => PipelineSearch.Choose([.. Simulated(1, 2), Field("secret", new Image(1, 8, 8), new LabelImage(8, 8), "test")], "mixed", Small));
        Assert.StartsWith("secret belongs to test; a pipeline is chosen on train alone", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Found no image to choose a pipeline on", Assert.Throws<ArgumentException>(() => PipelineSearch.Choose([], "none", Small)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_test_images_change_no_choice_and_are_read_only_once_it_is_made()
    {
        var train = Simulated(1, 4);
        var chosen = PipelineSearch.Choose(train, "alone", Small);
        foreach (var seed in new[] { 50, 70 })
        {
            var test = Simulated(seed, 2, "test");
            Assert.Equal(chosen, new ClassicalYardstick(Small).Measure("dsb2018-fluo", "embedded", train, test, []).Chosen.Choice);
        }
        var unreadable = new Sample("unread", "unread", "test", () => throw new InvalidDataException("the test image was read"), () => new LabelImage(8, 8));
        using var stop = new CancellationTokenSource();
        Sample[] stopping = [.. train, new Sample("stop", "stop", "train", () => { stop.Cancel(); return train[0].Image; }, () => train[0].Labels)];
        Assert.ThrowsAny<OperationCanceledException>(() => Quiet().Show(() => new ClassicalYardstick(Small).Measure("dsb2018-fluo", "embedded", stopping, [unreadable], []), stop.Token));
    }

    [Fact]
    public void An_interruption_ends_the_search_soon()
    {
        using var stop = new CancellationTokenSource();
        var read = 0;
        Sample[] fields = [.. Enumerable.Range(0, 50).Select(n => new Sample($"{n}", $"{n}", "train", () =>
        {
            if (Interlocked.Increment(ref read) == 3)
                stop.Cancel();
            return new Image(1, 16, 16);
        }, () => new LabelImage(16, 16)))];
        Assert.ThrowsAny<OperationCanceledException>(() => Quiet().Show(() => PipelineSearch.Choose(fields, "stopped", Small), stop.Token));
        Assert.InRange(read, 3, 20);
    }

    [Fact]
    public void One_photograph_alone_allows_no_cross_validation()
    {
        var field = Simulated(1, 1)[0];
        var choice = PipelineSearch.Choose([field, new Sample("tile", field.Group, "train", () => field.Image, () => field.Labels)], "single", Small);
        Assert.Equal((0, 1, double.NaN), (choice.Folds, choice.Photographs, choice.CrossValidated));
    }

    [Fact]
    public void F1_over_ten_thresholds_is_the_mean_of_ten()
    {
        // Of 20 pixels 15 are hit, and none beside them: IoU 0.75, found at 0.5 … 0.75, which are 6 of 10 thresholds. The second object is missed: F1 2/3 where the first is found.
        var truth = new LabelImage(2, 40, [.. Enumerable.Range(0, 80).Select(i => i < 20 ? 1 : i >= 60 ? 2 : 0)]);
        var found = new LabelImage(2, 40, [.. Enumerable.Range(0, 80).Select(i => i < 15 ? 1 : 0)]);
        Assert.Equal(0.4, MethodScores.MeanF1(truth, found), 1e-12);
    }

    private static double Score(Sample field, ClassicalPipeline pipeline) => Match.MeanAccuracy(field.Labels, pipeline.Segment(field.Image));

    private static Screen Quiet() => new(TextWriter.Null, TextWriter.Null, isTerminal: false);

    private static Sample[] Labelled(int seed, int count, Func<Image, LabelImage> label) =>
        [.. Enumerable.Range(seed, count).Select(n => Nuclei.Render(n).Image).Select((image, n) => Field($"planted-{seed + n}", image, label(image)))];

    private static Sample[] Simulated(int seed, int count, string split = "train") =>
        [.. Enumerable.Range(seed, count).Select(n => Nuclei.Render(n)).Select(field => Field($"field-{field.Seed}", field.Image, field.Labels, split))];

    private static Sample Field(string id, Image image, LabelImage labels, string split = "train") => new(id, id, split, () => image, () => labels);
}
