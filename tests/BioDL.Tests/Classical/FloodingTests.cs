using BioDL.Classical;
using BioDL.Images;
using static BioDL.Classical.Thresholds;

namespace BioDL.Tests.Classical;

public class FloodingTests
{
    [Theory]
    [InlineData("distance", 4)]
    [InlineData("distance", 8)]
    [InlineData("smooth", 4)]
    [InlineData("smooth", 8)]
    [InlineData("noise", 4)]
    [InlineData("noise", 8)]
    [InlineData("ties", 4)]
    [InlineData("ties", 8)]
    public void Seeds_flood_the_landscape_as_in_scikit_image(string name, int connectivity)
    {
        var landscape = new Image(1, Scenes.Height, Scenes.Width, Scenes.Of<float>($"landscape-{name}"));
        var seeds = new LabelImage(Scenes.Height, Scenes.Width, Scenes.Of<int>($"markers-{name}"));
        var mask = new Mask(Scenes.Height, Scenes.Width, Scenes.Of<bool>($"basin-{name}"));
        var ours = landscape.Watershed(seeds, mask, (Connectivity)connectivity);
        Assert.Equal(15, ours.Count);
        Assert.InRange(Scenes.Agreement(ours, Scenes.Of<int>($"watershed{connectivity}-{name}")), 0.995, 1);
    }

    [Fact]
    public void Water_meets_on_the_ridge()
    {
        var landscape = new Image(1, 1, 7, [0, 1, 2, 9, 3, 1, 0]);
        var seeds = new LabelImage(1, 7, [5, 0, 0, 0, 0, 0, 2]);
        Assert.Equal([5, 5, 5, 5, 2, 2, 2], landscape.Watershed(seeds, Scenes.Drawn("#######")).Values.ToArray());
    }

    [Fact]
    public void Water_stays_in_the_mask_and_what_no_seed_reaches_stays_0()
    {
        var landscape = new Image(1, 2, 5);
        var seeds = new LabelImage(2, 5, [0, 1, 2, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal([1, 1, 0, 0, 0, 1, 1, 0, 0, 0], landscape.Watershed(seeds, Scenes.Drawn("##.## ##.##")).Values.ToArray());
    }

    [Theory]
    [InlineData(1, 1, 6)]
    [InlineData(3, 4, 8)]
    [InlineData(5, 5, 12)]
    public void Touching_discs_come_apart(int rows, int columns, int radius)
    {
        var mask = Scenes.TouchingDiscs(rows, columns, radius);
        Assert.Equal(1, mask.Components().Count);
        var labels = mask.Watershed();
        Assert.Equal(rows * columns, labels.Count);
        Assert.Equal(mask.Values.ToArray(), labels.Foreground().Values.ToArray());
        var disc = Math.PI * radius * radius;
        Assert.All(labels.Areas[1..].ToArray(), area => Assert.InRange(area, 0.9 * disc, 1.1 * disc));
    }

    [Fact]
    public void No_foreground_is_ever_lost_and_no_component_shares_a_label()
    {
        var random = new Random(11);
        for (var n = 0; n < 200; n++)
        {
            int height = random.Next(1, 40), width = random.Next(1, 40);
            var density = random.NextDouble();
            var values = Enumerable.Range(0, height * width).Select(_ => random.NextDouble() < density).ToArray();
            var mask = new Mask(height, width, values);
            var labels = mask.Watershed(random.Next(4), random.Next(12));
            Assert.Equal(values, labels.Foreground().Values.ToArray());
            var components = mask.Components();
            var home = new int[labels.Maximum + 1];
            for (var i = 0; i < values.Length; i++)
            {
                var label = labels.Values[i];
                home[label] = home[label] == 0 ? components.Values[i] : home[label];
                Assert.Equal(home[label], components.Values[i]);
            }
        }
    }

    [Theory]
    [InlineData(".", 0)]
    [InlineData("#", 1)]
    [InlineData("...... ......", 0)]
    [InlineData("###### ######", 1)]
    [InlineData("#..... .....#", 2)]
    public void Empty_full_and_tiny_masks_are_fine(string rows, int count) => Assert.Equal(count, Scenes.Drawn(rows).Watershed().Count);

    [Fact]
    public void The_chain_of_the_notebook_gives_the_cells()
    {
        var labels = Scenes.Cells().ToGrey().Gaussian(1.5).Threshold(Otsu).Watershed();
        Assert.InRange(labels.Count, 6, 11);
    }

    [Fact]
    public void The_pixel_size_is_kept() =>
        Assert.Equal(0.3, new Mask(2, 2, [true, true, false, true]) { PixelSize = 0.3 }.Watershed().PixelSize);

    [Fact]
    public void Sizes_that_differ_are_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Image(1, 4, 4).Watershed(new LabelImage(4, 5), new Mask(4, 4)));
        Assert.Equal("Landscape and seeds must have the same size, but one has 4 rows and 4 columns, the other 4 and 5.", fault.Message);
        fault = Assert.Throws<ArgumentException>(() => new Image(1, 4, 4).Watershed(new LabelImage(4, 4), new Mask(3, 4)));
        Assert.Equal("Landscape and mask must have the same size, but one has 4 rows and 4 columns, the other 3 and 4.", fault.Message);
    }

    [Fact]
    public void A_landscape_that_is_not_finite_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Image(1, 1, 2, [0, float.NaN]).Watershed(new LabelImage(1, 2), new Mask(1, 2)));
        Assert.Equal("Watershed needs finite values, but found NaN in channel 0, row 0, column 1. Replace such values first.", fault.Message);
    }
}
