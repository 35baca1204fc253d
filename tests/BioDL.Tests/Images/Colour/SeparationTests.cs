using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Images.Colour;

public class SeparationTests
{
    private static readonly double[] White = [1, 1, 1];

    [Fact]
    public void Hematoxylin_eosin_and_DAB_are_those_of_scikit_image() =>
        AssertLikeScikit("hed", Stains.HematoxylinEosinDab, [Length(0.65, 0.70, 0.29), Length(0.07, 0.99, 0.11), Length(0.27, 0.57, 0.78)]);

    [Fact]
    public void Two_stains_and_what_they_leave_are_those_of_scikit_image()
    {
        AssertLikeScikit("he", Stains.HematoxylinEosin, [Length(0.65, 0.70, 0.29), Length(0.07, 0.99, 0.11),
            Length(0.70 * 0.11 - 0.29 * 0.99, 0.29 * 0.07 - 0.65 * 0.11, 0.65 * 0.99 - 0.70 * 0.07)]);
        AssertLikeScikit("hd", Stains.HematoxylinDab, [Length(0.65, 0.70, 0.29), Length(0.27, 0.57, 0.78),
            Length(0.70 * 0.78 - 0.29 * 0.57, 0.29 * 0.27 - 0.65 * 0.78, 0.65 * 0.57 - 0.70 * 0.27)]);
    }

    [Fact]
    public void Hand_worked_amounts_of_stains_that_each_take_one_colour()
    {
        var stains = new Stains(new Stain("red-taker", 3, 0, 0), new Stain("both", 0, 1, 1));
        var separated = new Image(3, 1, 2, [10, 100, 100, 10, 100, 1]) { PixelSize = 0.5 }.Separate(stains, [100, 100, 100]);
        Assert.Equal(["red-taker", "both", "residual"], stains.Names);
        Assert.Equal([1f, 0f], separated["red-taker"].Values.ToArray(), Close);
        // (0, 1, 2) along (0, 1, 1) / √2 is 3 / √2; what is left, (0, −½, ½), has the length 1 / √2.
        Assert.Equal([0f, (float)(3 / Math.Sqrt(2))], separated["BOTH"].Values.ToArray(), Close);
        Assert.Equal([0f, (float)Math.Sqrt(0.5)], separated[Stains.Residual].Values.ToArray(), Close);
        Assert.Equal(0.5, separated["both"].PixelSize);
    }

    [Fact]
    public void What_Beer_and_Lambert_mixed_comes_apart_again()
    {
        var random = new Random(4);
        var (first, second) = (Stain.Hematoxylin, Stain.Eosin);
        var amounts = Enumerable.Range(0, 2 * 70 * 500).Select(_ => random.NextSingle()).ToArray();
        double[] backgrounds = [240, 250, 230];
        var separated = Mix(first, second, amounts, 70, 500, backgrounds).Separate(Stains.HematoxylinEosin, backgrounds);
        Assert.Equal(amounts[..35000], separated["hematoxylin"].Values.ToArray(), Close);
        Assert.Equal(amounts[35000..], separated["eosin"].Values.ToArray(), Close);
        Assert.All(separated["residual"].Values.ToArray(), value => Assert.InRange(value, -1e-4, 1e-4));
        var alone = separated.Colour("eosin");
        var expected = Mix(first, second, [.. new float[35000], .. amounts[35000..]], 70, 500, backgrounds);
        for (var i = 0; i < alone.Values.Length; i++)
            Assert.Equal(expected.Values[i], alone.Values[i], 0.05);
    }

    [Fact]
    public void One_stain_takes_the_nearest_amount()
    {
        var image = Mix(Stain.Hematoxylin, Stain.Eosin, [0.7f, 0], 1, 1, [255, 255, 255]);
        var separated = image.Separate(new Stains(Stain.Hematoxylin));
        Assert.Equal(1, separated.Amounts.Channels);
        Assert.Equal(0.7, separated["hematoxylin"][0, 0], 1e-5);
        // Of another stain, the part along this one.
        var cosine = Math.Cos(Stain.Hematoxylin.AngleTo(Stain.Eosin) * Math.PI / 180);
        Assert.Equal(0.7 * cosine, Mix(Stain.Eosin, Stain.Dab, [0.7f, 0], 1, 1, [255, 255, 255]).Separate(new Stains(Stain.Hematoxylin)).Amounts[0, 0], 1e-5);
    }

    [Fact]
    public void White_has_no_stain_and_black_is_bounded()
    {
        var white = new Image(3, 2, 2, [.. Enumerable.Repeat(255f, 12)]).Separate(Stains.HematoxylinEosinDab);
        Assert.All(white.Amounts.Values.ToArray(), value => Assert.Equal(0, value, 1e-6f));
        // As dark as a level of 1 among 255: log₁₀ 255 in each channel, whose part along (1, 1, 1) / √3 is √3 as long.
        var grey = new Stains(new Stain("grey", 1, 1, 1));
        Assert.All(new Image(3, 2, 2).Separate(grey).Amounts.Values.ToArray(), value => Assert.Equal(Math.Sqrt(3) * Math.Log10(255), value, 1e-5));
        Assert.All(new Image(3, 2, 2).Separate(grey, darkest: 2.55).Amounts.Values.ToArray(), value => Assert.Equal(Math.Sqrt(3) * 2, value, 1e-5));
    }

    [Fact]
    public void A_notebook_shows_each_stain_in_its_colour()
    {
        var bundle = new Image(3, 5, 9, [.. Enumerable.Repeat(200f, 135)]).Separate(Stains.HematoxylinEosin).ToMimeBundle();
        Assert.Equal("9 × 5 pixels taken apart into hematoxylin, eosin, residual; shown from the left: hematoxylin, eosin", bundle["text/plain"]);
        Assert.True(bundle.ContainsKey("image/png"));
    }

    [Fact]
    public void The_background_is_the_colour_of_the_brightest_hundredth()
    {
        var values = Enumerable.Repeat(100f, 3 * 1000).ToArray();
        for (var i = 0; i < 20; i++)
            (values[i], values[1000 + i], values[2000 + i]) = (240, 230, 250);
        values[500] = 255;
        Assert.Equal([240, 230, 250], new Image(3, 20, 50, values).EstimateBackground());
        Assert.StartsWith("The brightest pixels have the colour 0, 0, 0;",
            Assert.Throws<ArgumentException>(() => new Image(3, 2, 2).EstimateBackground()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_stains_that_do_not_fit_are_refused()
    {
        Assert.StartsWith("Separate needs red, green and blue, but this image has 1 channel.",
            Message(() => new Image(1, 2, 2).Separate(Stains.HematoxylinEosin)), StringComparison.Ordinal);
        Assert.EndsWith("Leave out opacity: TakeChannels(0, 1, 2).", Message(() => new Image(4, 2, 2).Separate(Stains.HematoxylinEosin)), StringComparison.Ordinal);
        Assert.StartsWith("Separate needs finite values, but found NaN in channel 2, row 0, column 1.",
            Message(() => new Image(3, 1, 2, [1, 1, 1, 1, 1, float.NaN]).Separate(Stains.HematoxylinEosin)), StringComparison.Ordinal);
        Assert.StartsWith("The stain 'haematoxylin' was asked for, but there are hematoxylin, eosin, residual.",
            Message(() => new Image(3, 1, 1, [9, 9, 9]).Separate(Stains.HematoxylinEosin)["haematoxylin"]), StringComparison.Ordinal);
        Assert.Contains("too much alike", Message(() => new Stains(Stain.Hematoxylin, new Stain("again", 0.65, 0.70, 0.29))), StringComparison.Ordinal);
        Assert.Contains("too much alike", Message(() => new Stains(new Stain("a", 1, 0, 0), new Stain("b", 0, 1, 0), new Stain("c", 1, 1, 0))), StringComparison.Ordinal);
        Assert.StartsWith("0 stains were given;", Message(() => new Stains()), StringComparison.Ordinal);
        Assert.StartsWith("The stains are called eosin, EOSIN;", Message(() => new Stains(Stain.Eosin, new Stain("EOSIN", 1, 0, 0))), StringComparison.Ordinal);
        Assert.StartsWith("The optical densities of x are 0, 0 and 0;", Message(() => new Stain("x", 0, 0, 0)), StringComparison.Ordinal);
        Assert.StartsWith("The optical densities of x are -1, 0 and 1;", Message(() => new Stain("x", -1, 0, 1)), StringComparison.Ordinal);
        Assert.StartsWith("2 backgrounds were given for 3 channels.",
            Message(() => new Image(3, 1, 1).Separate(Stains.HematoxylinEosin, [255, 255])), StringComparison.Ordinal);
    }

    internal static Image Mix(Stain first, Stain second, float[] amounts, int height, int width, double[] backgrounds)
    {
        var pixels = height * width;
        var values = new float[3 * pixels];
        double[] one = [first.Red, first.Green, first.Blue], other = [second.Red, second.Green, second.Blue];
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, pixel) = (i / pixels, i % pixels);
            values[i] = (float)(backgrounds[channel] * Math.Pow(10, -(amounts[pixel] * one[channel] + amounts[pixels + pixel] * other[channel])));
        }
        return new Image(3, height, width, values);
    }

    internal static float[] Of(string name) => Fixture.Array<float>("stains.npz", name);

    private static readonly IEqualityComparer<float> Close = EqualityComparer<float>.Create((a, b) => Math.Abs(a - b) < 1e-4f, _ => 0);

    private static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static double Length(double red, double green, double blue) => Math.Sqrt(red * red + green * green + blue * blue);

    private static void AssertLikeScikit(string name, Stains stains, double[] lengths)
    {
        var expected = Of(name);
        var amounts = new Image(3, 20, 24, Of("rgb")).Separate(stains, White, darkest: 1e-6).Amounts.Values;
        for (var i = 0; i < amounts.Length; i++)
            Assert.Equal(expected[i], Math.Max(0, amounts[i] / 6 / lengths[i / (20 * 24)]), 2e-5);
    }
}
