using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class ReconstructionTests
{
    public static TheoryData<string> Images() => Shapes.Cases(Shapes.ImageNames);

    [Theory]
    [MemberData(nameof(Images))]
    public void Markers_spread_as_in_scikit_image(string name)
    {
        var image = Shapes.Image(name);
        foreach (var connectivity in new[] { Connectivity.Four, Connectivity.Eight })
        {
            var risen = Shapes.Image(name, "marker-dilation").ReconstructByDilation(image, connectivity);
            Assert.Equal(Shapes.Of<float>($"dilation{(int)connectivity}-{name}"), risen.Values.ToArray());
            var sunk = Shapes.Image(name, "marker-erosion").ReconstructByErosion(image, connectivity);
            Assert.Equal(Shapes.Of<float>($"erosion{(int)connectivity}-{name}"), sunk.Values.ToArray());
        }
        Assert.Equal(Shapes.Of<float>($"greyfilled-{name}"), image.FillHoles().Values.ToArray());
    }

    /// <summary>The definition itself, step by step, on images that are cut into several bands.</summary>
    [Theory]
    [InlineData(Connectivity.Four, Footprint.Cross)]
    [InlineData(Connectivity.Eight, Footprint.Square)]
    public void It_is_the_limit_of_dilations_under_the_image(Connectivity connectivity, Footprint footprint)
    {
        var random = new Random(2);
        const int height = 150, width = 701;
        var image = new Image(1, height, width, [.. Enumerable.Range(0, height * width).Select(_ => (float)random.Next(20))]);
        var marker = image.Like([.. image.Values.ToArray().Select((value, i) => i % 5003 == 70 ? value : value - random.Next(15))]);
        var risen = marker;
        for (var before = risen.Like(new float[height * width]); !before.Values.SequenceEqual(risen.Values);)
        {
            before = risen;
            risen = Lower(risen.Dilate(1, footprint), image);
        }
        Assert.Equal(risen.Values.ToArray(), marker.ReconstructByDilation(image, connectivity).Values.ToArray());
    }

    [Fact]
    public void Only_the_touched_peak_comes_back()
    {
        var image = new Image(1, 1, 9, [0, 3, 5, 3, 1, 4, 6, 4, 0]) { PixelSize = 2 };
        var marker = image.Like([0, 0, 4, 0, 0, 0, 0, 0, 0]);
        var risen = marker.ReconstructByDilation(image);
        Assert.Equal([0, 3, 4, 3, 1, 1, 1, 1, 0], risen.Values.ToArray());
        Assert.Equal(2, risen.PixelSize);
    }

    [Fact]
    public void A_marker_above_the_image_is_lowered_to_it()
    {
        var image = new Image(1, 1, 3, [1, 2, 1]);
        Assert.Equal([1, 1, 1], image.Like([9, 0, 0]).ReconstructByDilation(image).Values.ToArray());
        Assert.Equal([1, 2, 2], image.Like([-9, 9, 9]).ReconstructByErosion(image).Values.ToArray());
    }

    [Fact]
    public void Input_without_sense_is_refused()
    {
        var image = new Image(1, 2, 2);
        var fault = Assert.Throws<ArgumentException>(() => new Image(1, 2, 3).ReconstructByDilation(image));
        Assert.Equal("Marker and image must have the same size, but one has 2 rows and 3 columns, the other 2 and 2.", fault.Message);
        fault = Assert.Throws<ArgumentException>(() => new Image(2, 2, 2).FillHoles());
        Assert.StartsWith("FillHoles works on one channel, this image has 2.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentException>(() => new Image(1, 1, 2, [0, float.PositiveInfinity]).ReconstructByErosion(new Image(1, 1, 2)));
        Assert.StartsWith("ReconstructByErosion needs finite values, but found Infinity", fault.Message, StringComparison.Ordinal);
    }

    private static Image Lower(Image first, Image second) =>
        first.Like([.. first.Values.ToArray().Zip(second.Values.ToArray(), MathF.Min)]);
}
