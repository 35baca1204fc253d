using BioDL.Classical;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

/// <summary>Measurements against scikit-image's regionprops, by construction and by hand; make_measuring.py made the fixture.</summary>
public class MeasuringTests
{
    internal static readonly string[] AllNames = ["round_ones", "elongated", "touching", "holes", "border", "small", "noise"];

    public static TheoryData<string> Names => [.. AllNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shapes_are_those_of_regionprops(string name)
    {
        const int Columns = 19;
        var expected = Of<double>($"shape-{name}");
        var measured = Labels(name).Measure();
        Assert.Equal(expected.Length / Columns, measured.Count);
        for (var n = 0; n < measured.Count; n++)
        {
            var (ours, theirs) = (measured[n], expected.AsSpan(n * Columns, Columns).ToArray());
            double[] values =
            [
                ours.Label, ours.Area, ours.Perimeter, ours.CroftonPerimeter, ours.CentroidX, ours.CentroidY, ours.Bounds.X, ours.Bounds.Y,
                ours.Bounds.Width, ours.Bounds.Height, ours.MajorAxis, ours.MinorAxis, ours.Eccentricity, theirs[13], ours.HullArea, ours.Solidity,
                ours.FeretMaximum, ours.Extent, ours.EquivalentDiameter,
            ];
            for (var i = 0; i < Columns; i++)
                // Roots of what cancels to 0 (short axes of lines, eccentricities of discs) keep half of the digits.
                Assert.True(Math.Abs(values[i] - theirs[i]) < (i is 11 or 12 ? 1e-6 : 1e-9), $"{name}, object {ours.Label}, column {i}: {values[i]}, not {theirs[i]}");
            // 90° are added, in the range from 0 to 180°. No direction is the longest where both axes are equal, and exact diagonals are tested by hand.
            if (ours.MajorAxis - ours.MinorAxis > 1e-9 && Math.Abs(theirs[13]) != Math.PI / 4)
                Assert.Equal(0, Math.IEEERemainder(ours.Orientation - 90 - theirs[13] * 180 / Math.PI, 180), 1e-7);
            Assert.True(double.IsNaN(ours.Orientation) || ours.Orientation is >= 0 and < 180);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Intensities_are_those_of_regionprops(string name)
    {
        const int Columns = 7;
        var expected = Of<double>($"intensity-{name}");
        var measured = Labels(name).Measure(Textured(name));
        var i = 0;
        foreach (var channel in measured.SelectMany(item => item.Channels))
        {
            double[] values =
            [
                channel.Mean, channel.Minimum, channel.Maximum, channel.StandardDeviation, channel.Sum, channel.WeightedCentroidX, channel.WeightedCentroidY,
            ];
            foreach (var (ours, theirs) in values.Zip(expected.AsSpan(i, Columns).ToArray()))
                Assert.True(ours.Equals(theirs) || Math.Abs(ours - theirs) <= 1e-9 * Math.Max(1, Math.Abs(theirs)), $"{ours}, not {theirs}");
            Assert.Null(channel.Texture);
            i += Columns;
        }
        Assert.Equal(expected.Length, i);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_depends_on_other_objects_or_on_the_order_of_bands(string name)
    {
        var labels = Labels(name);
        var all = labels.Measure(Textured(name), new MeasureOptions { Texture = true });
        foreach (var item in all)
        {
            var alone = labels.Keep([item.Label]).Measure(Textured(name), new MeasureOptions { Texture = true });
            Assert.Equal(item with { Channels = [] }, Assert.Single(alone) with { Channels = [] });
            Assert.Equal(item.Channel(0) with { Texture = null }, alone[0].Channel(0) with { Texture = null });
            Assert.Equal(item.Channel(0).Texture!.Entropy, alone[0].Channel(0).Texture!.Entropy);
        }
    }

    [Theory]
    [InlineData(40, 15, 0)]
    [InlineData(40, 15, 30)]
    [InlineData(40, 15, 90)]
    [InlineData(55, 40, 135)]
    [InlineData(25, 10, 160)]
    public void An_ellipse_has_the_axes_and_the_direction_that_it_was_drawn_with(double major, double minor, double degrees)
    {
        const double PixelSize = 0.25;
        var item = Assert.Single(Ellipse(major / PixelSize, minor / PixelSize, degrees, PixelSize).Measure());
        Assert.Equal("µm", item.Unit);
        Assert.InRange(item.MajorAxis, 0.997 * major, 1.003 * major);
        Assert.InRange(item.MinorAxis, 0.997 * minor, 1.003 * minor);
        Assert.InRange(item.Area, 0.997 * Math.PI * major * minor / 4, 1.003 * Math.PI * major * minor / 4);
        Assert.InRange(item.FeretMaximum, major - PixelSize / 2, major + 1.5 * PixelSize);
        Assert.InRange(item.FeretMinimum, minor - PixelSize / 2, minor + 1.5 * PixelSize);
        Assert.InRange(item.CroftonPerimeter, 0.98 * Circumference(major, minor), 1.02 * Circumference(major, minor));
        Assert.Equal(Math.Sqrt(1 - minor * minor / (major * major)), item.Eccentricity, 0.005);
        Assert.Equal(0, Math.IEEERemainder(item.Orientation - degrees, 180), 0.3);
        Assert.InRange(item.Solidity, 0.98, 1);
    }

    [Fact]
    public void Numbers_scale_with_the_pixel_size_and_never_pretend_to_be_micrometres()
    {
        var pixels = Assert.Single(Ellipse(60, 30, 20, null).Measure());
        var micrometres = Assert.Single(Ellipse(60, 30, 20, 0.5).Measure());
        var forced = Ellipse(60, 30, 20, 0.5).Measure(new MeasureOptions { InPixels = true });
        Assert.Equal(("px", "µm", "px"), (pixels.Unit, micrometres.Unit, forced.Unit));
        Assert.Equal(pixels, forced[0]);
        Assert.Equal(pixels.Area / 4, micrometres.Area);
        Assert.Equal(pixels.HullArea / 4, micrometres.HullArea);
        Assert.Equal(pixels.FeretMaximum / 2, micrometres.FeretMaximum);
        Assert.Equal(pixels.CroftonPerimeter / 2, micrometres.CroftonPerimeter, 1e-9);
        Assert.Equal(pixels.Circularity, micrometres.Circularity, 1e-12);
        Assert.Equal((pixels.Pixels, pixels.CentroidX, pixels.Bounds), (micrometres.Pixels, micrometres.CentroidX, micrometres.Bounds));
        Assert.Contains("lengths in pixels", forced.ToString(), StringComparison.Ordinal);
        Assert.Contains("lengths in µm (a pixel is 0.5 µm)", Ellipse(60, 30, 20, 0.5).Measure().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_gives_its_pixel_size_to_labels_without_one()
    {
        var labels = new LabelImage(1, 2, [0, 1]);
        Assert.Equal(0.09, labels.Measure(new Image(1, 1, 2) { PixelSize = 0.3 })[0].Area, 1e-12);
    }

    [Fact]
    public void An_object_that_is_turned_or_mirrored_keeps_its_measures()
    {
        var labels = Labels("holes");
        var turned = new LabelImage(labels.Width, labels.Height, [.. Enumerable.Range(0, labels.Values.Length)
            .Select(i => labels[labels.Height - 1 - i % labels.Height, i / labels.Height])]);
        foreach (var (before, after) in labels.Measure().Zip(turned.Measure()))
        {
            Assert.Equal((before.Pixels, before.Perimeter, before.HullArea, before.FeretMaximum), (after.Pixels, after.Perimeter, after.HullArea, after.FeretMaximum));
            Assert.Equal(before.FeretMinimum, after.FeretMinimum, 1e-12);
            Assert.Equal(before.MajorAxis, after.MajorAxis, 1e-9);
            if (before.MajorAxis - before.MinorAxis > 1e-6)
                Assert.Equal(0, Math.IEEERemainder(after.Orientation - before.Orientation - 90, 180), 1e-9);
        }
    }

    [Fact]
    public void Hand_worked_measures_of_a_single_pixel()
    {
        var item = Assert.Single(new LabelImage(3, 3, [0, 0, 0, 0, 9, 0, 0, 0, 0]).Measure(new Image(1, 3, 3, [0, 0, 0, 0, 5, 0, 0, 0, 0])));
        Assert.Equal((9, 1, 1.0, 0.0, 1.0, 1.0), (item.Label, item.Pixels, item.Area, item.Perimeter, item.CentroidX, item.CentroidY));
        Assert.Equal((0.0, 0.0, 0.0, 1.0, 1.0), (item.MajorAxis, item.MinorAxis, item.Eccentricity, item.Solidity, item.FeretMaximum));
        Assert.Equal(Math.Sqrt(0.5), item.FeretMinimum, 1e-12);
        Assert.True(double.IsNaN(item.Circularity) && double.IsNaN(item.Orientation));
        var five = item.Channel(0);
        Assert.Equal((5.0, 5.0, 5.0, 0.0, 5.0), (five.Mean, five.Minimum, five.Maximum, five.StandardDeviation, five.Sum));
        Assert.False(item.TouchesBorder);
    }

    [Fact]
    public void Hand_worked_measures_of_a_rectangle()
    {
        var labels = new LabelImage(5, 6, [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
        var item = Assert.Single(labels.Measure());
        Assert.Equal((12, new Region(1, 1, 4, 3), 1.0, 1.0), (item.Pixels, item.Bounds, item.Extent, item.Solidity));
        Assert.Equal(10, item.Perimeter);
        Assert.Equal(4 * Math.Sqrt(15 / 12.0), item.MajorAxis, 1e-12);
        Assert.Equal(4 * Math.Sqrt(8 / 12.0), item.MinorAxis, 1e-12);
        Assert.Equal((0.0, 3.0), (item.Orientation, item.FeretMinimum));
        // From the left midpoint of one corner to the right midpoint of the other: 4 columns, 2 rows; or 3 columns, 3 rows, which is less.
        Assert.Equal(Math.Sqrt(16 + 4), item.FeretMaximum, 1e-12);
        // A weight of 1 in the first column alone.
        var weights = new Image(1, 5, 6, [.. labels.Values.ToArray().Select((label, i) => label > 0 && i % 6 == 1 ? 1f : 0f)]);
        var weighted = labels.Measure(weights)[0].Channel(0);
        Assert.Equal((1.0, 2.0, 0.25), (weighted.WeightedCentroidX, weighted.WeightedCentroidY, weighted.Mean));
    }

    [Theory]
    [InlineData("#... .#.. ..#. ...#", 135)]
    [InlineData("...# ..#. .#.. #...", 45)]
    [InlineData("####", 0)]
    [InlineData("# # #", 90)]
    public void The_direction_counts_from_the_horizontal_counter_clockwise_as_seen(string rows, double degrees) =>
        Assert.Equal(degrees, Assert.Single(Scenes.Drawn(rows).Components().Measure()).Orientation, 1e-12);

    [Fact]
    public void Large_even_brightness_does_not_drown_a_small_spread()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => 1e6f + i % 2).ToArray();
        var item = Assert.Single(new LabelImage(100, 100, [.. Enumerable.Repeat(1, 10_000)]).Measure(new Image(1, 100, 100, values)));
        Assert.Equal(0.5, item.Channel(0).StandardDeviation, 1e-9);
        Assert.True(item.TouchesBorder);
    }

    [Fact]
    public void Labels_without_objects_give_an_empty_table()
    {
        var measured = new LabelImage(4, 5).Measure(new Image(2, 4, 5), new MeasureOptions { Texture = true });
        Assert.Empty(measured);
        Assert.Equal("0 objects measured, lengths in pixels", measured.ToString());
        Assert.Contains("<table", measured.ToMimeBundle()["text/html"], StringComparison.Ordinal);
        Assert.Empty(new LabelImage(1, 1).Measure());
    }

    [Fact]
    public void Chosen_objects_are_kept_with_their_numbers()
    {
        var labels = Labels("small");
        var measured = labels.Measure();
        var kept = labels.Keep(measured.Where(item => item.Area > 8));
        Assert.Equal(measured.Where(item => item.Area > 8).Select(item => item.Label), kept.Measure().Select(item => item.Label));
        Assert.Equal(measured.Only(item => item.Area > 8), measured.Where(item => item.Area > 8));
        Assert.Equal(0, labels.Keep(Array.Empty<int>()).Count);
        var fault = Assert.Throws<ArgumentException>(() => labels.Keep([3, 4]));
        Assert.StartsWith($"Object 4 is to be kept, but there is none of that number among the {measured.Count} objects.", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => labels.Keep([0]));
        Assert.Throws<ArgumentException>(() => labels.Keep([-1]));
    }

    [Fact]
    public void Input_that_does_not_fit_is_refused()
    {
        var labels = new LabelImage(2, 3, [0, 1, 1, 0, 0, 0]) { PixelSize = 0.5 };
        Assert.Equal("Labels and image must have the same size, but one has 2 rows and 3 columns, the other 3 and 2.",
            Assert.Throws<ArgumentException>(() => labels.Measure(new Image(1, 3, 2))).Message);
        Assert.StartsWith("The labels' pixel size is 0.5 µm, the image's 0.25 µm; they must be the same.",
            Assert.Throws<ArgumentException>(() => labels.Measure(new Image(1, 2, 3) { PixelSize = 0.25 })).Message, StringComparison.Ordinal);
        Assert.StartsWith("Measure needs finite values, but found NaN in channel 1, row 0, column 2.",
            Assert.Throws<ArgumentException>(() => labels.Measure(new Image(2, 2, 3, [0, 0, 0, 0, 0, 0, 0, 0, float.NaN, 0, 0, 0]))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The recorded pixel size is 0 µm; it lies above 0.",
            Assert.Throws<ArgumentException>(() => new LabelImage(1, 1, [1]) { PixelSize = 0 }.Measure()).Message, StringComparison.Ordinal);
        Assert.StartsWith("No intensity was measured, because no image was given.",
            Assert.Throws<InvalidOperationException>(() => labels.Measure()[0].Channel(0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Channel 2 was asked for, but the channels that were measured are 0 to 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => labels.Measure(new Image(2, 2, 3))[0].Channel(2)).Message, StringComparison.Ordinal);
    }

    internal static LabelImage Labels(string name) => new(Size(name)[0], Size(name)[1], Of<int>($"labels-{name}"));

    internal static Image Textured(string name) => new(2, Size(name)[0], Size(name)[1], Of<float>($"image-{name}"));

    internal static T[] Of<T>(string name) where T : unmanaged => Fixture.Array<T>("measuring.npz", name);

    private static int[] Size(string name) => Of<int>($"size-{name}");

    /// <summary>Ramanujan's approximation, good to 10⁻⁴ here.</summary>
    private static double Circumference(double major, double minor)
    {
        double a = major / 2, b = minor / 2, h = (a - b) * (a - b) / ((a + b) * (a + b));
        return Math.PI * (a + b) * (1 + 3 * h / (10 + Math.Sqrt(4 - 3 * h)));
    }

    private static LabelImage Ellipse(double major, double minor, double degrees, double? pixelSize)
    {
        var side = (int)major + 9;
        var (cosine, sine) = (Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
        var values = new int[side * side];
        for (var i = 0; i < values.Length; i++)
        {
            double x = i % side - side / 2.0 + 0.3, y = side / 2.0 - i / side + 0.1;
            double along = (x * cosine + y * sine) * 2 / major, across = (y * cosine - x * sine) * 2 / minor;
            values[i] = along * along + across * across <= 1 ? 1 : 0;
        }
        return new LabelImage(side, side, values) { PixelSize = pixelSize };
    }
}
