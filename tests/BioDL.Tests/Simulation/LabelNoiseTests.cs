using BioDL.Classical;
using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Simulation;

public sealed class LabelNoiseTests
{
    /// <summary>A hundred squares of 12 × 12 pixels, 4 apart: square n stands in row (n − 1) / 10, column (n − 1) % 10.</summary>
    private static readonly LabelImage Squares = Grid(12, 4);

    private static readonly int[] Classes = [.. Enumerable.Range(0, 100).Select(i => i % 3)];

    [Fact]
    public void No_noise_leaves_everything_as_it_was()
    {
        var noisy = new LabelNoise().Apply(Squares, Classes);

        Assert.Equal(Squares.Values.ToArray(), noisy.Labels.Values.ToArray());
        Assert.Equal(Classes, noisy.Classes);
        Assert.Empty(noisy.Errors);
    }

    [Fact]
    public void Shares_are_met_exactly_and_objects_without_a_mistake_stay_as_they_were()
    {
        var noise = new LabelNoise { Missed = 0.1, Merged = 0.07, Shifted = 0.05, Eroded = 0.2, Dilated = 0.03, Jagged = 0.12, WrongClass = 0.13, MergeDistance = 5 };
        var noisy = noise.Apply(Squares, Classes, seed: 4);

        var counts = noisy.Errors.CountBy(error => error.Kind).ToDictionary();
        Assert.Equal((10, 7, 5, 20), (counts[LabelErrorKind.Missed], counts[LabelErrorKind.Merged], counts[LabelErrorKind.Shifted], counts[LabelErrorKind.Eroded]));
        Assert.Equal((3, 12, 13), (counts[LabelErrorKind.Dilated], counts[LabelErrorKind.Jagged], counts[LabelErrorKind.WrongClass]));
        Assert.Equal(noisy.Errors.Count, noisy.Errors.Select(error => error.Label).Distinct().Count());
        var touched = noisy.Errors.SelectMany(error => error.Kind == LabelErrorKind.Merged ? [error.Label, error.Into!.Value] : new[] { error.Label }).ToHashSet();
        Assert.All(Enumerable.Range(1, 100).Where(label => !touched.Contains(label)), label => Assert.Equal(Pixels(Squares, label), Pixels(noisy.Labels, label)));
    }

    [Fact]
    public void Missed_objects_are_gone_and_merged_ones_bear_a_neighbours_number()
    {
        var missed = new LabelNoise { Missed = 0.3 }.Apply(Squares, seed: 2);
        Assert.Equal(70, missed.Labels.Count);
        Assert.All(missed.Errors, error => Assert.Equal((144, 0), (error.PixelsBefore, error.PixelsAfter)));

        var merged = new LabelNoise { Merged = 0.2, MergeDistance = 5 }.Apply(Squares, seed: 2);
        Assert.Equal(80, merged.Labels.Count);
        foreach (var error in merged.Errors)
        {
            Assert.Equal(288, merged.Labels.Areas[error.Into!.Value]);
            Assert.Equal(error.Into.Value, merged.Labels[Place(error.Label).Y, Place(error.Label).X]);
            Assert.Contains(Math.Abs(error.Label - error.Into.Value), new[] { 1, 10 });
        }
        Assert.Empty(new LabelNoise { Merged = 0.5, MergeDistance = 4.5 }.Apply(Squares).Errors);
    }

    [Fact]
    public void Outlines_move_in_and_out_by_their_distance()
    {
        // Squares of 12 less two rows on every side; more than two corners cut when they grow: Euclid's distance.
        var eroded = new LabelNoise { Eroded = 1, ErodeDistance = 2 }.Apply(Squares);
        Assert.All(eroded.Errors, error => Assert.Equal(64, error.PixelsAfter));
        var dilated = new LabelNoise { Dilated = 1, DilateDistance = 1 }.Apply(Squares);
        Assert.All(dilated.Errors.Where(error => IsInner(error.Label)), error => Assert.Equal(144 + 48, error.PixelsAfter));
        var vanishing = new LabelNoise { Eroded = 1, ErodeDistance = 50 }.Apply(Squares);
        Assert.All(vanishing.Errors, error => Assert.Equal(4, error.PixelsAfter));
    }

    [Fact]
    public void Shifted_outlines_keep_their_shape_where_there_is_room()
    {
        var shifted = new LabelNoise { Shifted = 0.2, ShiftDistance = 2 }.Apply(Squares, seed: 3);
        foreach (var error in shifted.Errors.Where(error => IsInner(error.Label)))
        {
            var pixels = Pixels(shifted.Labels, error.Label);
            var before = Pixels(Squares, error.Label);
            var down = pixels.Average(i => i / Squares.Width) - before.Average(i => i / Squares.Width);
            var across = pixels.Average(i => i % Squares.Width) - before.Average(i => i % Squares.Width);
            Assert.Equal(144, error.PixelsAfter);
            Assert.InRange(Math.Sqrt(down * down + across * across), 1.4, 2.9);
        }
    }

    [Fact]
    public void Jagged_outlines_stray_by_about_their_size_and_nowhere_else()
    {
        var wide = Grid(40, 30);
        var jagged = new LabelNoise { Jagged = 1, Jaggedness = 2 }.Apply(wide, seed: 5);
        var changed = Enumerable.Range(0, wide.Values.Length).Count(i => wide.Values[i] != jagged.Labels.Values[i]);

        // Of 100 squares with 160 pixels of outline each, where the outline strays by 2 pixels on average.
        Assert.InRange(changed / (100.0 * 160), 1.2, 2.6);
        Assert.All(jagged.Errors, error => Assert.InRange(error.PixelsAfter, 1300, 1900));
        Assert.All(Enumerable.Range(1, 100), label =>
            Assert.Equal(1, new Mask(wide.Height, wide.Width, [.. jagged.Labels.Values.ToArray().Select(value => value == label)]).Components(Connectivity.Four).Count));
    }

    [Fact]
    public void Wrong_classes_are_other_classes_that_exist()
    {
        var noisy = new LabelNoise { WrongClass = 0.5 }.Apply(Squares, Classes, seed: 1);

        Assert.Equal(50, noisy.Classes.Zip(Classes).Count(pair => pair.First != pair.Second));
        Assert.All(noisy.Classes, one => Assert.InRange(one, 0, 2));
        Assert.All(noisy.Errors, error => Assert.Equal(error.Into, noisy.Classes[error.Label - 1]));
        Assert.Equal(Squares.Values.ToArray(), noisy.Labels.Values.ToArray());
    }

    [Fact]
    public void The_same_seed_spoils_the_same_objects()
    {
        var noise = new LabelNoise { Missed = 0.2, Jagged = 0.3 };
        Assert.Equal(noise.Apply(Squares, 7).Labels.Values.ToArray(), noise.Apply(Squares, 7).Labels.Values.ToArray());
        Assert.NotEqual(noise.Apply(Squares, 7).Errors, noise.Apply(Squares, 8).Errors);
        Assert.StartsWith("Labels of 100 objects with 50 mistakes, 20 missed, 30 jagged", noise.Apply(Squares).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_labels_one_pixel_and_a_full_image_are_no_trouble()
    {
        var all = new LabelNoise { Eroded = 0.5, Jagged = 0.5 };
        Assert.Empty(all.Apply(new LabelImage(5, 5)).Errors);
        Assert.Single(all.Apply(new LabelImage(1, 1, [1])).Errors);
        Assert.Equal(100, new LabelNoise { Dilated = 1 }.Apply(new LabelImage(10, 10, [.. Enumerable.Repeat(3, 100)])).Labels.Areas[3]);
    }

    [Fact]
    public void Impossible_shares_and_missing_classes_are_named()
    {
        string Refusal(LabelNoise noise) => Assert.Throws<ArgumentException>(() => noise.Apply(Squares)).Message;
        Assert.Equal("Missed is 1.1; expected 0 to 1.", Refusal(new LabelNoise { Missed = 1.1 }));
        Assert.Equal("The sum of all shares is 1.2; expected 0 to 1.", Refusal(new LabelNoise { Missed = 0.6, Jagged = 0.6 }));
        Assert.StartsWith("WrongClass is 0.1, but 0 different classes were given", Refusal(new LabelNoise { WrongClass = 0.1 }), StringComparison.Ordinal);
        Assert.StartsWith("3 classes were given for labels up to 100.", Assert.Throws<ArgumentException>(() => new LabelNoise().Apply(Squares, [1, 2, 3])).Message, StringComparison.Ordinal);
    }

    private static LabelImage Grid(int side, int gap)
    {
        var size = 10 * (side + gap) + gap;
        return new LabelImage(size, size, [.. Enumerable.Range(0, size * size).Select(i => (Y: i / size - gap, X: i % size - gap))
            .Select(place => place.X >= 0 && place.Y >= 0 && place.X % (side + gap) < side && place.Y % (side + gap) < side ? place.Y / (side + gap) * 10 + place.X / (side + gap) + 1 : 0)]);
    }

    private static (int Y, int X) Place(int label) => (4 + (label - 1) / 10 * 16 + 6, 4 + (label - 1) % 10 * 16 + 6);

    private static bool IsInner(int label) => (label - 1) / 10 is > 0 and < 9 && (label - 1) % 10 is > 0 and < 9;

    private static int[] Pixels(LabelImage labels, int label) => [.. Enumerable.Range(0, labels.Values.Length).Where(i => labels.Values[i] == label)];
}
