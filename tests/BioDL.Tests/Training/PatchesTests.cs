using BioDL.Data;
using BioDL.Images;
using BioDL.Learning.Fitting;
using BioDL.Training;

namespace BioDL.Tests.Training;

public sealed class PatchesTests
{
    /// <summary>Augmentation that moves and bends, but leaves brightness alone.</summary>
    private static readonly Augmentation Geometry = Augmentation.None with { Turns = true, Warped = 0.7 };

    [Fact]
    public void Image_and_targets_move_together()
    {
        // The image is its own first target, so after any movement they must still be equal.
        var patches = new Patches([[Field(Discs(96, 80))]], new PercentileRange(0, 100)) { Size = 32, Augmentation = Geometry };
        var random = new Random(1);
        for (var n = 0; n < 50; n++)
        {
            var (image, targets) = patches.Draw(random);
            Assert.All(image.Zip(targets), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        }
    }

    [Fact]
    public void Turns_alone_leave_every_pixel_what_it_was()
    {
        var patches = new Patches([[Field(Discs(96, 80))]], new PercentileRange(0, 100)) { Size = 32, Augmentation = Geometry with { Warped = 0 } };
        var random = new Random(1);
        for (var n = 0; n < 20; n++)
            Assert.All(patches.Draw(random).Targets[..1024], value => Assert.True(value is 0 or 1, $"{value}"));
    }

    [Fact]
    public void Patches_show_the_one_object_of_a_large_empty_field()
    {
        var labels = new int[512 * 512];
        for (var i = 0; i < 25; i++)
            labels[(300 + i / 5) * 512 + 40 + i % 5] = 1;
        var patches = new Patches([[Field(new LabelImage(512, 512, labels))]], new PercentileRange(0, 100)) { Size = 64 };
        var random = new Random(1);
        var shown = Enumerable.Range(0, 100).Count(_ => patches.Draw(random).Targets[..4096].Any(value => value > 0.5));
        Assert.InRange(shown, 70, 95);
    }

    [Fact]
    public void Sets_come_up_equally_often_however_many_fields_they_have()
    {
        Sample[] many = [.. Enumerable.Range(0, 9).Select(n => Field(new LabelImage(32, 32), $"empty-{n}"))];
        var patches = new Patches([many, [Field(Full(32), "full")]]) { Size = 16, Augmentation = Augmentation.None };
        var random = new Random(1);
        var full = Enumerable.Range(0, 400).Count(_ => patches.Draw(random).Targets[0] > 0.5);
        Assert.InRange(full, 160, 240);
    }

    [Fact]
    public void A_step_has_the_same_patches_whatever_was_drawn_before()
    {
        var patches = new Patches([[Field(Discs(96, 80))]]) { Size = 32, Seed = 3 };
        var first = Numbers(patches.Batch(5, 2));
        patches.Batch(6, 2);
        Assert.Equal(first, Numbers(patches.Batch(5, 2)));
        Assert.NotEqual(first, Numbers(patches.Batch(6, 2)));
        Assert.NotEqual(first, Numbers(new Patches([[Field(Discs(96, 80))]]) { Size = 32, Seed = 4 }.Batch(5, 2)));

        static float[] Numbers(Batch batch) => batch.Inputs[""].ToArray<float>();
    }

    [Fact]
    public void Brightness_varies_and_the_targets_do_not()
    {
        var fields = new[] { Field(Discs(96, 80)) };
        var (same, varied) = (new Patches([fields]) { Size = 32, Augmentation = Augmentation.None }, new Patches([fields]) { Size = 32, Augmentation = new Augmentation { Turns = false, Warped = 0 } });
        // Without movement both draw the same place from the same seed, so only brightness can differ.
        var (plain, changed) = (same.Draw(new Random(1)), varied.Draw(new Random(1)));
        Assert.Equal(plain.Targets, changed.Targets);
        Assert.NotEqual(plain.Image, changed.Image);
    }

    [Fact]
    public void An_empty_set_is_refused() =>
        Assert.Contains("at least one field", Assert.Throws<ArgumentException>(() => new Patches([[]])).Message, StringComparison.Ordinal);

    private static Sample Field(LabelImage labels, string id = "field") => new(id, id, "train",
        () => new Image(1, labels.Height, labels.Width, Array.ConvertAll(labels.Values.ToArray(), label => label > 0 ? 1f : 0)), () => labels);

    private static LabelImage Full(int side) => new(side, side, [.. Enumerable.Repeat(1, side * side)]);

    private static LabelImage Discs(int height, int width)
    {
        var values = new int[height * width];
        for (var i = 0; i < values.Length; i++)
        {
            var (y, x) = (i / width % 20 - 10, i % width % 20 - 10);
            values[i] = y * y + x * x < 50 ? 1 + i / width / 20 * 10 + i % width / 20 : 0;
        }
        return new LabelImage(height, width, values);
    }
}
