using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Simulation;

public sealed class InstrumentTests
{
    private static Image Even(float value, int side = 100, int channels = 1) => new(channels, side, side, Enumerable.Repeat(value, channels * side * side).ToArray());

    private static double Mean(Image image) => image.Values.ToArray().Average(value => (double)value);

    private static double Deviation(Image image)
    {
        var mean = Mean(image);
        return Math.Sqrt(image.Values.ToArray().Average(value => (value - mean) * (value - mean)));
    }

    [Fact]
    public void A_gradient_rises_by_its_dial_in_its_direction_and_keeps_the_mean()
    {
        var light = new Illumination { Gradient = 0.3, Direction = 0 }.Apply(Even(100));

        Assert.Equal(70, light[50, 0], 3);
        Assert.Equal(130, light[50, 99], 3);
        Assert.Equal(light[0, 20], light[99, 20], 3);
        Assert.Equal(100, Mean(light), 3);
        var downwards = new Illumination { Gradient = 0.3, Direction = 90 }.Apply(Even(100));
        Assert.Equal(130, downwards[99, 7], 3);
    }

    [Fact]
    public void Vignetting_takes_its_share_from_the_corners_and_nothing_from_the_middle()
    {
        var light = new Illumination { Vignetting = 0.4 }.Apply(Even(10, side: 101));

        Assert.Equal(10, light[50, 50], 4);
        Assert.Equal(6, light[0, 0], 4);
        // Half way to the corner a quarter of it.
        Assert.Equal(9, light[25, 25], 4);
    }

    [Fact]
    public void Even_light_gives_back_the_image_itself()
    {
        var image = Even(3);
        Assert.Same(image, Illumination.Even.Apply(image));
        Assert.Equal("Gradient is 1.5; expected 0 to 1.", Assert.Throws<ArgumentException>(() => new Illumination { Gradient = 1.5 }.Apply(image)).Message);
        Assert.Equal(1, new Illumination { Gradient = 1, Vignetting = 1 }.Pattern(1, 1).Values[0]);
    }

    [Fact]
    public void Bleaching_halves_the_light_every_half_life_down_to_what_lasts()
    {
        var bleaching = new Bleaching { HalfLife = 4, Lasting = 0.2 };

        Assert.Equal([1, 0.6, 0.4], new[] { 0, 4, 8 }.Select(exposure => Math.Round(bleaching.Remaining(exposure), 12)));
        var series = bleaching.Expose(Even(1000), 9, new Camera { Gain = 1, Offset = 0, ReadNoise = 0, BitDepth = 16 }, seed: 3);
        Assert.Equal(9, series.Count);
        // The mean of 10,000 Poisson counts of 600 errs by 0.24.
        Assert.Equal(600, Mean(series[4]), 1.2);
        Assert.NotEqual(series[7].Values.ToArray(), series[8].Values.ToArray());
    }

    [Fact]
    public void A_camera_of_half_the_efficiency_counts_half_the_photons_and_warmth_adds_its_own()
    {
        var camera = new Camera { QuantumEfficiency = 0.5, DarkCharge = 30, Gain = 1, Offset = 100, ReadNoise = 0, BitDepth = 16 };
        var image = camera.Expose(Even(400, side: 200), seed: 2);

        // 0.5 × 400 + 30 electrons, Poisson: mean 230, variance 230, each within five standard errors.
        Assert.Equal(330, Mean(image), 5 * Math.Sqrt(230.0 / 40_000));
        Assert.Equal(230, Math.Pow(Deviation(image), 2), 5 * 230 * Math.Sqrt(2.0 / 40_000));
        Assert.Equal("QuantumEfficiency is 1.2 electrons per photon; expected 0.01 to 1 electrons per photon.",
            Assert.Throws<ArgumentException>(() => (camera with { QuantumEfficiency = 1.2 }).Expose(Even(1), 1)).Message);
    }

    [Fact]
    public void A_batch_marks_all_its_images_alike_and_another_batch_otherwise()
    {
        var batch = new BatchSignature { Seed = 5, Flicker = 0, DarkPattern = 0 };
        Image first = batch.Apply(Even(100.5f), 0), second = batch.Apply(Even(50.25f), 1), other = (batch with { Seed = 6 }).Apply(Even(100.5f), 0);

        Assert.All(first.Values.ToArray().Zip(second.Values.ToArray()), pair => Assert.Equal(pair.First, 2 * pair.Second, 3));
        Assert.NotEqual(first.Values.ToArray(), other.Values.ToArray());
        Assert.Equal(first.Values.ToArray(), batch.Apply(Even(100.5f), 0).Values.ToArray());
    }

    [Fact]
    public void Each_mark_has_the_size_of_its_dial()
    {
        var none = new BatchSignature { LampVariation = 0, Flicker = 0, Dust = 0, Sensitivity = 0, DarkPattern = 0, Cast = 0 };
        Assert.Equal(Even(80).Values.ToArray(), none.Apply(Even(80)).Values.ToArray());
        Assert.Equal(Even(160).Values.ToArray(), (none with { Lamp = 2 }).Apply(Even(80)).Values.ToArray());
        // Deviations of 10,000 pixels err by 0.7 %.
        Assert.Equal(0.05, Deviation((none with { Sensitivity = 0.05 }).Pattern(100, 100)), 0.002);
        Assert.Equal(3, Deviation((none with { DarkPattern = 3 }).Apply(Even(80.5f))), 0.12);
        var flickers = Enumerable.Range(0, 400).Select(i => (none with { Flicker = 0.1 }).Apply(Even(1.5f, side: 1), i).Values[0] / 1.5).ToArray();
        Assert.Equal(0.1, Math.Sqrt(flickers.Average(value => (value - 1) * (value - 1))), 0.02);
        var lamps = Enumerable.Range(0, 400).Select(seed => (double)(none with { LampVariation = 0.2, Seed = seed }).Pattern(1, 1).Values[0]).ToArray();
        Assert.Equal(0.2, Math.Sqrt(lamps.Average(value => (value - 1) * (value - 1))), 0.04);
    }

    [Fact]
    public void Dust_is_dark_and_a_cast_changes_channels_as_a_whole()
    {
        var none = new BatchSignature { LampVariation = 0, Flicker = 0, Dust = 0, Sensitivity = 0, DarkPattern = 0, Cast = 0 };
        var dusty = (none with { Dust = 3, DustDepth = 0.5, DustSize = 0.05 }).Pattern(100, 100).Values.ToArray();
        Assert.InRange(dusty.Min(), 0.05, 0.8);
        Assert.Equal(1, dusty.Max(), 6);

        var cast = (none with { Cast = 0.2 }).Apply(Even(100.5f, side: 10, channels: 3));
        Assert.Equal(3, Enumerable.Range(0, 3).Select(channel => cast[channel, 0, 0]).Distinct().Count());
        Assert.All(Enumerable.Range(0, 3), channel => Assert.Single(cast.Channel(channel).ToArray().Distinct()));
    }

    [Fact]
    public void Marked_grey_values_stay_whole_and_within_their_bits()
    {
        var marked = BatchSignature.Strong.Apply(Even(250), 1).Values.ToArray();
        Assert.All(marked, value => Assert.True(value == MathF.Floor(value) && value is >= 0 and <= 255));
        Assert.Equal("Dust is -1 specks; expected 0 to 1000 specks.", Assert.Throws<ArgumentException>(() => new BatchSignature { Dust = -1 }.Apply(Even(1))).Message);
    }
}
