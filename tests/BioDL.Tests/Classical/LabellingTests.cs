using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class LabellingTests
{
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var name in Scenes.MaskNames)
        {
            cases.Add(name, 4);
            cases.Add(name, 8);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Components_are_those_of_scikit_image_numbered_by_their_first_pixel(string name, int connectivity)
    {
        var ours = Scenes.Mask(name).Components((Connectivity)connectivity).Values.ToArray();
        var theirs = Scenes.Of<int>($"components{connectivity}-{name}");
        var number = new Dictionary<int, int> { [0] = 0 };
        foreach (var label in theirs)
            number.TryAdd(label, number.Count);
        Assert.Equal(theirs.Select(label => number[label]), ours);
    }

    [Fact]
    public void A_corner_joins_eight_neighbours_but_not_four()
    {
        var mask = Scenes.Drawn("#.#. .#.# #...");
        Assert.Equal(1, mask.Components().Count);
        Assert.Equal([1, 0, 2, 0, 0, 3, 0, 4, 5, 0, 0, 0], mask.Components(Connectivity.Four).Values.ToArray());
    }

    [Fact]
    public void A_spiral_is_one_component()
    {
        var spiral = Scenes.Drawn("####### ......# #####.# #...#.# #.###.# #.....# #######");
        Assert.Equal(1, spiral.Components(Connectivity.Four).Count);
    }

    [Theory]
    [InlineData(".", 0)]
    [InlineData("#", 1)]
    [InlineData("... ...", 0)]
    [InlineData("### ###", 1)]
    public void Empty_full_and_single_pixel_masks_have_none_or_one(string rows, int count) =>
        Assert.Equal(count, Scenes.Drawn(rows).Components(Connectivity.Four).Count);

    [Fact]
    public void Other_neighbourhoods_are_refused()
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Scenes.Drawn("#").Components((Connectivity)6));
        Assert.StartsWith("Connectivity is 6; pixels have Four or Eight neighbours.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pixel_size_is_kept() =>
        Assert.Equal(0.3, new Mask(1, 1, [true]) { PixelSize = 0.3 }.Components().PixelSize);
}
