using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class CleaningTests
{
    public static TheoryData<string> Masks() => [.. Scenes.MaskNames];

    [Theory]
    [MemberData(nameof(Masks))]
    public void Holes_are_filled_as_in_scipy(string name) =>
        Assert.Equal(Scenes.Of<bool>($"filled-{name}"), Scenes.Mask(name).FillHoles().Values.ToArray());

    [Theory]
    [MemberData(nameof(Masks))]
    public void Small_components_go_as_in_scikit_image(string name) =>
        Assert.Equal(Scenes.Of<bool>($"large-{name}"), Scenes.Mask(name).RemoveSmall(9).Values.ToArray());

    [Fact]
    public void Objects_of_just_the_minimum_area_stay_and_keep_their_numbers()
    {
        var labels = new LabelImage(1, 8, [1, 0, 7, 7, 0, 4, 4, 4]) { PixelSize = 2 };
        Assert.Equal([0, 0, 7, 7, 0, 4, 4, 4], labels.RemoveSmall(2).Values.ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 4, 4, 4], labels.RemoveSmall(3).Values.ToArray());
        Assert.Equal(2, labels.RemoveSmall(3).PixelSize);
    }

    [Fact]
    public void A_negative_area_is_refused() =>
        Assert.Contains("minimumArea", Assert.Throws<ArgumentOutOfRangeException>(() => new LabelImage(1, 1).RemoveSmall(-1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(".", 0)]
    [InlineData("#", 1)]
    [InlineData("... ... ...", 0)]
    [InlineData("### ### ###", 9)]
    [InlineData("### #.# ###", 9)]
    [InlineData("### #.# ##.", 8)]
    [InlineData("### #.# #.#", 7)]
    public void Only_what_is_closed_in_on_all_sides_is_filled(string rows, int area) =>
        Assert.Equal(area, Scenes.Drawn(rows).FillHoles().Area);
}
