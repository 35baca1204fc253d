using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Simulation;

public sealed class PerturbationsTests
{
    private static readonly SimulatedField Field = FluorescenceNuclei.Default.Render(3);

    private static readonly Image Tissue = StainedTissue.Default.Render(3).Image;

    public static TheoryData<int> All => [.. Enumerable.Range(0, Perturbations.All.Count)];

    private static Image Even(float value, int side = 100) => new(1, side, side, Enumerable.Repeat(value, side * side).ToArray()) { PixelSize = 0.5 };

    [Theory]
    [MemberData(nameof(All))]
    public void Each_kind_changes_nothing_at_its_neutral_strength_and_something_at_every_other(int number)
    {
        var kind = Perturbations.All[number];
        Assert.Equal(kind.Neutral, kind.Strength);
        Assert.Equal(kind.Neutral, kind.Ladder[0]);
        Assert.Same(Tissue, kind.Apply(Tissue));
        Assert.Equal(kind.Ladder.Count, kind.Ladder.Distinct().Count());
        foreach (var strength in kind.Ladder.Skip(1))
        {
            var changed = kind.At(strength).Apply(Tissue, seed: 2);

            Assert.False(changed.Values.SequenceEqual(Tissue.Values), $"{kind.At(strength)}");
            Assert.True(changed.Values.SequenceEqual(kind.At(strength).Apply(Tissue, seed: 2).Values));
            Assert.All(changed.Values.ToArray(), value => Assert.True(value == MathF.Floor(value) && value is >= 0 and <= 255));
            Assert.Equal(Tissue.Channels, changed.Channels);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_kind_survives_one_pixel_constant_images_and_numbers_that_are_not_grey_values(int number)
    {
        var kind = Perturbations.All[number].At(Perturbations.All[number].Ladder[^1]);
        foreach (var image in new[] { new Image(3, 1, 1, [3, 4, 5]), new Image(3, 9, 7), new Image(3, 20, 20, [.. Enumerable.Range(0, 1200).Select(i => i / 7f - 3)]) })
            Assert.All(kind.Apply(new Image(3, image.Height, image.Width, image.Values.ToArray()) { PixelSize = 1 }).Values.ToArray(), value => Assert.True(float.IsFinite(value), $"{kind}"));
        Assert.Throws<ArgumentException>(() => kind.Apply(new Image(3, 1, 1, [1, float.NaN, 1]) { PixelSize = 1 }));
        Assert.StartsWith($"The strength of {kind.Name} is ", Assert.Throws<ArgumentException>(() => kind.At(double.NaN)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_change_of_scale_changes_labels()
    {
        foreach (var kind in Perturbations.For(Field.Image))
        {
            var (image, labels) = kind.At(kind.Ladder[2 % kind.Ladder.Count]).Apply(Field.Image, Field.Labels);
            Assert.Equal((image.Height, image.Width), (labels.Height, labels.Width));
            Assert.Equal(kind.Name != "scale", ReferenceEquals(labels, Field.Labels));
        }
        var (half, halfLabels) = Perturb.Scale(0.5).Apply(Field.Image, Field.Labels);
        Assert.Equal((128, 1.3), (half.Width, half.PixelSize!.Value));
        Assert.Equal(Field.Labels[101, 61], halfLabels[50, 30]);
    }

    [Fact]
    public void Each_image_gets_the_kinds_that_suit_it()
    {
        string[] Names(Image image) => [.. Perturbations.For(image).Select(kind => kind.Name)];
        Assert.Contains("defocus", Names(Field.Image));
        Assert.DoesNotContain("blur", Names(Field.Image));
        Assert.DoesNotContain("stain", Names(Field.Image));
        Assert.Contains("blur", Names(new Image(3, 4, 4)));
        Assert.Contains("stain", Names(new Image(3, 4, 4)));
        Assert.Throws<InvalidOperationException>(() => Perturb.Defocus(3).Apply(new Image(1, 9, 9)));
        Assert.Throws<ArgumentException>(() => Perturb.Stain(0.2).Apply(Field.Image));
        Assert.Equal("defocus 4 µm", Perturb.Defocus(4).ToString());
        Assert.Equal("photons: none", Perturb.Photons(double.PositiveInfinity).ToString());
    }

    [Fact]
    public void A_point_out_of_focus_is_a_disc_of_the_radius_of_the_cone()
    {
        var values = new float[101 * 101];
        values[50 * 101 + 50] = 1000.5f;
        var seen = Perturb.Defocus(10, new Optics { NumericalAperture = 0.6 }).Apply(new Image(1, 101, 101, values) { PixelSize = 0.5 });

        // tan(arcsin 0.6) = 0.75: 7.5 µm are 15 pixels, and π 15² pixels share the light evenly.
        Assert.Equal(1000.5 / (Math.PI * 225), seen[50, 50], 0.01);
        Assert.Equal(seen[50, 50], seen[50, 64], 4);
        Assert.Equal(0, seen[50, 66], 6);
        Assert.Equal(1000.5, seen.Values.ToArray().Sum(value => (double)value), 2);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(500)]
    public void Less_light_keeps_the_mean_and_its_variance_is_that_of_photons(double photons)
    {
        var seen = Perturb.Photons(photons).Apply(Even(100.5f), seed: 6).Values.ToArray();
        var mean = seen.Average(value => (double)value);
        var relative = seen.Average(value => (value - mean) * (value - mean)) / (mean * mean);

        Assert.Equal(100.5, mean, 5 * 100.5 / Math.Sqrt(photons * seen.Length));
        Assert.Equal(1 / photons, relative, 5 / photons * Math.Sqrt(2.2 / seen.Length));
    }

    [Fact]
    public void Patches_are_removed_in_the_exact_share_and_more_of_them_hold_the_first()
    {
        var image = new Image(1, 64, 64, [.. Enumerable.Range(0, 4096).Select(i => 1f + i)]);
        Image few = Perturb.RemovePatches(8, 0.25).Apply(image, 3), many = Perturb.RemovePatches(8, 0.5).Apply(image, 3);
        int[] Gone(Image changed) => [.. Enumerable.Range(0, 4096).Where(i => changed.Values[i] != image.Values[i])];

        // The median itself stands in one of the pixels and cannot be told.
        Assert.InRange(Gone(few).Length, 16 * 64 - 1, 16 * 64);
        Assert.InRange(Gone(many).Length, 32 * 64 - 1, 32 * 64);
        Assert.Subset(Gone(many).ToHashSet(), Gone(few).ToHashSet());
        Assert.Single(Gone(few).Select(i => few.Values[i]).Distinct());
    }

    [Fact]
    public void Brightness_contrast_gamma_and_inversion_are_what_they_say()
    {
        var image = new Image(1, 1, 4, [0, 51, 102, 255]);
        Assert.Equal([0, 102, 204, 255], Perturb.Brightness(2).Apply(image).Values.ToArray());
        Assert.Equal([51, 77, 102, 179], Perturb.Contrast(0.5).Apply(image).Values.ToArray());
        Assert.Equal([0, 10, 41, 255], Perturb.Gamma(2).Apply(image).Values.ToArray());
        Assert.Equal([255, 204, 153, 0], Perturb.Invert().Apply(image).Values.ToArray());
        Assert.Equal([0.5f, 0.25f], Perturb.Invert().Apply(new Image(1, 1, 2, [0.25f, 0.5f])).Values.ToArray());
        Assert.Equal(65535 - 300, Perturb.Invert().Apply(new Image(1, 1, 2, [300, 0])).Values[0]);
    }

    [Fact]
    public void A_gradient_turns_with_the_seed_and_grows_with_its_strength()
    {
        float[] light = Perturb.Gradient(0.4).Apply(Even(100.5f), 1).Values.ToArray(), other = Perturb.Gradient(0.4).Apply(Even(100.5f), 2).Values.ToArray();
        Assert.Equal(0.6 * 100.5, light.Min(), 0.01);
        Assert.Equal(1.4 * 100.5, light.Max(), 0.01);
        Assert.NotEqual(light, other);
    }

    [Fact]
    public void Stains_are_multiplied_in_optical_density()
    {
        // Pure hematoxylin of amount 0.5: OD (0.65, 0.70, 0.29) / 0.9985 × 0.5, then twice as much of it.
        double[] colour = [0.65 / 0.99850, 0.70 / 0.99850, 0.29 / 0.99850];
        float[] Glass(double amount) => [.. colour.Select(density => (float)(255.5 * Math.Pow(10, -amount * density)))];
        var pixel = new Image(3, 1, 1, Glass(0.5));

        var stronger = new StainChange { First = 2, Second = 0.3, Glass = 255.5 }.Apply(pixel);
        Assert.All(stronger.Values.ToArray().Zip(Glass(1)), pair => Assert.Equal(pair.Second, pair.First, 0.2));
        var eosinOnly = new StainChange { Second = 3, Glass = 255.5 }.Apply(pixel);
        Assert.All(eosinOnly.Values.ToArray().Zip(Glass(0.5)), pair => Assert.Equal(pair.Second, pair.First, 0.2));
        Assert.Same(pixel, new StainChange { Glass = 200 }.Apply(pixel));
    }

    [Fact]
    public void A_turned_hue_keeps_glass_as_it_is()
    {
        var glass = new StainChange { Hue = 25, First = 1.5 }.Apply(new Image(3, 1, 1, [255, 255, 255]));
        Assert.Equal([255, 255, 255], glass.Values.ToArray());
        var purple = new Image(3, 1, 1, [120.5f, 110, 190]);
        var turned = new StainChange { Hue = 15 }.Apply(purple);
        Assert.NotEqual(purple.Values.ToArray(), turned.Values.ToArray());
        Assert.Equal("Hue is 90 degrees; expected -60 to 60 degrees.", Assert.Throws<ArgumentException>(() => new StainChange { Hue = 90 }.Apply(purple)).Message);
        Assert.StartsWith("Found 3 stains (hematoxylin",
            Assert.Throws<ArgumentException>(() => new StainChange { Stains = Stains.HematoxylinEosinDab }.Apply(purple)).Message, StringComparison.Ordinal);
        Assert.NotEqual(StainChange.Draw(0.3, 1), StainChange.Draw(0.3, 2));
        Assert.Equal(new StainChange(), StainChange.Draw(0, 5));
    }
}
