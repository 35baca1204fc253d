using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public class PeakFindingTests
{
    [Fact]
    public void Peaks_of_a_smooth_image_are_those_of_scikit_image()
    {
        var peaks = new Image(1, Scenes.Height, Scenes.Width, Scenes.Of<float>("smooth")).Peaks(0, 400);
        Assert.Equal(Scenes.Of<bool>("peaks"), peaks.Foreground().Values.ToArray());
    }

    [Fact]
    public void A_plateau_is_one_peak_at_its_middle()
    {
        var image = new Image(1, 3, 7, [0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal([10], Where(image.Peaks(0, 0)));
    }

    [Fact]
    public void A_plateau_beside_something_higher_is_none()
    {
        var image = new Image(1, 1, 7, [0, 4, 4, 4, 5, 1, 0]);
        Assert.Equal([4], Where(image.Peaks(0, 0)));
    }

    [Fact]
    public void The_higher_of_two_near_peaks_stays_and_of_equal_ones_the_first()
    {
        Assert.Equal([4], Where(new Image(1, 1, 6, [0, 5, 0, 0, 6, 0]).Peaks(3.5, 0)));
        Assert.Equal([1, 4], Where(new Image(1, 1, 6, [0, 5, 0, 0, 6, 0]).Peaks(3, 0)));
        Assert.Equal([1], Where(new Image(1, 1, 6, [0, 5, 0, 0, 5, 0]).Peaks(4, 0)));
    }

    [Fact]
    public void Peaks_must_exceed_the_level()
    {
        Assert.Equal([3], Where(new Image(1, 1, 5, [0, 5, 0, 6, 0]).Peaks(0, 5)));
        Assert.Empty(Where(new Image(1, 1, 5).Peaks(0, 0)));
    }

    [Fact]
    public void A_constant_image_above_the_level_is_one_plateau() => Assert.Equal([4], Where(new Image(1, 3, 3).Peaks(5, -1)));

    [Fact]
    public void One_pixel_is_a_peak() => Assert.Equal([0], Where(new Image(1, 1, 1, [2]).Peaks(5, 0)));

    [Fact]
    public void Numbers_go_row_by_row_and_distances_are_kept()
    {
        var random = new Random(2);
        foreach (var distance in new[] { 1.5, 3, 3 * Math.Sqrt(2), 7.2 })
        {
            var values = Enumerable.Range(0, 50 * 45).Select(_ => random.NextSingle()).ToArray();
            var labels = new Image(1, 50, 45, values).Peaks(distance, 0);
            var kept = Where(labels);
            Assert.Equal(Enumerable.Range(1, kept.Length), kept.Select(pixel => labels.Values[pixel]));
            var all = Where(new Image(1, 50, 45, values).Peaks(0, 0));
            // Greedy by height: each candidate stays exactly when no higher one that stays is near.
            var expected = new List<int>();
            foreach (var pixel in all.OrderByDescending(pixel => values[pixel]))
            {
                if (expected.TrueForAll(other => Math.Pow(pixel / 45 - other / 45, 2) + Math.Pow(pixel % 45 - other % 45, 2) >= distance * distance))
                    expected.Add(pixel);
            }
            Assert.Equal(expected.Order(), kept);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_distance_without_sense_is_refused(double distance)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Scenes.Cells().Peaks(distance, 0));
        Assert.StartsWith($"The minimum distance is {distance}; it is given in pixels, 0 or more.", fault.Message, StringComparison.Ordinal);
    }

    private static int[] Where(LabelImage peaks) =>
        [.. Enumerable.Range(0, peaks.Values.Length).Where(pixel => peaks.Values[pixel] > 0)];
}
