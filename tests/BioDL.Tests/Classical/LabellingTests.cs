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

    /// <summary>Large enough to be cut into several bands of rows, which are joined afterwards.</summary>
    [Theory]
    [InlineData(0.1, Connectivity.Eight)]
    [InlineData(0.42, Connectivity.Eight)]
    [InlineData(0.6, Connectivity.Four)]
    [InlineData(0.99, Connectivity.Four)]
    public void Components_of_large_masks_are_those_of_a_flood_fill(double density, Connectivity connectivity)
    {
        const int height = 211, width = 705;
        var random = new Random(17);
        var values = Enumerable.Range(0, height * width).Select(_ => random.NextDouble() < density).ToArray();
        Assert.Equal(Flooded(values, width, connectivity), new Mask(height, width, values).Components(connectivity).Values.ToArray());
    }

    [Fact]
    public void The_pixel_size_is_kept() =>
        Assert.Equal(0.3, new Mask(1, 1, [true]) { PixelSize = 0.3 }.Components().PixelSize);

    private static int[] Flooded(bool[] values, int width, Connectivity connectivity)
    {
        var labels = new int[values.Length];
        var count = 0;
        var wet = new Stack<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i] || labels[i] != 0)
                continue;
            labels[i] = ++count;
            wet.Push(i);
            while (wet.TryPop(out var pixel))
            {
                for (var step = 0; step < 9; step++)
                {
                    int y = pixel / width + step / 3 - 1, x = pixel % width + step % 3 - 1;
                    if (y < 0 || x < 0 || y >= values.Length / width || x >= width || (connectivity == Connectivity.Four && step % 2 == 0))
                        continue;
                    if (!values[y * width + x] || labels[y * width + x] != 0)
                        continue;
                    labels[y * width + x] = count;
                    wet.Push(y * width + x);
                }
            }
        }
        return labels;
    }
}
