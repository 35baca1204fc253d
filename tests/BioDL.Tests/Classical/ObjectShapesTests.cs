using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class ObjectShapesTests
{
    public static TheoryData<string> Masks() => Shapes.Cases(Shapes.MaskNames);

    public static TheoryData<string> Labels() => Shapes.Cases(Shapes.LabelNames);

    [Theory]
    [MemberData(nameof(Masks))]
    public void Holes_are_filled_and_borders_cleared_as_in_scipy_and_scikit_image(string name)
    {
        var mask = Shapes.Mask($"mask-{name}");
        Shapes.Same(Shapes.Mask($"filled-{name}"), mask.FillHoles(), "holes");
        Shapes.Same(Shapes.Mask($"inside-{name}"), mask.ClearBorder(), "border");
        if (mask.Height > 2 && mask.Width > 2)
            Shapes.Same(Shapes.Mask($"inside2-{name}"), mask.ClearBorder(margin: 2), "wide border");
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void Labels_expand_as_in_scikit_image(string name)
    {
        var labels = Shapes.Labels(name);
        foreach (var distance in new[] { "1", "2.5", "5", "40" })
        {
            var expanded = labels.ExpandLabels(double.Parse(distance, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Shapes.Of<int>($"expanded{distance}-{name}"), expanded.Values.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void Boundaries_are_those_of_scikit_image(string name)
    {
        var labels = Shapes.Labels(name);
        Shapes.Same(Shapes.Mask($"inner-{name}"), labels.FindBoundaries(), "inner");
        Shapes.Same(Shapes.Mask($"outer-{name}"), labels.FindBoundaries(BoundarySide.Outer), "outer");
        Shapes.Same(Shapes.Mask($"thick-{name}"), labels.FindBoundaries(BoundarySide.Thick), "thick");
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("full")]
    [InlineData("halves")]
    public void Objects_at_the_edge_are_cleared_as_in_scikit_image(string name) =>
        Assert.Equal(Shapes.Of<int>($"cleared-{name}"), Shapes.Labels(name).ClearBorder().Values.ToArray());

    [Fact]
    public void An_object_at_the_edge_goes_as_a_whole_and_others_keep_their_numbers()
    {
        var labels = new LabelImage(5, 6, [0, 0, 0, 0, 2, 0, 0, 7, 7, 0, 0, 0, 0, 7, 0, 0, 3, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]) { PixelSize = 0.2 };
        var cleared = labels.ClearBorder();
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 7, 7, 0, 0, 0, 0, 7, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], cleared.Values.ToArray());
        Assert.Equal(0.2, cleared.PixelSize);
        Assert.Equal([3], labels.ClearBorder(1).RemoveSmall(1).Values.ToArray().Where(label => label != 0 && label != 7).Append(3).Distinct());
        Assert.Equal(0, labels.ClearBorder(int.MaxValue).Count);
        Assert.Equal(0, labels.Foreground().ClearBorder(int.MaxValue).Area);
    }

    [Fact]
    public void Nothing_else_grows_than_what_was_there()
    {
        var labels = new LabelImage(1, 5, [0, 4, 0, 2, 0]) { PixelSize = 0.2 };
        Assert.Equal([4, 4, 4, 2, 2], labels.ExpandLabels().Values.ToArray());
        Assert.Equal([0, 4, 0, 2, 0], labels.ExpandLabels(0).Values.ToArray());
        Assert.Equal([4, 4, 4, 2, 2], labels.ExpandLabels(double.PositiveInfinity).Values.ToArray());
        Assert.Equal(0.2, labels.ExpandLabels().PixelSize);
        Assert.Equal(0, new LabelImage(3, 3).ExpandLabels(9).Maximum);
    }

    [Fact]
    public void Expansion_is_the_nearest_object_on_large_images_too()
    {
        const int height = 300, width = 517;
        var random = new Random(4);
        var labels = new LabelImage(height, width, [.. Enumerable.Range(0, height * width).Select(_ => random.Next(900) == 0 ? random.Next(1, 50) : 0)]);
        var expanded = labels.ExpandLabels(12);
        var distance = labels.Foreground().Invert().Distance();
        for (var i = 0; i < expanded.Values.Length; i++)
            Assert.Equal(distance.Values[i] <= 12, expanded.Values[i] > 0);
    }

    [Fact]
    public void Input_without_sense_is_refused()
    {
        var labels = new LabelImage(2, 2);
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => labels.ExpandLabels(-1));
        Assert.StartsWith("The distance is -1; it is given in pixels, 0 or more.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentOutOfRangeException>(() => labels.FindBoundaries((BoundarySide)5));
        Assert.StartsWith("The side is 5; there are Inner, Outer and Thick.", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => labels.ClearBorder(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mask(2, 2).ClearBorder(-1));
    }
}
