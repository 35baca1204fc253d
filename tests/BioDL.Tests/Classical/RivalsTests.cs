using BioDL.Classical;
using BioDL.Images;
using BioDL.Tests.Fixtures;
using static BioDL.Classical.LocalThresholds;
using static BioDL.Classical.Thresholds;

namespace BioDL.Tests.Classical;

/// <summary>Otsu's rivals, with the levels that scikit-image finds in the images of thresholds.npz.</summary>
public class RivalsTests
{
    private static readonly string[] Whole =
        ["nuclei", "dim-nuclei", "few-nuclei", "dark-on-bright", "noise", "gradient", "few-levels", "three-populations", "wide-range", "two-values", "constant", "one-pixel"];

    private static readonly string[] Names =
        [.. Whole, "nuclei-other", "dim-nuclei-other", "few-nuclei-other", "dark-on-bright-other", "noise-other", "gradient-other", "three-populations-other", "wide-range-other"];

    private static readonly string[] Methods = ["Otsu", "Li", "Triangle", "Yen", "Isodata", "Minimum", "Mean"];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var name in Names)
        {
            foreach (var method in Methods)
                pairs.Add(name, method);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_method_finds_the_level_of_scikit_image(string name, string method)
    {
        var expected = Fixture.Array<double>("thresholds.npz", "levels")[Array.IndexOf(Names, name) * Methods.Length + Array.IndexOf(Methods, method)];
        var image = ImageOf(name);
        var find = All.Single(rival => rival.Name == method).Method;
        if (!double.IsNaN(expected))
            Assert.Equal(expected, find(image), Math.Abs(expected) * 1e-6);
        else if (method == "Minimum" && name is not ("constant" or "one-pixel"))
            Assert.Throws<ArgumentException>(() => find(image));
        else
            Assert.Equal(image[0, 0], find(image));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Otsus_levels_for_several_classes_are_those_of_scikit_image(int classes)
    {
        int compared = 0, equal = 0;
        foreach (var name in Names)
        {
            double[] expected;
            try
            {
                expected = Fixture.Array<double>("thresholds.npz", $"multi-{classes}-{name}");
            }
            catch (FileNotFoundException)
            {
                continue;
            }
            compared++;
            var found = MultiOtsu(ImageOf(name), classes);
            // There, single precision settles what is nearly even, and with very few bins (few-levels) the result is not the best one by Otsu's own
            // criterion, nor that of threshold_otsu: where the levels differ, ours separate better.
            var isEqual = expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-6 * pair.First);
            var gain = Between(ImageOf(name), found) / Between(ImageOf(name), [.. expected.Select(level => (float)level)]) - 1;
            Assert.True(isEqual || gain > 0, $"{name}: expected {string.Join(" ", expected)}, found {string.Join(" ", found)}, gain {gain}");
            equal += isEqual ? 1 : 0;
        }
        Assert.True(compared >= 9 && equal >= compared - 2, $"{compared} images were compared, {equal} had the same levels.");
    }

    [Fact]
    public void With_two_classes_the_levels_are_Otsus() =>
        Assert.All(Names.Except(["constant", "one-pixel"]), name => Assert.Equal([Otsu(ImageOf(name))], MultiOtsu(ImageOf(name), 2)));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void No_other_levels_separate_a_small_histogram_better(int classes)
    {
        var random = new Random(7);
        for (var n = 0; n < 20; n++)
        {
            var image = new Image(1, 1, 60, [.. Enumerable.Range(0, 60).Select(_ => (float)random.Next(14))]);
            var levels = MultiOtsu(image, classes);
            var best = Subsets(14, classes - 1).Max(subset => Between(image, [.. subset.Select(level => (float)level)]));
            Assert.Equal(best, Between(image, levels), 9);
        }

        static IEnumerable<int[]> Subsets(int below, int size) => size == 0 ? [[]]
            : Enumerable.Range(0, below).SelectMany(last => Subsets(last, size - 1).Select(subset => (int[])[.. subset, last]));
    }

    [Fact]
    public void Sixteen_bit_images_and_sixteen_classes_are_no_burden()
    {
        var random = new Random(7);
        var image = new Image(1, 100, 100, [.. Enumerable.Range(0, 10_000).Select(i => (float)(random.Next(3000) + 4000 * (i % 16)))]);
        var levels = MultiOtsu(image, 16);
        Assert.All(Enumerable.Range(0, 15), n => Assert.InRange(levels[n], 4000 * n + 2900, 4000 * (n + 1)));
        Assert.Equal(16, image.Classes(levels).Values.ToArray().Distinct().Count());
    }

    [Fact]
    public void Classes_count_the_levels_that_a_pixel_is_brighter_than()
    {
        var image = new Image(1, 1, 5, [1, 2, 3, 7, 9]) { PixelSize = 0.5 };
        Assert.Equal([0, 0, 1, 1, 2], image.Classes([2, 7]).Values.ToArray());
        Assert.Equal(0.5, image.Classes([2, 7]).PixelSize);
        Assert.StartsWith("Level 2 is 2, which is not above the one before, 7. Sort the levels.",
            Assert.Throws<ArgumentException>(() => image.Classes([7, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_classes_than_values_are_refused()
    {
        Assert.StartsWith("The image has only 2 different values, but 3 classes were asked for. Ask for fewer classes.",
            Assert.Throws<ArgumentException>(() => MultiOtsu(ImageOf("two-values"))).Message, StringComparison.Ordinal);
        Assert.StartsWith("17 classes were asked for; 2 to 16 can be told apart.",
            Assert.Throws<ArgumentOutOfRangeException>(() => MultiOtsu(ImageOf("nuclei"), 17)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rivals_come_in_the_order_of_their_levels_without_the_one_that_finds_none()
    {
        var rivals = Rivals(ImageOf("few-levels"));
        Assert.Equal(["Isodata", "Otsu", "Li", "Mean", "Yen", "Triangle"], rivals.Select(rival => rival.Name));
        Assert.Equal(rivals.Select(rival => rival.Level).Order(), rivals.Select(rival => rival.Level));
        Assert.All(rivals, rival => Assert.Equal(ImageOf("few-levels").Threshold(rival.Level).Fraction, rival.Foreground, 12));
        Assert.Equal(Methods, All.Select(rival => rival.ToString()));
    }

    [Fact]
    public void An_image_without_two_peaks_has_no_minimum_between_them()
    {
        var fault = Assert.Throws<ArgumentException>(() => Minimum(ImageOf("few-levels")));
        Assert.StartsWith("Minimum looks for the valley between two peaks of the histogram, but smoothing left one.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_method_refuses_several_channels_and_what_is_not_finite()
    {
        foreach (var (name, method) in All)
        {
            Assert.Equal($"{name} works on one channel, this image has 3. Call ToGrey() first, or pick a channel.",
                Assert.Throws<ArgumentException>(() => method(new Image(3, 2, 2))).Message);
            Assert.EndsWith("needs finite values, but found NaN in channel 0, row 0, column 1. Replace such values first.",
                Assert.Throws<ArgumentException>(() => method(new Image(1, 1, 2, [0, float.NaN]))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Large_images_give_the_same_levels_as_one_of_their_copies()
    {
        var part = ImageOf("nuclei-other");
        float[] row = [.. Enumerable.Range(0, 60).SelectMany(y => Enumerable.Repeat(part.Values.Slice(y * 60, 60).ToArray(), 20).SelectMany(copy => copy))];
        var whole = new Image(1, 1200, 1200, [.. Enumerable.Repeat(row, 20).SelectMany(copy => copy)]);
        foreach (var (name, method) in All)
            Assert.True(Math.Abs(method(part) - method(whole)) < 1e-4, $"{name}: {method(part)} became {method(whole)}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(121)]
    public void Local_levels_are_those_of_scikit_image(int window)
    {
        var scene = FilterScenes.Scene();
        FilterScenes.AssertClose($"local-mean-{window}", LocalMean(scene, window), 1e-3f);
        FilterScenes.AssertClose($"local-gaussian-{window}", LocalGaussian(scene, window), 2e-3f);
        FilterScenes.AssertClose($"niblack-{window}", Niblack(scene, window, -0.4), 1e-3f);
        FilterScenes.AssertClose($"sauvola-{window}", Sauvola(scene, window, 0.3, 250), 1e-3f);
    }

    [Fact]
    public void Local_levels_of_an_image_smaller_than_the_window_are_those_of_scikit_image()
    {
        FilterScenes.AssertClose("sauvola-narrow-7", Sauvola(FilterScenes.Narrow(), 7, 0.2, 4), 1e-5f);
        FilterScenes.AssertClose("local-mean-narrow-7", LocalMean(FilterScenes.Narrow(), 7), 1e-5f);
    }

    [Fact]
    public void Bands_of_rows_do_not_show_in_local_levels()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 700 * 300).Select(_ => (float)random.Next(4096)).ToArray();
        Image whole = new(1, 700, 300, values), part = new(1, 200, 300, values[(250 * 300)..(450 * 300)]);
        Assert.Equal(Niblack(part, 31).Values[(20 * 300)..(180 * 300)].ToArray(), Niblack(whole, 31).Values[(270 * 300)..(430 * 300)].ToArray());
    }

    [Fact]
    public void A_local_threshold_follows_a_slope_that_no_single_level_can_follow()
    {
        var values = new float[50 * 200];
        for (var i = 0; i < values.Length; i++)
            values[i] = 10 * (i % 200) + (i / 200 is >= 20 and < 26 && i % 200 % 40 is >= 17 and < 23 ? 300 : 0);
        var mask = new Image(1, 50, 200, values).ThresholdLocally((image, window) => Niblack(image, window, -1.5), 41);
        Assert.All(Enumerable.Range(0, 5), n => Assert.True(mask[23, 40 * n + 20]));
        Assert.False(mask[23, 195]);
        Assert.Equal(5, mask.RemoveSmall(20).Components().Maximum);
    }

    [Fact]
    public void Even_ground_has_its_own_value_as_level_and_no_foreground()
    {
        var flat = new Image(1, 9, 9, [.. Enumerable.Repeat(4f, 81)]);
        Assert.All(Sauvola(flat, 5).Values.ToArray(), level => Assert.Equal(3.2f, level, 1e-6f));
        Assert.Equal(0, flat.ThresholdLocally(Niblack, 5).Area);
        Assert.Equal(0, new Image(1, 1, 1, [4]).ThresholdLocally(LocalGaussian, 21).Area);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(4097)]
    public void Windows_without_sense_are_refused(int window) => Assert.StartsWith(
        $"A window of {window} pixels was asked for; its side is odd, from 1 to 4,095.",
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterScenes.Scene().ThresholdLocally(Sauvola, window)).Message, StringComparison.Ordinal);

    [Fact]
    public void Hysteresis_keeps_what_hangs_together_with_something_bright()
    {
        Assert.Equal(FilterScenes.Of<bool>("hysteresis"), FilterScenes.Scene().ThresholdWithHysteresis(380, 900).Values.ToArray());
        // By hand: corners do not connect.
        var mask = new Image(1, 2, 5, [3, 1, 2, 1, 1, 2, 2, 1, 2, 2]).ThresholdWithHysteresis(1.5, 2.5);
        Assert.Equal([true, false, false, false, false, true, true, false, false, false], mask.Values.ToArray());
        Assert.StartsWith("The low level is 3, above the high level, 2. Give the lower one first.",
            Assert.Throws<ArgumentException>(() => FilterScenes.Scene().ThresholdWithHysteresis(3, 2)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16_777_217.0, 16_777_216f, false)]
    [InlineData(0.1, 0.1f, true)]
    [InlineData(2.0, 2f, false)]
    public void A_level_between_two_floats_is_compared_exactly(double level, float value, bool expected)
    {
        // 0.1f is 0.100000001490116, above 0.1; 16,777,217 has no float of its own.
        var mask = new Image(1, 1, 70, [.. Enumerable.Repeat(value, 70)]).Threshold(level);
        Assert.Equal(expected ? 70 : 0, mask.Area);
    }

    /// <summary>Otsu's criterion, straight from its definition.</summary>
    private static double Between(Image image, IReadOnlyList<float> levels)
    {
        var values = Array.ConvertAll(image.Values.ToArray(), value => (double)value);
        var mean = values.Average();
        return values.GroupBy(value => levels.Count(level => value > level)).Sum(group => group.Count() * Math.Pow(group.Average() - mean, 2));
    }

    private static Image ImageOf(string name)
    {
        var values = Fixture.Array<float>("thresholds.npz", $"image-{name}");
        var side = (int)Math.Sqrt(values.Length);
        return new Image(1, side, side, values);
    }
}
