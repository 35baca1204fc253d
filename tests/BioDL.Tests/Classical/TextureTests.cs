using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class TextureTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in MeasuringTests.AllNames)
                foreach (var distance in new[] { 1, 3 })
                    cases.Add(name, distance);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Features_are_those_of_graycoprops_and_of_the_paper(string name, int distance)
    {
        var expected = MeasuringTests.Of<double>($"texture{distance}-{name}");
        var options = new MeasureOptions { Texture = true, TextureLevels = 8, TextureDistance = distance, TextureRange = (0, 8) };
        var ours = MeasuringTests.Labels(name).Measure(MeasuringTests.Textured(name), options)
            .SelectMany(item => Features(item.Channels[1].Texture!)).ToArray();
        Assert.Equal(expected.Length, ours.Length);
        for (var i = 0; i < ours.Length; i++)
            // A root of what cancels to 0 keeps half of the digits.
            Assert.True(
                (double.IsNaN(ours[i]) && double.IsNaN(expected[i])) || Math.Abs(ours[i] - expected[i]) < (i % 13 == 12 ? 1e-6 : 1e-9),
                $"object {i / 13}, feature {i % 13 + 1}: {ours[i]}, not {expected[i]}");
    }

    [Fact]
    public void Hand_worked_features_of_a_row_of_three()
    {
        // Levels 0 0 1: pairs (0,0) twice and (0,1), (1,0) once each, so that p = ½, ¼, ¼; other directions hold no pair.
        var texture = Row(0, 0, 1);
        Assert.Equal(0.25 + 2 * 0.0625, texture.AngularSecondMoment, 1e-12);
        Assert.Equal(0.5, texture.Contrast, 1e-12);
        Assert.Equal(0.75 * 0.25, texture.Variance, 1e-12);
        Assert.Equal(-0.0625 / 0.1875, texture.Correlation, 1e-12);
        Assert.Equal(0.5 + 0.5 / 2, texture.InverseDifferenceMoment, 1e-12);
        Assert.Equal((0.5, 0.25, 1.0), (texture.SumAverage, texture.SumVariance, texture.SumEntropy));
        Assert.Equal((1.5, 0.25, 1.0), (texture.Entropy, texture.DifferenceVariance, texture.DifferenceEntropy));
        var one = -(0.75 * Math.Log2(0.75) + 0.25 * Math.Log2(0.25));
        Assert.Equal((1.5 - 2 * one) / one, texture.InformationCorrelation1, 1e-12);
        Assert.Equal(Math.Sqrt(1 - Math.Exp(-2 * (2 * one - 1.5) * Math.Log(2))), texture.InformationCorrelation2, 1e-12);
    }

    [Fact]
    public void A_constant_object_has_no_contrast()
    {
        var texture = Row(1, 1, 1, 1);
        Assert.Equal((1.0, 0.0, 1.0, 0.0, 0.0), (texture.AngularSecondMoment, texture.Contrast, texture.Correlation, texture.Entropy, texture.InformationCorrelation1));
    }

    [Fact]
    public void Values_beyond_the_range_are_clipped()
    {
        var (labels, image) = (new LabelImage(1, 3, [1, 1, 1]), new Image(1, 1, 3, [-1e30f, 0.4f, 1e30f]));
        var texture = labels.Measure(image, new MeasureOptions { Texture = true, TextureLevels = 2, TextureRange = (0, 1) })[0].Channel(0).Texture!;
        Assert.Equal(Row(0, 0, 1).AngularSecondMoment, texture.AngularSecondMoment);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var (labels, image) = (new LabelImage(1, 1, [1]), new Image(1, 1, 1));
        Assert.Equal("Texture was asked for, but labels alone have none. Give the image too: labels.Measure(image, options).",
            Assert.Throws<ArgumentException>(() => labels.Measure(new MeasureOptions { Texture = true })).Message);
        Assert.StartsWith("1 grey levels were asked for; 2 to 256",
            Assert.Throws<ArgumentOutOfRangeException>(() => labels.Measure(image, new MeasureOptions { TextureLevels = 1 })).Message, StringComparison.Ordinal);
        Assert.StartsWith("The distance is 0;",
            Assert.Throws<ArgumentOutOfRangeException>(() => labels.Measure(image, new MeasureOptions { TextureDistance = 0 })).Message, StringComparison.Ordinal);
        Assert.StartsWith("The texture's range is 5 to 5;",
            Assert.Throws<ArgumentException>(() => labels.Measure(image, new MeasureOptions { TextureRange = (5, 5) })).Message, StringComparison.Ordinal);
    }

    private static Texture Row(params float[] levels) => new LabelImage(1, levels.Length, [.. levels.Select(_ => 1)])
        .Measure(new Image(1, 1, levels.Length, levels), new MeasureOptions { Texture = true, TextureLevels = 2, TextureRange = (0, 2) })[0].Channel(0).Texture!;

    private static double[] Features(Texture texture) =>
    [
        texture.AngularSecondMoment, texture.Contrast, texture.Correlation, texture.Variance, texture.InverseDifferenceMoment, texture.SumAverage,
        texture.SumVariance, texture.SumEntropy, texture.Entropy, texture.DifferenceVariance, texture.DifferenceEntropy, texture.InformationCorrelation1,
        texture.InformationCorrelation2,
    ];
}
