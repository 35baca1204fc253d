using BioDL.Classical;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

public sealed class ScribbleFileTests
{
    private static readonly Image Field = new(1, 30, 40);

    [Theory]
    [InlineData("rectangle", 0)]
    [InlineData("rectangle-fine", 0)]
    [InlineData("oval", 0)]
    [InlineData("oval-outside", 0)]
    [InlineData("polygon", 0)]
    [InlineData("polygon-fine", 0)]
    [InlineData("freehand", 0)]
    [InlineData("traced", 0)]
    [InlineData("ring", 0)]
    [InlineData("line", 0)]
    [InlineData("line-steep", 0)]
    [InlineData("line-wide", 0)]
    [InlineData("polyline", 0)]
    [InlineData("freeline", 0)]
    [InlineData("point", 0)]
    [InlineData("points", 0)]
    public void A_region_of_ImageJ_covers_the_pixels_that_ImageJ_gives_it(string name, int differences)
    {
        var scribbles = Scribbles.Read(Fixture.Path($"rois/{name}.roi"), Field);
        var mask = File.ReadAllBytes(Fixture.Path($"rois/{name}.mask"));
        var ours = new bool[1200];
        foreach (var pixel in Assert.Single(scribbles.Strokes).Pixels)
            ours[pixel] = true;
        var wrong = Enumerable.Range(0, 1200).Where(pixel => ours[pixel] != mask[pixel] > 0).Select(pixel => (pixel / 40, pixel % 40, ours[pixel])).ToArray();
        Assert.True(wrong.Length <= differences, $"{wrong.Length} of {mask.Count(value => value > 0)}: {string.Join(" ", wrong)}");
    }
}
