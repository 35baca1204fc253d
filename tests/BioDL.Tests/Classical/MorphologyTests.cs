using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class MorphologyTests
{
    private static readonly string[] BitFootprints = ["Disk1", "Disk2", "Disk5", "Disk15", "Square1", "Square4", "Cross1", "Cross3"];

    private static readonly string[] GreyFootprints = ["Disk1", "Disk3", "Disk8", "Square2", "Cross2"];

    public static TheoryData<string> Masks() => Shapes.Cases(Shapes.MaskNames);

    public static TheoryData<string> Images() => Shapes.Cases(Shapes.ImageNames);

    [Theory]
    [MemberData(nameof(Masks))]
    public void Masks_are_eroded_dilated_opened_and_closed_as_in_scikit_image(string name)
    {
        var mask = Shapes.Mask($"mask-{name}");
        foreach (var shape in BitFootprints)
        {
            var (footprint, radius) = Shapes.Footprint(shape);
            Shapes.Same(Shapes.Mask($"Erode-{shape}-{name}"), mask.Erode(radius, footprint), $"erosion, {shape}");
            Shapes.Same(Shapes.Mask($"Dilate-{shape}-{name}"), mask.Dilate(radius, footprint), $"dilation, {shape}");
            Shapes.Same(Shapes.Mask($"Open-{shape}-{name}"), mask.Open(radius, footprint), $"opening, {shape}");
            Shapes.Same(Shapes.Mask($"Close-{shape}-{name}"), mask.Close(radius, footprint), $"closing, {shape}");
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Images_are_eroded_and_dilated_as_in_scikit_image(string name)
    {
        var image = Shapes.Image(name);
        foreach (var shape in GreyFootprints)
        {
            var (footprint, radius) = Shapes.Footprint(shape);
            Assert.Equal(Shapes.Of<float>($"Erode-{shape}-{name}"), image.Erode(radius, footprint).Values.ToArray());
            Assert.Equal(Shapes.Of<float>($"Dilate-{shape}-{name}"), image.Dilate(radius, footprint).Values.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Openings_closings_and_top_hats_are_those_of_scikit_image(string name)
    {
        var image = Shapes.Image(name);
        Assert.Equal(Shapes.Of<float>($"Open-Disk3-{name}"), image.Open(3).Values.ToArray());
        Assert.Equal(Shapes.Of<float>($"Close-Disk3-{name}"), image.Close(3).Values.ToArray());
        Assert.Equal(Shapes.Of<float>($"TopHat-Disk3-{name}"), image.TopHat(3).Values.ToArray());
        Assert.Equal(Shapes.Of<float>($"BlackTopHat-Disk3-{name}"), image.BlackTopHat(3).Values.ToArray());
    }

    [Fact]
    public void A_pixel_grows_to_the_footprint()
    {
        var mask = Scenes.Drawn("..... ..... ..#.. ..... .....");
        Assert.Equal(Scenes.Drawn("..#.. .###. ##### .###. ..#..").Values.ToArray(), mask.Dilate(2).Values.ToArray());
        Assert.Equal(Scenes.Drawn("..#.. ..#.. ##### ..#.. ..#..").Values.ToArray(), mask.Dilate(2, Footprint.Cross).Values.ToArray());
        Assert.Equal(25, mask.Dilate(2, Footprint.Square).Area);
        Assert.Equal(mask.Values.ToArray(), mask.Dilate(2).Erode(2).Values.ToArray());
    }

    [Fact]
    public void On_masks_and_on_images_of_0_and_1_the_same_happens()
    {
        var random = new Random(3);
        for (var n = 0; n < 60; n++)
        {
            int height = random.Next(1, 50), width = random.Next(1, 200), radius = random.Next(0, 12);
            var density = random.NextDouble();
            var values = Enumerable.Range(0, height * width).Select(_ => random.NextDouble() < density).ToArray();
            var mask = new Mask(height, width, values);
            var image = new Image(1, height, width, Array.ConvertAll(values, value => value ? 1f : 0f));
            var footprint = (Footprint)random.Next(3);
            Shapes.Same(image.Open(radius, footprint).Threshold(0.5), mask.Open(radius, footprint), $"opening {n}");
            Shapes.Same(image.Close(radius, footprint).Threshold(0.5), mask.Close(radius, footprint), $"closing {n}");
        }
    }

    [Fact]
    public void Large_images_cut_into_bands_come_out_in_one_piece()
    {
        const int height = 700, width = 1100, radius = 9;
        var random = new Random(8);
        var values = Enumerable.Range(0, height * width).Select(_ => random.NextDouble() < 0.002).ToArray();
        var dilated = new Mask(height, width, values).Dilate(radius);
        var far = new Mask(height, width, values).Invert().Distance();
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(far.Values[i] <= radius, dilated.Values[i]);
    }

    [Theory]
    [InlineData(Footprint.Square, 4)]
    [InlineData(Footprint.Disk, 6)]
    public void Large_images_are_eroded_as_the_definition_says(Footprint footprint, int radius)
    {
        const int height = 120, width = 903;
        var random = new Random(6);
        var image = new Image(1, height, width, [.. Enumerable.Range(0, height * width).Select(_ => (float)random.Next(1000))]);
        var eroded = image.Erode(radius, footprint);
        for (var i = 0; i < height * width; i += 7)
        {
            var lowest = float.MaxValue;
            for (var y = Math.Max(0, i / width - radius); y <= Math.Min(height - 1, i / width + radius); y++)
            {
                for (var x = Math.Max(0, i % width - radius); x <= Math.Min(width - 1, i % width + radius); x++)
                {
                    int dy = y - i / width, dx = x - i % width;
                    if (footprint == Footprint.Square || dy * dy + dx * dx <= radius * radius)
                        lowest = Math.Min(lowest, image[y, x]);
                }
            }
            Assert.Equal(lowest, eroded.Values[i]);
        }
    }

    [Fact]
    public void Every_channel_is_worked_on_by_itself()
    {
        var image = new Image(2, 1, 3, [1, 2, 3, 9, 8, 7]) { PixelSize = 0.5, Provenance = "hand" };
        var eroded = image.Erode();
        Assert.Equal([1, 1, 2, 8, 7, 7], eroded.Values.ToArray());
        Assert.Equal((0.5, "hand"), (eroded.PixelSize, eroded.Provenance));
        Assert.Equal([2, 3, 3, 9, 9, 8], image.Dilate(1, Footprint.Square).Values.ToArray());
        Assert.Equal([0, 0, 1, 0, 0, 0], new Image(1, 1, 6, [4, 4, 5, 4, 4, 4]).TopHat(1).Values.ToArray());
    }

    [Fact]
    public void A_radius_of_0_changes_nothing_and_one_beyond_the_image_sees_all_of_it()
    {
        var mask = new Mask(2, 3, [true, false, true, false, false, true]) { PixelSize = 0.3 };
        Assert.Same(mask, mask.Open(0));
        Assert.Equal(6, mask.Dilate(1000).Area);
        Assert.Equal(0, mask.Erode(1000).Area);
        Assert.Equal(0.3, mask.Close(2).PixelSize);
        Assert.Equal([3, 3], new Image(1, 2, 1, [3, 1]).Dilate(1000).Values.ToArray());
    }

    [Fact]
    public void Input_without_sense_is_refused()
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => new Mask(2, 2).Erode(-1));
        Assert.StartsWith("The radius is -1; it is given in whole pixels, from 0 (which changes nothing) to 1000.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 2, 2).Open(1001));
        Assert.StartsWith("The radius is 1001;", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentOutOfRangeException>(() => new Mask(2, 2).Open(1, (Footprint)9));
        Assert.StartsWith("The footprint is 9; there are Disk, Square and Cross.", fault.Message, StringComparison.Ordinal);
        var not = Assert.Throws<ArgumentException>(() => new Image(1, 1, 2, [0, float.NaN]).Close(1));
        Assert.Equal("Close needs finite values, but found NaN in channel 0, row 0, column 1. Replace such values first.", not.Message);
    }
}
