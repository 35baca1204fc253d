using BioDL.Classical;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Simulation;
using BioDL.Training;

namespace BioDL.Tests.Training;

public sealed class ObjectTargetsTests
{
    [Fact]
    public void Depth_rises_from_the_outline_of_each_object_to_1_in_its_middle()
    {
        // Two objects that touch: five columns, then one of three.
        var labels = Drawn(
            "..........",
            ".11111222.",
            ".11111222.",
            ".11111222.",
            ".11111....",
            ".11111....",
            "..........");
        var targets = ObjectTargets.Of(labels);
        Assert.Equal((2, 7, 10), (targets.Channels, targets.Height, targets.Width));
        Assert.Equal(25 + 9, targets.Channel(0).ToArray().Sum());
        Assert.Equal([0, 1 / 3f, 2 / 3f, 1, 2 / 3f, 1 / 3f], Row(targets, 3)[..6]);
        Assert.Equal([0.5f, 1, 0.5f, 0], Row(targets, 2)[6..]);
        Assert.Equal(1 / 3f, targets[1, 1, 3]);
        Assert.Equal(0, targets[1, 0, 3]);
    }

    [Fact]
    public void Where_the_image_cuts_an_object_the_cut_is_no_outline()
    {
        var targets = ObjectTargets.Of(Drawn("11...", "11...", "11...", "11..."));
        Assert.Equal([1, 0.5f, 0, 0, 0], Row(targets, 0));
        Assert.Equal([1, 0.5f, 0, 0, 0], Row(targets, 3));
    }

    [Fact]
    public void An_image_full_of_one_object_and_one_without_any_have_targets_too()
    {
        Assert.Equal(1, ObjectTargets.Of(Drawn("111", "111", "111"))[1, 1, 1]);
        Assert.All(ObjectTargets.Of(new LabelImage(4, 4)).Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void From_perfect_predictions_the_separation_makes_the_objects_again(int seed)
    {
        var labels = FluorescenceNuclei.Crowded.Render(seed).Labels;
        var found = new ObjectSeparation().Apply(ObjectTargets.Of(labels));
        Assert.InRange(Match.At(0.5, labels.RemoveSmall(20), found).Accuracy, 0.95, 1);
    }

    [Fact]
    public void Objects_without_a_deep_part_stay_and_small_ones_go()
    {
        var foreground = new float[100];
        for (var i = 0; i < 30; i++)
            foreground[i] = 1;
        foreground[99] = 1;
        var found = new ObjectSeparation { MinimumArea = 5 }.Apply(new Image(2, 10, 10, [.. foreground, .. new float[100]]));
        Assert.Equal(1, found.Count);
        Assert.Equal(30, found.Areas[1]);
    }

    [Fact]
    public void A_prediction_of_another_number_of_channels_is_refused() =>
        Assert.Contains("has 1", Assert.Throws<ArgumentException>(() => new ObjectSeparation().Apply(new Image(1, 4, 4))).Message, StringComparison.Ordinal);

    private static float[] Row(Image image, int row) => [.. Enumerable.Range(0, image.Width).Select(column => image[1, row, column])];

    private static LabelImage Drawn(params string[] rows) =>
        new(rows.Length, rows[0].Length, [.. string.Concat(rows).Select(pixel => pixel == '.' ? 0 : pixel - '0')]);
}
