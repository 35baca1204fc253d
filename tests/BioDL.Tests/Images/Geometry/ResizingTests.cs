using BioDL.Images;
using static BioDL.Tests.Images.Geometry.Pictures;

namespace BioDL.Tests.Images.Geometry;

public class ResizingTests
{
    public static readonly TheoryData<int, int> Sizes = new() { { 9, 13 }, { 34, 44 }, { 5, 40 }, { 1, 3 }, { 23, 7 }, { 17, 9 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Linear_and_cubic_agree_with_Pillow_antialiasing_included(int height, int width)
    {
        AssertClose(Of($"pillow-linear-{height}x{width}"), Fixed().Resize(height, width), 1e-4);
        AssertClose(Of($"pillow-cubic-{height}x{width}"), Fixed().Resize(height, width, Interpolation.Cubic), 1e-4);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Nearest_is_what_Pillow_takes_bit_for_bit(int height, int width) =>
        Assert.Equal(Of($"pillow-nearest-{height}x{width}"), Fixed().Resize(height, width, Interpolation.Nearest).Values.ToArray());

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Linear_without_antialiasing_agrees_with_scikit_image(int height, int width) =>
        AssertClose(Of($"skimage-linear-{height}x{width}"), Fixed().Resize(height, width, antialias: false), 1e-4);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Area_agrees_with_the_local_mean_of_scikit_image(int height, int width) =>
        AssertClose(Of($"skimage-area-{height}x{width}"), Fixed().Resize(height, width, Interpolation.Area), 1e-4);

    [Fact]
    public void Cubic_halfway_between_pixels_has_the_weights_of_Keys() => Assert.Equal(
        (-10 + 9 * 20 + 9 * 50 - 40) / 16f,
        new Image(1, 1, 4, [10, 20, 50, 40]).Resize(1, 1, Interpolation.Cubic, antialias: false)[0, 0], 1e-5f);

    [Fact]
    public void A_third_without_antialiasing_takes_the_middle_pixels_exactly()
    {
        var image = Random(1, 9, 12);
        foreach (var kind in new[] { Interpolation.Linear, Interpolation.Cubic, Interpolation.Nearest })
        {
            var third = image.Resize(3, 4, kind, antialias: false);
            Assert.Equal([image[1, 1], image[1, 4], image[1, 7], image[1, 10]], third.Values[..4].ToArray());
        }
    }

    [Fact]
    public void Two_by_two_pixels_make_one_by_their_mean() =>
        Assert.Equal([3.5f, 5.5f], new Image(1, 2, 4, [1, 2, 3, 4, 5, 6, 7, 8]).Resize(0.5, Interpolation.Area).Values.ToArray());

    [Theory]
    [CombinatorialSizes]
    public void Constant_images_stay_constant(Interpolation kind, bool antialias, int height, int width)
    {
        var resized = Constant(70, 1500, 3).Resize(height, width, kind, antialias);
        Assert.All(resized.Values.ToArray(), value => Assert.Equal(3, value, 1e-5f));
    }

    [Theory]
    [InlineData(97, 300, true)]
    [InlineData(20, 30, true)]
    [InlineData(12, 450, true)]
    [InlineData(21, 33, false)]
    [InlineData(60, 7, false)]
    public void Ramps_keep_their_values_inside(int height, int width, bool antialias) =>
        Assert.Equal(0, LargestFault(height, width, antialias), 1e-3);

    [Theory]
    [InlineData(21, 33)]
    [InlineData(60, 7)]
    public void Kernels_widened_by_a_fraction_keep_ramps_to_within_a_tenth_of_an_old_pixel(int height, int width) =>
        Assert.InRange(LargestFault(height, width, antialias: true), 1e-3, 0.1 * 5);

    /// <summary>
    /// How far a resized ramp of slopes 3 and −2 differs from the ramp at the new centres, where no kernel reaches beyond the image.
    /// </summary>
    private static double LargestFault(int height, int width, bool antialias)
    {
        var ramp = Drawn(60, 90, (y, x) => 3 * (x + 0.5) - 2 * (y + 0.5));
        double down = 60.0 / height, along = 90.0 / width, largest = 0;
        foreach (var kind in new[] { Interpolation.Linear, Interpolation.Cubic })
        {
            var resized = ramp.Resize(height, width, kind, antialias);
            for (var i = 0; i < height * width; i++)
            {
                double oldY = (i / width + 0.5) * down, oldX = (i % width + 0.5) * along;
                double marginY = 2 * Math.Max(1, down) + 0.5, marginX = 2 * Math.Max(1, along) + 0.5;
                if (oldX > marginX && oldX < 90 - marginX && oldY > marginY && oldY < 60 - marginY)
                    largest = Math.Max(largest, Math.Abs(3 * oldX - 2 * oldY - resized[i / width, i % width]));
            }
        }
        return largest;
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 11)]
    [InlineData(200, 64)]
    [InlineData(31, 1000)]
    public void Area_preserves_the_mean(int height, int width)
    {
        var image = Random(1, 130, 77);
        var resized = image.Resize(height, width, Interpolation.Area);
        Assert.Equal(Mean(image), Mean(resized), 1e-3);

        static double Mean(Image image) => image.Values.ToArray().Average(value => (double)value);
    }

    [Fact]
    public void Fine_stripes_average_out_with_antialiasing_and_turn_into_false_ones_without()
    {
        var stripes = Drawn(12, 240, (_, x) => x % 2 * 100);
        Assert.All(stripes.Resize(3, 60).Values[20..40].ToArray(), value => Assert.Equal(50, value, 1e-3f));
        Assert.Equal(100, stripes.Resize(12, 80, antialias: false)[0, 40] + stripes.Resize(12, 80, antialias: false)[0, 41]);
    }

    [Fact]
    public void Bands_groups_and_channels_do_not_show()
    {
        var image = Random(3, 401, 333);
        var whole = image.Resize(203, 507, Interpolation.Cubic);
        var part = image.TakeChannels(2).Resize(203, 507, Interpolation.Cubic);
        Assert.Equal(part.Values.ToArray(), whole.Channel(2).ToArray());
        Assert.Equal(whole.Values.ToArray(), image.Resize(203, 507, Interpolation.Cubic).Values.ToArray());
        var turned = image.Rotate90().Rotate90().Resize(203, 507, Interpolation.Cubic).Rotate180();
        AssertClose(turned.Values.ToArray(), whole, 1e-3);
    }

    [Fact]
    public void The_same_size_gives_back_the_image()
    {
        var image = Fixed();
        Assert.Same(image, image.Resize(17, 22, Interpolation.Cubic));
        Assert.Equal(image.Values[..22].ToArray(), image.Crop(0, 0, 22, 2).Resize(4, 22, Interpolation.Nearest).Values[..22].ToArray());
    }

    [Fact]
    public void Not_a_number_spreads_to_the_pixels_whose_kernel_holds_it_and_no_further()
    {
        var values = Random(1, 1, 12).Values.ToArray();
        values[4] = float.NaN;
        var image = new Image(1, 1, 12, values);
        Assert.Equal("2", Spread(image.Resize(1, 6, Interpolation.Area)));
        Assert.Equal("1 2", Spread(image.Resize(1, 6)));
        Assert.Equal("2", Spread(image.Resize(1, 6, antialias: false)));
        Assert.Equal("7 8 9 10", Spread(image.Resize(1, 24)));
        Assert.Equal("", Spread(image.Resize(1, 6, Interpolation.Nearest)));
        Assert.Equal("", Spread(image.Resize(1, 4, Interpolation.Cubic, antialias: false).Crop(2, 0, 2, 1)));

        static string Spread(Image image) => string.Join(' ', Enumerable.Range(0, image.Width).Where(x => float.IsNaN(image[0, x])));
    }

    [Fact]
    public void Masks_and_labels_take_the_nearest_pixel()
    {
        Assert.Equal([1, 1, 2, 2, 3, 3], new LabelImage(1, 3, [1, 2, 3]).Resize(1, 6).Values.ToArray());
        Assert.Equal([2, 4], new LabelImage(1, 4, [1, 2, 3, 4]).Resize(1, 2).Values.ToArray());
        Assert.Equal([false, true], new Mask(1, 4, [true, false, false, true]).Resize(0.5).Values.ToArray());
        Assert.Equal(0.5, RandomLabels(10, 20).Resize(0.5).PixelSize);
        Assert.Equal(0.125, RandomMask(10, 20).Resize(2.0).PixelSize);
    }

    private sealed class CombinatorialSizesAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
            from kind in Enum.GetValues<Interpolation>()
            from antialias in new[] { true, false }
            from size in new[] { (1, 1), (69, 1499), (33, 7), (200, 2000) }
            select new object[] { kind, antialias, size.Item1, size.Item2 };
    }
}
