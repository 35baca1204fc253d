using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class SkeletonsTests
{
    public static TheoryData<string> Masks() => Shapes.Cases(Shapes.MaskNames);

    [Theory]
    [MemberData(nameof(Masks))]
    public void Skeletons_are_those_of_scikit_image(string name) =>
        Shapes.Same(Shapes.Mask($"skeleton-{name}"), Shapes.Mask($"mask-{name}").Skeletonise(), name);

    [Fact]
    public void A_bar_becomes_a_line_and_its_corner_shows_that_two_sides_go_first()
    {
        var skeleton = Scenes.Drawn("......... .#######. .#######. .#######. .........").Skeletonise();
        Assert.Equal(Scenes.Drawn("......... ......#.. .#####... ......... .........").Values.ToArray(), skeleton.Values.ToArray());
    }

    [Fact]
    public void Components_stay_as_many_and_thinning_again_changes_nothing()
    {
        var random = new Random(5);
        for (var n = 0; n < 40; n++)
        {
            int height = random.Next(3, 60), width = random.Next(3, 150);
            var image = new Image(1, height, width, [.. Enumerable.Range(0, height * width).Select(_ => random.NextSingle())]);
            var mask = image.Gaussian(1.5).Threshold(0.5);
            var skeleton = mask.Skeletonise();
            Assert.Equal(mask.Components().Count, skeleton.Components().Count);
            Shapes.Same(skeleton, skeleton.Skeletonise(), $"skeleton {n}");
        }
    }

    [Fact]
    public void The_pixel_size_is_kept() => Assert.Equal(0.3, new Mask(1, 1, [true]) { PixelSize = 0.3 }.Skeletonise().PixelSize);
}
