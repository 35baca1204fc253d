using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class DistancesTests
{
    public static TheoryData<string> Masks() => [.. Scenes.MaskNames];

    [Theory]
    [MemberData(nameof(Masks))]
    public void Distances_are_exactly_those_of_scipy(string name)
    {
        var squared = Scenes.Of<int>($"squared-{name}");
        Assert.Equal(squared.Select(value => (float)Math.Sqrt(value)), Scenes.Mask(name).Distance().Values.ToArray());
    }

    [Fact]
    public void Random_masks_of_all_shapes_agree_with_looking_at_every_background_pixel()
    {
        var random = new Random(5);
        for (var n = 0; n < 300; n++)
        {
            int height = random.Next(1, 14), width = random.Next(1, 14);
            var density = random.NextDouble();
            var values = Enumerable.Range(0, height * width).Select(_ => random.NextDouble() < density).ToArray();
            values[random.Next(values.Length)] = false;
            var distance = new Mask(height, width, values).Distance();
            for (var i = 0; i < values.Length; i++)
            {
                var nearest = Enumerable.Range(0, values.Length).Where(j => !values[j])
                    .Min(j => Squared(i / width - j / width) + Squared(i % width - j % width));
                Assert.Equal((float)Math.Sqrt(nearest), distance.Values[i]);
            }
        }
    }

    [Fact]
    public void Without_background_the_distance_is_that_to_the_frame_around_the_image()
    {
        Assert.Equal([1, 1, 1, 1, 2, 1, 1, 1, 1], Scenes.Drawn("### ### ###").Distance().Values.ToArray());
        Assert.Equal([1], Scenes.Drawn("#").Distance().Values.ToArray());
    }

    [Fact]
    public void Without_foreground_all_distances_are_0() =>
        Assert.All(new Mask(3, 4).Distance().Values.ToArray(), value => Assert.Equal(0, value));

    [Fact]
    public void A_large_image_far_from_its_only_background_pixel_is_exact()
    {
        var values = new bool[700 * 900];
        Array.Fill(values, true);
        values[0] = false;
        var distance = new Mask(700, 900, values).Distance();
        Assert.Equal((float)Math.Sqrt(699 * 699 + 899 * 899), distance[699, 899]);
        Assert.Equal((float)Math.Sqrt(350 * 350 + 20 * 20), distance[350, 20]);
    }

    private static int Squared(int value) => value * value;
}
