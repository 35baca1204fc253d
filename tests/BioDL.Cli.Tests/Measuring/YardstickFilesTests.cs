using System.Globalization;
using BioDL.Cli.Measuring;
using BioDL.Data;
using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Cli.Tests.Measuring;

/// <summary>The tables that are kept, and those that the command writes.</summary>
public sealed class YardstickFilesTests : IDisposable
{
    private const double Digits = 2e-6;

    private static readonly string Kept = Workplace.Find(null, AppContext.BaseDirectory).Measured;
    private static readonly string[] Methods = [ClassicalYardstick.BestName, ClassicalYardstick.LineName, .. ClassicalYardstick.Networks];
    private static readonly string[] Differences =
        [$"{ClassicalYardstick.BestName} less {ClassicalYardstick.LineName}", .. ClassicalYardstick.Networks.Select(network => $"{network} less {ClassicalYardstick.BestName}")];

    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void The_kept_figures_name_every_set_method_and_measure_once_with_the_fields_of_test()
    {
        var figures = Read(Kept, YardstickFiles.Figures);
        var expected = from set in ClassicalYardstick.Sets from method in Methods.Concat(Differences) from measure in MethodScores.Measures select (set, method, measure);
        Assert.Equal(expected, figures.Select(row => (row["set"], row["method"], row["measure"])));
        foreach (var row in figures)
        {
            var test = DatasetManifest.Of(row["set"]).ReadFiles().Where(file => file.Split == "test").ToArray();
            Assert.Equal($"{test.Select(file => file.Group).Distinct().Count()}", row["fields"]);
            Assert.Equal($"{test.Select(file => file.Sample).Distinct().Count()}", row["images"]);
            if (row["low"].Length > 0)
                Assert.InRange(Number(row["estimate"]), Number(row["low"]), Number(row["high"]));
        }
    }

    [Fact]
    public void The_kept_means_and_differences_are_those_of_the_kept_fields()
    {
        var fields = Read(Kept, YardstickFiles.Fields).ToLookup(row => (row["set"], row["method"]));
        foreach (var row in Read(Kept, YardstickFiles.Figures))
        {
            double[] Of(string method) => [.. fields[(row["set"], method)].Select(field => Number(field[row["measure"]]))];
            var parts = row["method"].Split(" less ");
            var values = parts is [var a, var b] ? Of(a).Zip(Of(b), (one, other) => one - other) : Of(parts[0]);
            Assert.Equal(values.Average(), Number(row["estimate"]), Digits);
        }
    }

    [Fact]
    public void The_kept_settings_are_pipelines_with_the_test_score_of_the_figures()
    {
        var settings = Read(Kept, YardstickFiles.Settings);
        Assert.Equal(ClassicalYardstick.Sets, settings.Select(row => row["set"]));
        foreach (var row in settings)
        {
            Assert.Equal("real", row["data"]);
            Assert.Equal(row["pipeline"], ClassicalPipeline.Parse(row["settings"]).ToString());
            Assert.Equal(Number(row["cross-validated score"]) - Number(row["test score"]), Number(row["gap"]), Digits);
            var figure = Read(Kept, YardstickFiles.Figures).First(figure => figure["set"] == row["set"]);
            Assert.Equal((ClassicalYardstick.BestName, figure["estimate"]), (figure["method"], row["test score"]));
        }
    }

    [Fact]
    public void What_is_written_is_read_back_and_leaves_no_unfinished_file()
    {
        Sample Field(int seed, string split)
        {
            var field = (FluorescenceNuclei.Default with { Width = 80, Height = 80 }).Render(seed);
            return new Sample($"{seed}", $"{seed}", split, () => field.Image, () => field.Labels);
        }
        var found = new ClassicalYardstick(PipelineSearchOptions.Quick).Measure(
            "dsb2018-fluo", "embedded", [Field(1, "train"), Field(2, "train")], [Field(3, "test"), Field(4, "test")], [("nothing", image => new LabelImage(image.Height, image.Width))]);
        YardstickFiles.Write(root.Path, [found]);
        YardstickFiles.Write(root.Path, [found]);
        Assert.Equal([YardstickFiles.Fields, YardstickFiles.Figures, YardstickFiles.Settings], Directory.GetFiles(root.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(found.Chosen.Choice.Pipeline, ClassicalPipeline.Parse(Assert.Single(Read(root.Path, YardstickFiles.Settings))["settings"]));
        Assert.Equal(5 * 4, Read(root.Path, YardstickFiles.Figures).Count);
        Assert.All(Read(root.Path, YardstickFiles.Fields).Where(row => row["method"] == "nothing"), row => Assert.Equal("0.000000", row["F1 IoU 0.5"]));
    }

    [RealImagesFact]
    public void The_chosen_pipeline_scores_as_kept_on_the_smallest_set()
    {
        var set = ClassicalYardstick.Sets[1];
        var pipeline = ClassicalPipeline.Parse(Read(Kept, YardstickFiles.Settings).Single(row => row["set"] == set)["settings"]);
        var test = Dataset.Open(set, "real").Test;
        AsKept(MethodScores.Of(set, ClassicalYardstick.BestName, test, pipeline.Segment).Means());
        AsKept(MethodScores.Of(set, ClassicalYardstick.LineName, test, ClassicalYardstick.OneLine).Means());
    }

    [RealImagesFact]
    [Trait("Tier", "long")]
    public void All_figures_come_out_as_kept_when_everything_is_chosen_and_measured_anew()
    {
        var yardstick = new ClassicalYardstick(new PipelineSearchOptions());
        foreach (var row in Read(Kept, YardstickFiles.Settings))
        {
            var found = yardstick.Measure(row["set"], "real");
            Assert.Equal(row["settings"], found.Chosen.Choice.Pipeline.ToSettings());
            AsKept(found.Figures);
        }
    }

    /// <summary>Networks differ a little between processors: a pixel here and there.</summary>
    private static void AsKept(IEnumerable<MeasuredFigure> figures)
    {
        var kept = Read(Kept, YardstickFiles.Figures).ToDictionary(row => (row["set"], row["method"], row["measure"]), row => Number(row["estimate"]));
        Assert.All(figures, figure => Assert.Equal(kept[(figure.Set, figure.Method, figure.Measure)], figure.Estimate, 0.002));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<Dictionary<string, string>> Read(string folder, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, name));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
