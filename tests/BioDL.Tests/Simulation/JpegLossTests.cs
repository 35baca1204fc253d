using BioDL.Images;
using BioDL.Simulation;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Simulation;

/// <summary>The truth is what Pillow read of what Pillow had written.</summary>
public sealed class JpegLossTests
{
    private static readonly Dictionary<string, (int Channels, int Height, int Width)> Scenes = new()
    {
        ["grey"] = (1, 37, 53),
        ["colour"] = (3, 37, 53),
        ["noise"] = (3, 32, 48),
        ["edges"] = (3, 17, 9),
    };


    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(75)]
    [InlineData(92)]
    [InlineData(100)]
    public void Compression_loses_what_Pillow_loses(int quality)
    {
        foreach (var (scene, (channels, height, width)) in Scenes)
        {
            var given = new Image(channels, height, width, Fixture.Array<float>("simulation.npz", $"{scene}_given"));

            var found = Perturb.Compression(quality).Apply(given);

            Assert.Equal(Fixture.Array<float>("simulation.npz", $"{scene}_{quality}"), found.Values.ToArray());
        }
    }

    [Fact]
    public void Sixteen_bits_and_fractions_go_through_eight_bits_and_back()
    {
        var values = Enumerable.Range(0, 32 * 32).Select(i => 0.5f + 1000f + 30_000f * (i % 32) / 31).ToArray();
        var found = Perturb.Compression(100).Apply(new Image(1, 32, 32, values));

        // Half a step of 8 bits, and the same again or so for coefficients rounded to whole numbers.
        Assert.All(values.Zip(found.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2.5 * 30_000 / 255));
    }

    [Fact]
    public void A_constant_image_and_a_single_pixel_stay()
    {
        Assert.All(Perturb.Compression(5).Apply(new Image(2, 9, 9, Enumerable.Repeat(0.25f, 162).ToArray())).Values.ToArray(), value => Assert.Equal(0.25f, value));
        Assert.Equal(128, Perturb.Compression(50).Apply(new Image(1, 1, 1, [128])).Values[0]);
    }

    [Fact]
    public void Qualities_that_do_not_exist_are_refused() =>
        Assert.Equal("The strength of compression is 101 JPEG quality; expected 1 to 100 JPEG quality.", Assert.Throws<ArgumentException>(() => Perturb.Compression(101)).Message);
}
