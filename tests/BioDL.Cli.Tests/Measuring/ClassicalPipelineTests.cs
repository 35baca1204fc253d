using BioDL.Classical;
using BioDL.Cli.Measuring;
using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Cli.Tests.Measuring;

public sealed class ClassicalPipelineTests
{
    public static TheoryData<string> Steps =>
        [.. Enumerable.Range(0, PipelineSpace.Count).SelectMany(step => PipelineSpace.Alternatives(new ClassicalPipeline().Normalised(), step)).Select(pipeline => pipeline.ToSettings())];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Unless_told_otherwise_a_pipeline_is_the_one_line_of_lesson_1(int seed)
    {
        var image = FluorescenceNuclei.Crowded.Render(seed).Image;
        var found = new ClassicalPipeline().Segment(image);
        Assert.Equal(image.Gaussian(1).Threshold(Thresholds.Otsu).Watershed().RemoveSmall(20).Renumber().Values, found.Values);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_value_of_every_step_copes_with_images_that_show_nothing(string settings)
    {
        var pipeline = ClassicalPipeline.Parse(settings);
        Assert.Equal(0, pipeline.Segment(new Image(1, 1, 1)).Count);
        Assert.Equal(0, pipeline.Segment(new Image(1, 40, 30, [.. Enumerable.Repeat(7f, 1200)])).Count);
    }

    [Fact]
    public void Touching_objects_are_told_apart_by_shape_or_by_brightness_or_not_at_all()
    {
        // Two cones 20 pixels apart, whose feet merge at half height: one part of two lobes, dark between them.
        var image = Drawn(50, 60, (y, x) => (float)Math.Max(0, 100 - 6 * Math.Min(Math.Sqrt((y - 25) * (y - 25) + (x - 20) * (x - 20)), Math.Sqrt((y - 25) * (y - 25) + (x - 40) * (x - 40)))));
        var plain = new ClassicalPipeline { Sigma = 0, Correction = 0.5 };
        Assert.Equal(1, (plain with { Split = SplitMethod.None }).Segment(image).Count);
        Assert.Equal(2, (plain with { Split = SplitMethod.Distance }).Segment(image).Count);
        Assert.Equal(2, (plain with { Split = SplitMethod.Height, SplitHeight = 0.5 }).Segment(image).Count);
        Assert.Equal(2, (plain with { Split = SplitMethod.Brightness }).Segment(image).Count);
        Assert.Equal(1, (plain with { Split = SplitMethod.Brightness, SplitDistance = 32 }).Segment(image).Count);
    }

    [Theory]
    [InlineData(nameof(BackgroundMethod.RollingBall))]
    [InlineData(nameof(BackgroundMethod.TopHat))]
    [InlineData(nameof(BackgroundMethod.Gaussian))]
    public void Squares_on_a_steep_slope_are_found_once_the_background_is_taken_away(string method)
    {
        var slope = Squares(slope: 1);
        Assert.NotEqual(9, new ClassicalPipeline().Segment(slope).Count);
        Assert.Equal(9, new ClassicalPipeline { Background = Enum.Parse<BackgroundMethod>(method), BackgroundSize = 15, SplitDistance = 9 }.Segment(slope).Count);
    }

    [Fact]
    public void The_correction_counts_from_the_darkest_pixel()
    {
        var image = Squares(slope: 0);
        Assert.Equal(9, new ClassicalPipeline { Correction = 0.5 }.Segment(image).Count);
        var level = Thresholds.Otsu(image.Gaussian(1));
        var expected = image.Gaussian(1).Threshold(10 + 1.3 * (level - 10)).Watershed().RemoveSmall(20).Renumber();
        Assert.Equal(expected.Values, new ClassicalPipeline { Correction = 1.3 }.Segment(image).Values);
    }

    [Fact]
    public void Holes_specks_and_outlines_are_handled_as_told()
    {
        // A ring of 15 × 15 with a hole of 5 × 5, and a speck of 2 × 2.
        var image = Drawn(40, 40, (y, x) => (y is >= 5 and < 20 && x is >= 5 and < 20 && !(y is >= 10 and < 15 && x is >= 10 and < 15)) || (y is >= 30 and < 32 && x is >= 30 and < 32) ? 100 : 0);
        var plain = new ClassicalPipeline { Sigma = 0, Split = SplitMethod.None, MinimumArea = 1 };
        Assert.Equal([1396, 200, 4], plain.Segment(image).Areas);
        Assert.Equal([1371, 225, 4], (plain with { FillsHoles = true }).Segment(image).Areas);
        Assert.Equal(1, (plain with { MinimumArea = 5 }).Segment(image).Count);
        Assert.Equal(225 + 4 * 15, (plain with { FillsHoles = true, MinimumArea = 5, Expansion = 1 }).Segment(image).Areas[1]);
        Assert.Equal(1, (plain with { Opening = 2 }).Segment(image).Count);
    }

    [Fact]
    public void What_plays_no_part_makes_no_other_pipeline()
    {
        var plain = new ClassicalPipeline();
        Assert.Equal(plain.Normalised(), (plain with { Window = 51, BackgroundSize = 40, SplitHeight = 2 }).Normalised());
        Assert.NotEqual(plain.Normalised(), (plain with { SplitDistance = 7 }).Normalised());
        Assert.DoesNotContain(plain.Normalised(), PipelineSpace.Alternatives(plain.Normalised(), 0));
    }

    [Fact]
    public void Pipelines_that_share_their_first_steps_find_what_each_finds_alone()
    {
        var image = (FluorescenceNuclei.Crowded with { Width = 80, Height = 70 }).Render(4).Image;
        var shared = new SharedSteps(image);
        foreach (var pipeline in Enumerable.Range(0, PipelineSpace.Count).SelectMany(step => PipelineSpace.Alternatives(new ClassicalPipeline().Normalised(), step)))
            Assert.Equal(pipeline.Segment(image).Values, shared.Segment(pipeline).Values);
    }

    [Fact]
    public void Settings_are_read_back_as_they_were_written()
    {
        var random = new Random(3);
        foreach (var pipeline in Enumerable.Range(0, 50).Select(_ => PipelineSpace.Draw(random)))
            Assert.Equal(pipeline, ClassicalPipeline.Parse(pipeline.ToSettings()));
        Assert.StartsWith("Found the setting 'Sgima=1'; expected", Assert.Throws<FormatException>(() => ClassicalPipeline.Parse("Sgima=1")).Message, StringComparison.Ordinal);
    }

    private static Image Squares(float slope) =>
        Drawn(100, 100, (y, x) => 10 + slope * x + (y % 33 is >= 12 and < 22 && x % 33 is >= 12 and < 22 && y < 99 && x < 99 ? 50 : 0));

    private static Image Drawn(int height, int width, Func<int, int, float> value) =>
        new(1, height, width, [.. Enumerable.Range(0, height * width).Select(i => value(i / width, i % width))]);
}
