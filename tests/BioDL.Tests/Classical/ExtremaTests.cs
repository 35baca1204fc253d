using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class ExtremaTests
{
    public static TheoryData<string> Images() => Shapes.Cases(Shapes.ImageNames);

    [Theory]
    [MemberData(nameof(Images))]
    public void Regional_maxima_and_minima_are_those_of_scikit_image(string name)
    {
        var image = Shapes.Image(name);
        foreach (var connectivity in new[] { Connectivity.Four, Connectivity.Eight })
        {
            Shapes.Same(Shapes.Mask($"maxima{(int)connectivity}-{name}"), image.Maxima(connectivity), $"maxima {connectivity}");
            Shapes.Same(Shapes.Mask($"minima{(int)connectivity}-{name}"), image.Minima(connectivity), $"minima {connectivity}");
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Maxima_of_some_height_are_those_of_scikit_image(string name)
    {
        var image = Shapes.Image(name);
        foreach (var h in new[] { 1, 4, 25 })
        {
            Shapes.Same(Shapes.Mask($"hmaxima{h}-{name}"), image.HMaxima(h), $"maxima of height {h}");
            Shapes.Same(Shapes.Mask($"hminima{h}-{name}"), image.HMinima(h), $"minima of depth {h}");
        }
    }

    [Fact]
    public void A_bump_counts_when_it_stands_out_by_h()
    {
        var image = new Image(1, 1, 9, [0, 5, 3, 4, 3, 9, 7, 8, 0]) { PixelSize = 2 };
        Assert.Equal("010101010", Drawn(image.Maxima()));
        Assert.Equal("010101010", Drawn(image.HMaxima(1)));
        Assert.Equal("010001000", Drawn(image.HMaxima(2)));
        Assert.Equal("000001000", Drawn(image.HMaxima(2.5)));
        Assert.Equal("000000000", Drawn(image.HMaxima(9.5)));
        Assert.Equal(2, image.HMaxima(1).PixelSize);
    }

    [Fact]
    public void Heights_far_below_the_values_are_told_apart()
    {
        var image = new Image(1, 1, 5, [1e6f, 1e6f + 0.0625f, 1e6f, 1e6f + 0.125f, 0]);
        Assert.Equal("00010", Drawn(image.HMaxima(1)));
    }

    [Fact]
    public void They_are_seeds_for_a_watershed()
    {
        var mask = Scenes.TouchingDiscs(3, 4, 8);
        var distance = mask.Distance();
        var labels = distance.Like([.. distance.Values.ToArray().Select(value => -value)]).Watershed(distance.HMaxima(1).Components(), mask);
        Assert.Equal(12, labels.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_height_that_is_none_is_refused(double h)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 1, 2).HMaxima(h));
        Assert.Contains("it is a height above 0 in the units of the image. For maxima of any height call Maxima", fault.Message, StringComparison.Ordinal);
    }

    private static string Drawn(Mask mask) => string.Concat(mask.Values.ToArray().Select(value => value ? '1' : '0'));
}
