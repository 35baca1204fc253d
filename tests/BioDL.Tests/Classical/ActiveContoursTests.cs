using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class ActiveContoursTests
{
    private static readonly (int Iterations, int Smoothing)[] Runs = [(0, 1), (1, 0), (1, 1), (4, 2), (7, 3), (30, 1), (31, 0)];

    public static TheoryData<string> Images() => Shapes.Cases(Shapes.ContourNames);

    [Theory]
    [MemberData(nameof(Images))]
    public void Contours_move_as_in_scikit_image(string name)
    {
        var image = Shapes.Image(name, "contour", "contoursize");
        foreach (var (iterations, smoothing) in Runs)
        {
            var run = string.Create(CultureInfo.InvariantCulture, $"{iterations}-{smoothing}-{name}");
            Shapes.Same(Shapes.Mask("disk-" + run), image.ActiveContour(Shapes.Mask($"start-{name}"), iterations, smoothing), "disk " + run);
            Shapes.Same(Shapes.Mask("checkerboard-" + run), image.ActiveContour(iterations: iterations, smoothing: smoothing), "checkerboard " + run);
        }
    }

    [Fact]
    public void A_disc_is_found_from_a_smaller_one_and_the_contour_comes_to_rest()
    {
        var disc = Shape(60, 24, 26, 14);
        var image = new Image(1, 60, 60, [.. disc.Values.ToArray().Select(value => value ? 50f : 10f)]) { PixelSize = 0.4 };
        var steps = new List<(int Number, int Area)>();
        var found = image.ActiveContour(Shape(60, 24, 26, 4), iterations: 1000, onStep: (number, inside) => steps.Add((number, inside.Area)));
        Assert.InRange(found.Area, disc.Area - 8, disc.Area + 8);
        Assert.Equal(0.4, found.PixelSize);
        Assert.Equal(Enumerable.Range(0, steps.Count - 1), steps.SkipLast(1).Select(step => step.Number));
        Assert.InRange(steps.Count, 8, 40);
        Assert.Equal(Shape(60, 24, 26, 4).Area, steps[0].Area);
        Assert.Equal(found.Area, steps[^1].Area);
    }

    [Fact]
    public void The_start_is_left_as_it_was()
    {
        var start = Shape(20, 10, 10, 5);
        var before = start.Values.ToArray();
        new Image(1, 20, 20, [.. Enumerable.Range(0, 400).Select(i => (float)(i % 7))]).ActiveContour(start, 5);
        Assert.Equal(before, start.Values.ToArray());
    }

    [Fact]
    public void One_pixel_is_fine() => Assert.Equal(0, new Image(1, 1, 1, [4]).ActiveContour(new Mask(1, 1, [true]), 3).Area);

    [Fact]
    public void Input_without_sense_is_refused()
    {
        var image = new Image(1, 4, 4);
        var fault = Assert.Throws<ArgumentException>(() => image.ActiveContour(new Mask(4, 5)));
        Assert.Equal("Image and initial mask must have the same size, but one has 4 rows and 4 columns, the other 4 and 5.", fault.Message);
        fault = Assert.Throws<ArgumentOutOfRangeException>(() => image.ActiveContour(iterations: -1));
        Assert.StartsWith("-1 iterations were asked for; there can be 0 or more.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentOutOfRangeException>(() => image.ActiveContour(smoothing: 101));
        Assert.StartsWith("Smoothing is 101; it is a number of times from 0 to 100.", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Image(3, 4, 4).ActiveContour());
    }

    private static Mask Shape(int side, int y, int x, int radius) => new(side, side,
        [.. Enumerable.Range(0, side * side).Select(i => (i / side - y) * (i / side - y) + (i % side - x) * (i % side - x) <= radius * radius)]);
}
