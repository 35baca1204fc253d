using BioDL.Classical;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

public sealed class PixelFeaturesTests
{
    [Theory]
    [InlineData("cells", 33, 29, new[] { 0.7, 1, 1.6, 3.5, 5, 10 })]
    [InlineData("noise", 21, 18, new[] { 0.3, 2.2 })]
    [InlineData("tiny", 2, 3, new double[] { 1, 10 })]
    [InlineData("one", 1, 1, new[] { 1.6, 5 })]
    public void Every_feature_agrees_with_SciPy(string scene, int height, int width, double[] scales)
    {
        var image = new Image(1, height, width, Fixture.Array<float>("pixel_features.npz", scene));
        var expected = Fixture.Array<float>("pixel_features.npz", scene + "-features");
        var features = new PixelFeatures { Scales = scales };
        var actual = features.Of(image);
        var names = features.Names(1);
        Assert.Equal(names.Count, actual.Channels);
        for (var feature = 0; feature < actual.Channels; feature++)
        {
            var ours = actual.Channel(feature);
            var theirs = expected.AsSpan(feature * ours.Length, ours.Length);
            var largest = Math.Max(1, image.Values.ToArray().Max(Math.Abs));
            for (var i = 0; i < ours.Length; i++)
                Assert.True(Math.Abs(ours[i] - theirs[i]) <= 3e-6f * largest * Math.Max(1, names[feature].StartsWith("Structure", StringComparison.Ordinal) ? largest / 3 : 1),
                    $"{names[feature]}, pixel {i}: SciPy {theirs[i]}, ours {ours[i]}");
        }
    }

    [Fact]
    public void Tiles_do_not_show_no_matter_where_they_lie()
    {
        var random = new Random(4);
        const int Height = 300, Width = 1100;
        var image = new Image(1, Height, Width, [.. Enumerable.Range(0, Height * Width).Select(_ => random.NextSingle() * 200)]);
        var features = new PixelFeatures { Scales = [1, 10] };
        var whole = features.Of(image);
        // The same pixels in another place: tiles fall elsewhere. What lies as far from its edges as the filters reach must be the same to the last bit.
        const int Top = 70, Left = 333, Reach = 60;
        var part = features.Of(image.Crop(new Region(Left, Top, 700, 220)));
        for (var feature = 0; feature < whole.Channels; feature++)
        {
            for (var y = Reach; y < part.Height - Reach; y++)
            {
                for (var x = Reach; x < part.Width - Reach; x++)
                    Assert.Equal(whole[feature, Top + y, Left + x], part[feature, y, x]);
            }
        }
    }

    [Fact]
    public void Features_of_a_constant_image_are_the_same_at_every_pixel()
    {
        var values = new float[150 * 600];
        Array.Fill(values, 1234.5f);
        var features = PixelFeatures.Default.Of(new Image(1, 150, 600, values));
        for (var feature = 0; feature < features.Channels; feature++)
            Assert.False(features.Channel(feature).ContainsAnyExcept(features[feature, 0, 0]));
    }

    [Fact]
    public void Channels_follow_each_other_and_are_named()
    {
        var random = new Random(8);
        var values = Enumerable.Range(0, 2 * 40 * 30).Select(_ => random.NextSingle()).ToArray();
        var both = PixelFeatures.Default.Of(new Image(2, 40, 30, values));
        var second = PixelFeatures.Default.Of(new Image(1, 40, 30, values[1200..]));
        Assert.Equal(second.Values.ToArray(), both.Values[(48 * 1200)..].ToArray());
        Assert.Equal("Hessian, larger eigenvalue, 1.6 px, channel 2", PixelFeatures.Default.Names(2)[48 + 2 * 8 + 6]);
        Assert.Equal("Gaussian, 0.7 px", PixelFeatures.Default.Names(1)[0]);
    }

    [Fact]
    public void A_choice_of_kinds_gives_the_same_values()
    {
        var image = new Image(1, 33, 29, Fixture.Array<float>("pixel_features.npz", "cells"));
        var all = PixelFeatures.Default.Of(image);
        foreach (var kind in Enum.GetValues<PixelFeatureKind>())
        {
            var features = new PixelFeatures { Kinds = [kind], Scales = [1.6, 5] };
            var some = features.Of(image);
            for (var channel = 0; channel < some.Channels; channel++)
            {
                var place = PixelFeatures.Default.Names(1).ToList().IndexOf(features.Names(1)[channel]);
                Assert.Equal(all.Channel(place).ToArray(), some.Channel(channel).ToArray());
            }
        }
    }

    [Fact]
    public void Scales_in_micrometres_follow_the_pixel_size()
    {
        var values = Fixture.Array<float>("pixel_features.npz", "cells");
        var pixels = new PixelFeatures { Scales = [1, 2] }.Of(new Image(1, 33, 29, values));
        var micrometres = new PixelFeatures { Scales = [0.5, 1], InMicrometres = true };
        Assert.Equal(pixels.Values.ToArray(), micrometres.Of(new Image(1, 33, 29, values) { PixelSize = 0.5 }).Values.ToArray());
        Assert.Equal("Gaussian, 0.5 µm", micrometres.Names(1)[0]);
        Assert.Equal("The scales are in micrometres, but the pixel size of this image is unknown. Set its PixelSize, or give scales in pixels.",
            Assert.Throws<ArgumentException>(() => micrometres.Of(new Image(1, 33, 29, values))).Message);
        Assert.StartsWith("Scales of 0.5, 1 µm are 0.05, 0.1 pixels of 10 µm; expected 0.3 to 50 pixels.",
            Assert.Throws<ArgumentException>(() => micrometres.Of(new Image(1, 33, 29, values) { PixelSize = 10 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new double[] { }, "The features have no scale or no kind; name at least one of each.")]
    [InlineData(new[] { 0.1 }, "Found the scales 0.1; expected ascending ones, each once, from 0.3 to 50 pixels.")]
    [InlineData(new double[] { 2, 1 }, "Found the scales 2, 1; expected ascending ones, each once, from 0.3 to 50 pixels.")]
    [InlineData(new double[] { 2, 2 }, "Found the scales 2, 2; expected ascending ones, each once, from 0.3 to 50 pixels.")]
    [InlineData(new[] { double.NaN }, "Found the scales NaN; expected ascending ones, each once, from 0.3 to 50 pixels.")]
    public void Scales_without_sense_are_refused(double[] scales, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new PixelFeatures { Scales = scales }.Of(new Image(1, 4, 4))).Message);

    [Fact]
    public void What_is_not_finite_is_refused_with_its_place() =>
        Assert.Equal("The pixel classifier needs finite values, but found NaN in channel 0, row 1, column 2. Replace such values first.",
            Assert.Throws<ArgumentException>(() => PixelFeatures.Default.Of(new Image(1, 2, 3, [0, 0, 0, 0, 0, float.NaN]))).Message);

    [Fact]
    public void Too_many_channels_are_refused() =>
        Assert.StartsWith("100 channels at 6 scales make 4,800 features; at most 1,024 are computed.",
            Assert.Throws<ArgumentException>(() => PixelFeatures.Default.Of(new Image(100, 2, 2))).Message, StringComparison.Ordinal);
}
