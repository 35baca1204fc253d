using BioDL.Images;
using BioDL.Simulation;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Simulation;

public sealed class OpticsTests
{
    /// <summary>With this aperture a pixel of 0.1 µm is a tenth of an optical unit: v = 2π NA r / λ.</summary>
    private static readonly Optics Slow = new() { NumericalAperture = 0.1 * 0.628 / (2 * Math.PI * 0.1), Wavelength = 628, RefractiveIndex = 1 };

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(12)]
    public void The_pattern_is_the_diffraction_integral_that_SciPy_finds(int u)
    {
        // u = 2π NA² z / (λ n); a pixel of 0.25 µm is v = 0.25, so that a kernel of 128 pixels holds v = 32.
        var optics = Slow with { Defocus = u * 0.628 / (2 * Math.PI * Slow.NumericalAperture * Slow.NumericalAperture) };
        var pixel = u == 0 ? 0.25 : 0.4;
        var kernel = optics.PointSpread(pixel);
        var expected = Fixture.Array<double>("simulation.npz", $"pattern_{u}");
        var middle = kernel.Width / 2;

        // Scaled by the sum of the pattern, ∫ I 2πv dv = 4π over everything, of which 2 to 3 % lie outside of the kernel.
        var scale = 4 * Math.PI / (pixel * pixel);
        for (var i = 0; 10 * pixel * i <= 120; i++)
        {
            var place = 10 * pixel * i;
            var (before, part) = ((int)place, place - (int)place);
            var value = expected[before] + (before < 120 ? part * (expected[before + 1] - expected[before]) : 0);
            Assert.Equal(value, kernel[middle, middle + i] * scale, 0.01 + 0.04 * value);
        }
    }

    [Fact]
    public void The_first_dark_ring_lies_at_the_distance_of_Rayleigh()
    {
        var optics = new Optics { NumericalAperture = 0.5, Wavelength = 500 };
        var kernel = optics.PointSpread(0.05);
        var middle = kernel.Width / 2;
        var darkest = Enumerable.Range(1, 18).MinBy(i => kernel[middle, middle + i]);

        Assert.Equal(0.61, optics.Resolution, 9);
        Assert.InRange(darkest * 0.05, 0.57, 0.65);
        Assert.True(kernel[middle, middle + darkest] < 0.002 * kernel[middle, middle]);
    }

    [Fact]
    public void The_Gaussian_of_least_squares_has_the_width_that_is_told()
    {
        // v = 2π NA r / λ: sigma in optical units is 0.21 × 2π = 1.32. Fitted to the Airy pattern along areas, by trial.
        double Airy(double v) => v < 1e-6 ? 1 : Math.Pow(2 * MathNet.Numerics.SpecialFunctions.BesselJ(1, v) / v, 2);
        double Misfit(double sigma, double height) => Enumerable.Range(0, 1500).Sum(i => Math.Pow(Airy(0.01 * i) - height * Math.Exp(-Math.Pow(0.01 * i, 2) / (2 * sigma * sigma)), 2) * i);
        var sigmas = Enumerable.Range(0, 60).Select(i => 1.1 + 0.01 * i).ToArray();
        var best = sigmas.MinBy(sigma => Misfit(sigma, 1));

        Assert.Equal(best / (2 * Math.PI), new Optics().Sigma * 0.75 / 0.52, 0.01);
    }

    [Fact]
    public void A_simulated_point_is_as_wide_as_the_dials_say()
    {
        var optics = new Optics { NumericalAperture = 1.2, Wavelength = 600, RefractiveIndex = 1.52 };
        var image = new float[101 * 101];
        image[50 * 101 + 50] = 1;
        var seen = optics.Apply(new Image(1, 101, 101, image) { PixelSize = 0.05 });
        var half = seen[50, 50] / 2;
        var beyond = Enumerable.Range(0, 50).First(i => seen[50, 50 + i] < half);
        var width = 2 * 0.05 * (beyond - 1 + (seen[50, 49 + beyond] - half) / (seen[50, 49 + beyond] - seen[50, 50 + beyond]));

        // Full width at half maximum of an Airy pattern: 0.514 λ / NA.
        Assert.Equal(0.514 * 0.6 / 1.2, width, 0.01);
        Assert.Equal(1, seen.Values.ToArray().Sum(value => (double)value), 4);
    }

    [Fact]
    public void At_the_edge_of_the_depth_of_focus_over_two_the_middle_keeps_four_fifths()
    {
        var optics = new Optics { NumericalAperture = 0.3, Wavelength = 550 };
        var sharp = optics.PointSpread(0.1);
        var off = (optics with { Defocus = optics.DepthOfFocus / 2 }).PointSpread(0.1);

        // On the axis I = (sin(u/4) / (u/4))² with u = 2π NA² z / λ = π: 0.81.
        Assert.Equal(0.81, off.Values.ToArray().Max() / sharp.Values.ToArray().Max(), 0.02);
    }

    [Fact]
    public void Defocus_spreads_over_the_cone_of_light_and_keeps_the_total()
    {
        var kernel = new Optics { NumericalAperture = 0.3, Wavelength = 550, Defocus = 60 }.PointSpread(0.65);
        var middle = kernel.Width / 2;
        var radius = 60 * 0.3 / 0.65;
        double inside = 0, all = 0;
        for (var i = 0; i < kernel.Values.Length; i++)
        {
            all += kernel.Values[i];
            inside += Math.Sqrt(Math.Pow(i % kernel.Width - middle, 2) + Math.Pow(i / kernel.Width - middle, 2)) <= radius * 1.05 ? kernel.Values[i] : 0;
        }
        Assert.Equal(1, all, 4);
        Assert.InRange(inside, 0.93, 1);
    }

    [Fact]
    public void Impossible_optics_and_unknown_pixels_are_named()
    {
        Assert.Equal("NumericalAperture is 1.2; expected 0.02 to 0.99.", Assert.Throws<ArgumentException>(() => new Optics { NumericalAperture = 1.2 }.PointSpread(0.1)).Message);
        Assert.StartsWith("These optics spread a point over", Assert.Throws<ArgumentException>(() => new Optics { Defocus = 900 }.PointSpread(0.1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The pixel size of this image is not known", Assert.Throws<InvalidOperationException>(() => new Optics().Apply(new Image(1, 9, 9))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Optics().Apply(new Image(1, 1, 1, [float.NaN]) { PixelSize = 1 }));
    }

    [Fact]
    public void One_pixel_and_even_light_come_through_unchanged()
    {
        Assert.Equal(7, new Optics().Apply(new Image(1, 1, 1, [7]) { PixelSize = 0.5 }).Values[0], 4);
        var even = new Optics { Defocus = 5 }.Apply(new Image(2, 40, 30, Enumerable.Repeat(3f, 2400).ToArray()) { PixelSize = 0.5 });
        Assert.All(even.Values.ToArray(), value => Assert.Equal(3, value, 3));
    }
}
