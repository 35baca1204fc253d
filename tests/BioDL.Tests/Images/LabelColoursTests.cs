using BioDL.Images;

namespace BioDL.Tests.Images;

public sealed class LabelColoursTests
{
    private static LabelImage Labels(int height, int width, Func<int, int, int> label) =>
        new(height, width, [.. Enumerable.Range(0, height * width).Select(i => label(i / width, i % width))]);

    [Fact]
    public void Touching_objects_never_get_the_same_or_a_similar_colour_in_a_pavement_of_squares()
    {
        // 12 × 12 squares of 3 × 3 pixels, numbered so that neighbours in a row are 8 apart: their number alone would give them one colour.
        var labels = Labels(36, 36, (y, x) => 1 + (y / 3 * 12 + x / 3) * LabelColours.Count);
        AssertNeighboursDiffer(labels, mayBeSimilarInCorners: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Touching_objects_never_get_the_same_colour_in_random_mosaics(int seed)
    {
        var random = new Random(seed);
        var sites = Enumerable.Range(0, 60).Select(_ => (Y: random.Next(80), X: random.Next(80))).ToArray();
        // Nearest site in city blocks: pieces that hang together through their edges.
        var labels = Labels(80, 80, (y, x) => 1 + Enumerable.Range(0, sites.Length).MinBy(i => Math.Abs(sites[i].Y - y) + Math.Abs(sites[i].X - x)));
        AssertNeighboursDiffer(labels, mayBeSimilarInCorners: true);
    }

    [Fact]
    public void A_chain_of_touching_objects_differs_clearly_at_each_border()
    {
        var labels = Labels(4, 200, (_, x) => 1 + x / 5);
        AssertNeighboursDiffer(labels, mayBeSimilarInCorners: false);
    }

    [Fact]
    public void Objects_one_pixel_apart_differ_too()
    {
        var labels = Labels(9, 90, (_, x) => x % 6 == 5 ? 0 : 1 + x / 6 * LabelColours.Count);
        var colours = LabelColours.Of(labels);
        for (var i = 0; i + 1 < 15; i++)
            Assert.NotEqual(colours[1 + i * LabelColours.Count], colours[1 + (i + 1) * LabelColours.Count]);
    }

    [Fact]
    public void The_same_labels_get_the_same_colours_and_background_is_black()
    {
        var labels = Labels(20, 20, (y, x) => (y + x) % 7 == 0 ? 0 : 1 + y / 4 * 5 + x / 4);

        Assert.Equal(LabelColours.Of(labels), LabelColours.Of(Labels(20, 20, (y, x) => labels[y, x])));
        Assert.Equal(default, LabelColours.Of(labels)[0]);
        Assert.All(LabelColours.Of(labels).Skip(1), colour => Assert.NotEqual(default, colour));
        Assert.Equal([default], LabelColours.Of(new LabelImage(3, 3)));
    }

    private static void AssertNeighboursDiffer(LabelImage labels, bool mayBeSimilarInCorners)
    {
        var numbers = NeighbourColouring.Of(labels, LabelColours.Count, LabelColours.AreAlike);
        for (var y = 0; y < labels.Height; y++)
        {
            for (var x = 0; x < labels.Width; x++)
            {
                foreach (var (dy, dx) in new[] { (0, 1), (1, 0), (1, 1), (1, -1) })
                {
                    if (y + dy >= labels.Height || x + dx >= labels.Width || x + dx < 0 || labels[y, x] == labels[y + dy, x + dx])
                        continue;
                    var (one, other) = (numbers[labels[y, x]], numbers[labels[y + dy, x + dx]]);
                    Assert.NotEqual(one, other);
                    if (!mayBeSimilarInCorners)
                        Assert.False(LabelColours.AreAlike(one - 1, other - 1), $"colours {one} and {other} are too much alike");
                }
            }
        }
    }
}
