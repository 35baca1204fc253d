using BioDL.Classical;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Simulation;
using BioDL.Tests.Fixtures;
using static BioDL.Classical.Thresholds;

namespace BioDL.Tests.Images.Colour;

public class StainEstimateTests
{
    private static readonly double[] Backgrounds = [240, 245, 235];

    [Fact]
    public void A_mixture_gives_the_directions_that_NumPy_finds()
    {
        var expected = Fixture.Array<double>("stains.npz", "estimate");
        var estimate = Stains.Estimate(new Image(3, 60, 50, SeparationTests.Of("mixture")), [240, 240, 240]);
        double[] ours = [estimate.First.Red, estimate.First.Green, estimate.First.Blue, estimate.Second.Red, estimate.Second.Green, estimate.Second.Blue,
            estimate.Strength, estimate.Absorbing];
        Assert.All(ours.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        Assert.True(estimate.AreDistinct);
    }

    [Theory]
    [InlineData(0.65, 0.70, 0.29, 0.07, 0.99, 0.11)]
    [InlineData(0.644211, 0.716556, 0.266844, 0.092789, 0.954111, 0.283111)]
    [InlineData(0.65, 0.70, 0.29, 0.27, 0.57, 0.78)]
    public void Stains_that_were_mixed_are_found_within_three_degrees(double r1, double g1, double b1, double r2, double g2, double b2)
    {
        Stain first = new("first", r1, g1, b1), second = new("second", r2, g2, b2);
        var estimate = Stains.Estimate(Noisy(first, second, 0.5));
        Assert.InRange(estimate.First.AngleTo(first), 0, 3);
        Assert.InRange(estimate.Second.AngleTo(second), 0, 3);
        Assert.True(estimate.AreDistinct);
        Assert.StartsWith("Two stains: first (0.6", estimate.ToString(), StringComparison.Ordinal);
        Assert.Equal(["first", "second", "residual"], estimate.Stains.Names);
        Assert.All(estimate.Backgrounds.Zip(Backgrounds), pair => Assert.InRange(pair.First, 0.98 * pair.Second, 1.02 * pair.Second));
    }

    [Fact]
    public void One_dye_is_not_taken_for_two()
    {
        var estimate = Stains.Estimate(Noisy(Stain.Hematoxylin, Stain.Eosin, 0));
        Assert.False(estimate.AreDistinct);
        Assert.InRange(estimate.Strength, 0, 0.05);
        var fault = Assert.Throws<InvalidOperationException>(() => estimate.Stains);
        Assert.InRange(estimate.Dye.AngleTo(Stain.Hematoxylin), 0, 1);
        Assert.StartsWith("No two distinct stains, rather one, dye (0.6", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Separating them would split one dye in two.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("image.Separate(new Stains(estimate.Dye), estimate.Backgrounds)[\"dye\"]", fault.Message, StringComparison.Ordinal);
        Assert.InRange(estimate.First.AngleTo(Stain.Hematoxylin) + estimate.Second.AngleTo(Stain.Hematoxylin), 0, 12);
    }

    [Fact]
    public void Simulated_tissue_of_two_dyes_is_told_from_tissue_of_one()
    {
        var two = StainedTissue.Default.Render(seed: 3);
        var estimate = Stains.Estimate(two.Image);
        Assert.True(estimate.AreDistinct);
        Assert.InRange(estimate.First.AngleTo(Stain.Hematoxylin), 0, 3);
        // Its tissue holds some hematoxylin everywhere, so that no pixel shows eosin alone.
        Assert.InRange(estimate.Second.AngleTo(Stain.Eosin), 0, 8);
        Assert.False(Stains.Estimate(StainedTissue.SingleDye.Render(seed: 3).Image).AreDistinct);
    }

    [Fact]
    public void The_nuclei_that_grey_values_hide_stand_out_in_the_hematoxylin()
    {
        var field = StainedTissue.Default.Render(seed: 3);
        var grey = field.Image.ToGrey();
        var hematoxylin = field.Image.Separate(Stains.HematoxylinEosin, field.Image.EstimateBackground())["hematoxylin"];
        Assert.InRange(Accuracy(hematoxylin), 0.7, 1);
        Assert.InRange(Accuracy(grey.Like(Array.ConvertAll(grey.Values.ToArray(), value => -value))), 0, 0.2);

        double Accuracy(Image nuclei) =>
            Match.At(0.5, field.Labels, nuclei.Gaussian(1).Threshold(Otsu).FillHoles().Watershed(minimumDistance: 8).RemoveSmall(40)).Accuracy;
    }

    [Fact]
    public void Large_images_are_sampled_and_give_the_same()
    {
        var tile = Noisy(Stain.Hematoxylin, Stain.Eosin, 0.5);
        var (height, width) = (11 * tile.Height, 10 * tile.Width);
        var large = new Image(3, height, width, [.. Enumerable.Range(0, 3 * height * width)
            .Select(i => tile[i / (height * width), i % (height * width) / width % tile.Height, i % width % tile.Width])]);
        var (one, other) = (Stains.Estimate(tile), Stains.Estimate(large));
        Assert.InRange(one.First.AngleTo(other.First), 0, 1.5);
        Assert.InRange(one.Second.AngleTo(other.Second), 0, 1.5);
    }

    [Fact]
    public void Images_without_stain_are_refused()
    {
        var white = new Image(3, 20, 20, [.. Enumerable.Repeat(250f, 1200)]);
        Assert.StartsWith("0 of 400 pixels absorb light by an optical density of 0.15 or more; 100 are the least to estimate stains from.",
            Assert.Throws<ArgumentException>(() => Stains.Estimate(white)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The brightest pixels have the colour 0, 0, 0;",
            Assert.Throws<ArgumentException>(() => Stains.Estimate(new Image(3, 20, 20))).Message, StringComparison.Ordinal);
        Assert.False(Stains.Estimate(new Image(3, 20, 20), [255, 255, 255]).AreDistinct);
        Assert.StartsWith("Estimate needs red, green and blue, but this image has 1 channel.",
            Assert.Throws<ArgumentException>(() => Stains.Estimate(new Image(1, 20, 20))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Estimate needs finite values, but found NaN in channel 0, row 0, column 0.",
            Assert.Throws<ArgumentException>(() => Stains.Estimate(new Image(3, 1, 1, [float.NaN, 1, 1]))).Message, StringComparison.Ordinal);
    }

    /// <summary>Half of the pixels hold the first stain, a share the second, 5 % are glass; camera noise of one grey level.</summary>
    private static Image Noisy(Stain first, Stain second, double share)
    {
        const int Height = 90, Width = 110;
        var random = new Random(8);
        var amounts = new float[2 * Height * Width];
        for (var i = 0; i < Height * Width; i++)
        {
            if (i % 20 == 0)
                continue;
            amounts[i] = random.NextDouble() < 0.5 ? (float)(0.2 + random.NextDouble()) : 0;
            amounts[Height * Width + i] = random.NextDouble() < share ? (float)(0.2 + 0.6 * random.NextDouble()) : 0;
        }
        var clean = SeparationTests.Mix(first, second, amounts, Height, Width, Backgrounds);
        return new Image(3, Height, Width, [.. clean.Values.ToArray().Select(value => MathF.Round(value + (float)(2 * random.NextDouble() - 1)))]);
    }
}
