using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class DerivativesTests
{
    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 2, 0)]
    [InlineData(0, 0, 2)]
    [InlineData(0, 1, 1)]
    [InlineData(0.5, 1, 0)]
    [InlineData(0.5, 0, 2)]
    [InlineData(2.5, 0, 1)]
    [InlineData(2.5, 2, 0)]
    [InlineData(2.5, 1, 1)]
    public void Derivatives_of_a_Gaussian_agree_with_SciPy_on_the_corrected_kernels(double sigma, int down, int along) =>
        FilterScenes.AssertClose(FormattableString.Invariant($"derivative-{sigma}-{down}{along}"), FilterScenes.Scene().GaussianDerivative(sigma, down, along), 2e-3f);

    [Theory]
    [InlineData(0.7)]
    [InlineData(1.6)]
    [InlineData(3.5)]
    public void Steepness_Laplacian_and_curvatures_agree_with_NumPy(double sigma)
    {
        var scene = FilterScenes.Scene();
        FilterScenes.AssertClose(FormattableString.Invariant($"magnitude-{sigma}"), scene.GradientMagnitude(sigma), 2e-3f);
        FilterScenes.AssertClose(FormattableString.Invariant($"laplacian-{sigma}"), scene.LaplacianOfGaussian(sigma), 2e-3f);
        FilterScenes.AssertClose(FormattableString.Invariant($"hessian-{sigma}"), scene.HessianEigenvalues(sigma), 2e-3f);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(1.6)]
    [InlineData(3.5)]
    public void The_structure_tensor_agrees_with_NumPy(double sigma)
    {
        var scene = FilterScenes.Scene();
        FilterScenes.AssertClose(FormattableString.Invariant($"structure-{sigma}-{0.5 * sigma}"), scene.StructureTensorEigenvalues(sigma), 0.2f);
        FilterScenes.AssertClose(FormattableString.Invariant($"structure-{sigma}-2"), scene.StructureTensorEigenvalues(sigma, neighbourhood: 2), 0.2f);
    }

    [Theory]
    [InlineData(1.6)]
    [InlineData(3.5)]
    public void SciPys_own_kernels_differ_by_less_than_half_a_percent_of_the_largest_value(double sigma)
    {
        AssertWithin(FormattableString.Invariant($"scipy-magnitude-{sigma}"), FilterScenes.Scene().GradientMagnitude(sigma));
        AssertWithin(FormattableString.Invariant($"scipy-laplacian-{sigma}"), FilterScenes.Scene().LaplacianOfGaussian(sigma));

        static void AssertWithin(string name, Image actual) =>
            FilterScenes.AssertClose(name, actual, 0.005f * FilterScenes.Of<float>(name).Max(MathF.Abs));
    }

    [Fact]
    public void Sobel_agrees_with_scikit_image()
    {
        FilterScenes.AssertClose("sobel", FilterScenes.Scene().Sobel(), 1e-3f);
        FilterScenes.AssertClose("sobel-narrow", FilterScenes.Narrow().Sobel(), 1e-6f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(1)]
    [InlineData(4)]
    public void Constants_ramps_and_parabolas_have_the_derivatives_that_they_have(double sigma)
    {
        const int side = 64, middle = 32 * side + 32;
        var flat = Made((_, _) => 30_000);
        Assert.All(flat.GaussianDerivative(sigma, 1, 0).Values.ToArray(), value => Assert.Equal(0, value));
        Assert.All(flat.LaplacianOfGaussian(sigma).Values.ToArray(), value => Assert.Equal(0, value));
        Assert.All(flat.StructureTensorEigenvalues(sigma).Values.ToArray(), value => Assert.Equal(0, value));
        var ramp = Made((y, x) => 3 * y - 2 * x);
        Assert.Equal(3, ramp.GaussianDerivative(sigma, 1, 0).Values[middle], 1e-4f);
        Assert.Equal(-2, ramp.GaussianDerivative(sigma, 0, 1).Values[middle], 1e-4f);
        Assert.Equal(0, ramp.LaplacianOfGaussian(sigma).Values[middle], 1e-4f);
        Assert.Equal(MathF.Sqrt(13), ramp.GradientMagnitude(sigma).Values[middle], 1e-4f);
        var bowl = Made((y, x) => 2 * (y - 32) * (y - 32) + 0.5f * (x - 32) * (x - 32) + (y - 32) * (x - 32));
        Assert.Equal(4, bowl.GaussianDerivative(sigma, 2, 0).Values[middle], 1e-3f);
        Assert.Equal(5, bowl.LaplacianOfGaussian(sigma).Values[middle], 1e-3f);
        // [4 1; 1 1]: (5 ± √13) / 2.
        Assert.Equal((5 + MathF.Sqrt(13)) / 2, bowl.HessianEigenvalues(sigma)[0, 32, 32], 1e-3f);
        Assert.Equal((5 - MathF.Sqrt(13)) / 2, bowl.HessianEigenvalues(sigma)[1, 32, 32], 1e-3f);

        static Image Made(Func<int, int, float> value) =>
            new(1, side, side, [.. Enumerable.Range(0, side * side).Select(i => value(i / side, i % side))]);
    }

    [Fact]
    public void A_bright_blob_is_found_where_the_Laplacian_of_its_scale_is_lowest()
    {
        var values = new float[60 * 70];
        for (var i = 0; i < values.Length; i++)
            values[i] = MathF.Pow(i / 70 - 21, 2) + MathF.Pow(i % 70 - 44, 2) <= 25 ? 100 : 10;
        var response = new Image(1, 60, 70, values).LaplacianOfGaussian(5 / Math.Sqrt(2)).Values.ToArray();
        Assert.Equal(21 * 70 + 44, Array.IndexOf(response, response.Min()));
    }

    [Fact]
    public void Eigenvalues_of_several_channels_lie_side_by_side_and_the_description_is_kept()
    {
        var scene = FilterScenes.Scene();
        float[] other = [.. scene.Values.ToArray().Reverse()];
        var both = new Image(2, scene.Height, scene.Width, [.. scene.Values, .. other]) { PixelSize = 0.5, Provenance = "made up" };
        foreach (var filter in new Func<Image, Image>[] { image => image.HessianEigenvalues(1.5), image => image.StructureTensorEigenvalues(1.5) })
        {
            var result = filter(both);
            Assert.Equal((4, 0.5, "made up"), (result.Channels, result.PixelSize, result.Provenance));
            Assert.Equal([.. filter(scene).Values, .. filter(scene.Like(other)).Values], result.Values.ToArray());
        }
    }

    [Fact]
    public void Bands_of_rows_do_not_show_in_large_images()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 700 * 300).Select(_ => random.NextSingle()).ToArray();
        Image whole = new(1, 700, 300, values), part = new(1, 200, 300, values[(250 * 300)..(450 * 300)]);
        foreach (var filter in new Func<Image, Image>[]
            { image => image.StructureTensorEigenvalues(2, 3), image => image.HessianEigenvalues(3), image => image.Sobel(), image => image.DifferenceOfGaussians(1, 3) })
        {
            Assert.Equal(filter(part).Values[(40 * 300)..(160 * 300)].ToArray(), filter(whole).Values[(290 * 300)..(410 * 300)].ToArray());
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    public void Images_of_one_pixel_or_one_line_are_filtered_too(int height, int width)
    {
        var image = new Image(1, height, width, [.. Enumerable.Range(0, height * width).Select(i => (float)i)]);
        Assert.All(image.StructureTensorEigenvalues(2).Values.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(image.HessianEigenvalues(2).Values.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(height * width == 1 ? 0 : MathF.Sqrt(2), image.Sobel().Values[height * width / 2], 1e-6f);
    }

    [Fact]
    public void Orders_and_sigmas_without_sense_are_refused()
    {
        var scene = FilterScenes.Scene();
        Assert.StartsWith("A derivative of order 3 was asked for; 0 (none), 1 and 2 can be taken.",
            Assert.Throws<ArgumentOutOfRangeException>(() => scene.GaussianDerivative(1, 0, 3)).Message, StringComparison.Ordinal);
        Assert.StartsWith("neighbourhood is -1; it is given in pixels, from 0 to 1000.",
            Assert.Throws<ArgumentOutOfRangeException>(() => scene.StructureTensorEigenvalues(1, -1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The second sigma is 1, smaller than the first, 2. Give the smaller one first.",
            Assert.Throws<ArgumentOutOfRangeException>(() => scene.DifferenceOfGaussians(2, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_finite_are_refused_by_all()
    {
        var image = new Image(1, 1, 2, [0, float.NaN]);
        foreach (var (name, filter) in new (string, Func<Image>)[]
        {
            ("GaussianDerivative", () => image.GaussianDerivative(1, 1, 0)), ("GradientMagnitude", () => image.GradientMagnitude(1)), ("Sobel", image.Sobel),
            ("StructureTensorEigenvalues", () => image.StructureTensorEigenvalues(1)), ("HessianEigenvalues", () => image.HessianEigenvalues(1)),
            ("LaplacianOfGaussian", () => image.LaplacianOfGaussian(1)), ("DifferenceOfGaussians", () => image.DifferenceOfGaussians(1)),
            ("Median", () => image.Median()), ("Bilateral", () => image.Bilateral(1, 1)),
        })
        {
            Assert.Equal($"{name} needs finite values, but found NaN in channel 0, row 0, column 1. Replace such values first.",
                Assert.Throws<ArgumentException>(filter).Message);
        }
    }
}
