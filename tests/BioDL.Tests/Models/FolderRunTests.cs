using BioDL.Images;
using BioDL.Learning;
using BioDL.Learning.Graphs;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class FolderRunTests : IDisposable
{
    private readonly TemporaryFolder images = new();
    private readonly TemporaryFolder results = new();
    private readonly OnnxModel network = SmallModels.Of(("Identity", ["x"], "y", new Attributes()));
    private int runs;

    public FolderRunTests()
    {
        Directory.CreateDirectory(Path.Combine(images.Path, "plate 1"));
        Save("b.png", 1);
        Save("plate 1/a.png", 2);
    }

    [Fact]
    public void Every_image_gets_a_result_beneath_its_own_folder()
    {
        var report = Run();
        Assert.Equal([("b.png", FolderOutcome.Done), ("plate 1/a.png", FolderOutcome.Done)], report.Select(entry => (entry.Image, entry.Outcome)));
        Assert.Equal(Image.Read(Path.Combine(images.Path, "plate 1", "a.png")).Values.ToArray(), Image.Read(Path.Combine(results.Path, "plate 1", "a.png.answer.tif")).Values.ToArray());
        Assert.DoesNotContain(Directory.EnumerateFiles(results.Path, "*", SearchOption.AllDirectories), path => path.Contains("unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_there_is_kept_and_what_changed_is_done_again()
    {
        Run();
        Assert.Equal(2, runs);
        Assert.All(Run(), entry => Assert.Equal(FolderOutcome.Kept, entry.Outcome));
        Assert.Equal(2, runs);
        Save("b.png", 7);
        Assert.Equal([FolderOutcome.Done, FolderOutcome.Kept], Run().Select(entry => entry.Outcome));
        File.Delete(Path.Combine(results.Path, "plate 1", "a.png.answer.tif"));
        Assert.Equal([FolderOutcome.Kept, FolderOutcome.Done], Run().Select(entry => entry.Outcome));
        Assert.All(Run(new FolderOptions { Predict = new PredictOptions { Tile = 64 } }), entry => Assert.Equal(FolderOutcome.Done, entry.Outcome));
        Assert.All(Run(new FolderOptions { Predict = new PredictOptions { Tile = 64 } }, model: "another"), entry => Assert.Equal(FolderOutcome.Done, entry.Outcome));
    }

    [Fact]
    public void A_broken_image_is_reported_and_does_not_stop_the_others()
    {
        File.WriteAllText(Path.Combine(images.Path, "a.png"), "no image");
        var report = Run();
        Assert.Equal([FolderOutcome.Failed, FolderOutcome.Done, FolderOutcome.Done], report.Select(entry => entry.Outcome));
        Assert.Contains("a.png", Assert.Single(report.Failed).Image, StringComparison.Ordinal);
        Assert.Contains("2 predicted, 0 kept from before, 1 failed\na.png: ", report.ToString(), StringComparison.Ordinal);
        // It is tried again.
        Assert.Equal([FolderOutcome.Failed, FolderOutcome.Kept, FolderOutcome.Kept], Run().Select(entry => entry.Outcome));
    }

    [Fact]
    public void After_an_interruption_it_goes_on_where_it_stopped()
    {
        Assert.Throws<OperationCanceledException>(() => Run(stopAfter: 1));
        Assert.Equal([FolderOutcome.Kept, FolderOutcome.Done], Run().Select(entry => entry.Outcome));
    }

    [Fact]
    public void A_record_that_a_crash_cut_off_counts_for_nothing_and_spoils_nothing()
    {
        Run();
        var ledger = Path.Combine(results.Path, "predictions.csv");
        File.WriteAllText(ledger, File.ReadAllText(ledger)[..^20]);
        Assert.Equal([FolderOutcome.Kept, FolderOutcome.Done], Run().Select(entry => entry.Outcome));
        Assert.Equal([FolderOutcome.Kept, FolderOutcome.Kept], Run().Select(entry => entry.Outcome));
    }

    [Fact]
    public void Objects_are_written_when_wanted()
    {
        var rule = new ThresholdRule { Channel = "answer", Level = 50, Part = false, MinimumArea = 1 };
        Run(new FolderOptions { Objects = true, Rule = rule });
        var found = Image.Read(Path.Combine(results.Path, "b.png.labels.tif"));
        Assert.Equal(new ModelRunner(SmallModels.Description(), network).Segment(Image.Read(Path.Combine(images.Path, "b.png")), rule).Values.ToArray().Select(label => (float)label), found.Values.ToArray());
    }

    [Fact]
    public void Folders_without_images_or_sense_are_refused()
    {
        Assert.Contains("There is no folder", Assert.Throws<DirectoryNotFoundException>(() => Run(from: Path.Combine(images.Path, "nowhere"))).Message, StringComparison.Ordinal);
        Assert.Contains("Name another folder for the results", Assert.Throws<ArgumentException>(() => Run(from: results.Path)).Message, StringComparison.Ordinal);
        using var empty = new TemporaryFolder();
        Assert.Contains("holds no image", Assert.Throws<ArgumentException>(() => Run(from: empty.Path)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        network.Dispose();
        images.Dispose();
        results.Dispose();
    }

    private FolderReport Run(FolderOptions? options = null, string model = "model", int stopAfter = int.MaxValue, string? from = null)
    {
        var runner = new ModelRunner(SmallModels.Description(), network);
        var done = 0;
        return new FolderRun(runner.Description, model, (image, how) =>
        {
            if (done++ == stopAfter)
                throw new OperationCanceledException();
            runs++;
            return runner.Predict(image, how);
        }, options ?? new FolderOptions()).Run(from ?? images.Path, results.Path);
    }

    private void Save(string name, int seed)
    {
        var noise = SmallModels.Noise(12, 15, seed);
        noise.Like(Array.ConvertAll(noise.Values.ToArray(), MathF.Floor)).Save(Path.Combine(images.Path, name));
    }
}
