using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Simulation;

public sealed class CameraTests
{
    private const int Pixels = 200 * 200;

    private static Image Light(float photons) => new(1, 200, 200, Enumerable.Repeat(photons, Pixels).ToArray());

    [Theory]
    [InlineData(0.5f)]
    [InlineData(12)]
    [InlineData(400)]
    public void Shot_noise_has_the_mean_and_the_variance_of_a_Poisson_distribution(float photons)
    {
        var (mean, variance) = Moments(new Camera { ReadNoise = 0, Gain = 1, Offset = 0, BitDepth = 16 }.Expose(Light(photons), seed: 3));

        // Standard errors: of the mean √(λ/n), of the variance √((2λ² + λ)/n). Five of them let one run in a million fail.
        Assert.InRange(mean, photons - 5 * Math.Sqrt(photons / Pixels), photons + 5 * Math.Sqrt(photons / Pixels));
        var error = 5 * Math.Sqrt((2.0 * photons * photons + photons) / Pixels);
        Assert.InRange(variance, photons - error, photons + error);
    }

    [Fact]
    public void Gain_offset_and_read_noise_enter_as_the_model_says()
    {
        var (mean, variance) = Moments(new Camera { ReadNoise = 6, Gain = 4, Offset = 100, BitDepth = 16 }.Expose(Light(50), seed: 5));

        // electrons: mean 50, variance 50 + 36; grey: mean 100 + 4 × 50, variance 16 × 86 and 1/12 for rounding
        const double expected = 16 * 86 + 1.0 / 12;
        Assert.InRange(mean, 300 - 5 * Math.Sqrt(expected / Pixels), 300 + 5 * Math.Sqrt(expected / Pixels));
        Assert.InRange(variance, expected * (1 - 5 * Math.Sqrt(2.1 / Pixels)), expected * (1 + 5 * Math.Sqrt(2.1 / Pixels)));
    }

    [Fact]
    public void Too_much_light_saturates_and_no_light_gives_the_offset()
    {
        var camera = new Camera { ReadNoise = 0, Gain = 1, Offset = 7 };

        Assert.All(camera.Expose(Light(10_000), seed: 1).Values.ToArray(), value => Assert.Equal(255, value));
        Assert.All(camera.Expose(Light(0), seed: 1).Values.ToArray(), value => Assert.Equal(7, value));
    }

    [Fact]
    public void Impossible_light_and_impossible_cameras_are_named()
    {
        var negative = Assert.Throws<ArgumentException>(() => new Camera().Expose(Light(-1), seed: 1));
        Assert.Equal("Found -1 expected photons in a pixel; a camera needs a number from 0 to 100,000,000.", negative.Message);
        var depth = Assert.Throws<ArgumentException>(() => new Camera { BitDepth = 7 }.Expose(Light(1), seed: 1));
        Assert.Equal("BitDepth is 7 bits; expected 8 to 16 bits.", depth.Message);
    }

    private static (double Mean, double Variance) Moments(Image image)
    {
        var mean = image.Values.ToArray().Average(value => (double)value);
        return (mean, image.Values.ToArray().Sum(value => (value - mean) * (value - mean)) / (Pixels - 1));
    }
}
