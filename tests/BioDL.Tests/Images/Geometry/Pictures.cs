using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Images.Geometry;

/// <summary>Pictures that the tests of geometry and colour share.</summary>
internal static class Pictures
{
    /// <summary>17 rows, 22 columns, random from 0 to 255, fixed.</summary>
    public static Image Fixed() => new(1, 17, 22, Of("image")) { PixelSize = 0.5, Provenance = "made up" };

    public static float[] Of(string name) => Fixture.Array<float>("geometry.npz", name);

    public static Image Random(int channels, int height, int width, int seed = 1)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, channels * height * width).Select(_ => random.NextSingle() * 1000).ToArray();
        return new Image(channels, height, width, values) { PixelSize = 0.25, Provenance = "random" };
    }

    public static Mask RandomMask(int height, int width, int seed = 1) =>
        new(height, width, Array.ConvertAll(Random(1, height, width, seed).Values.ToArray(), value => value > 500)) { PixelSize = 0.25 };

    public static LabelImage RandomLabels(int height, int width, int seed = 1) =>
        new(height, width, Array.ConvertAll(Random(1, height, width, seed).Values.ToArray(), value => (int)(value / 100))) { PixelSize = 0.25 };

    public static Image Constant(int height, int width, float value)
    {
        var values = new float[height * width];
        Array.Fill(values, value);
        return new Image(1, height, width, values);
    }

    /// <summary>The value of pixel (y, x) by a formula.</summary>
    public static Image Drawn(int height, int width, Func<int, int, double> formula) =>
        new(1, height, width, [.. Enumerable.Range(0, height * width).Select(i => (float)formula(i / width, i % width))]);

    public static void AssertSame(Image expected, Image actual)
    {
        Assert.Equal((expected.Channels, expected.Height, expected.Width), (actual.Channels, actual.Height, actual.Width));
        Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
        Assert.Equal((expected.PixelSize, expected.Provenance), (actual.PixelSize, actual.Provenance));
    }

    public static void AssertClose(float[] expected, Image actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Values[i], tolerance);
    }
}
