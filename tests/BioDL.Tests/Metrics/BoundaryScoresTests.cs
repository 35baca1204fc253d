using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Metrics;

/// <summary>Distances of outlines against SciPy and scikit-image (make_scores.py), by hand, and in micrometres.</summary>
public class BoundaryScoresTests
{
    [Fact]
    public void Worked_by_hand()
    {
        // Truth: columns 0 to 3 of one row; predicted: 0 to 1. All are outline. Truth → predicted: 0 0 1 2; back: 0 0.
        var scores = BoundaryScores.Of(FixtureMasks.Drawn("####...."), FixtureMasks.Drawn("##......"));
        Assert.Equal((4, 2), (scores.TruthPixels, scores.PredictedPixels));
        Assert.Equal(2, scores.Hausdorff);
        Assert.Equal(1.85, scores.Hausdorff95, 12);
        Assert.Equal(3 / 6.0, scores.AverageDistance, 12);
        Assert.Equal((3 / 4.0 + 0) / 2, scores.MeanDirectedDistance, 12);
        Assert.Equal([4 / 6.0, 5 / 6.0, 1], new[] { 0.0, 1, 2 }.Select(scores.SurfaceDice));
    }

    [Fact]
    public void The_outline_is_pixels_with_a_side_neighbour_outside_be_that_beyond_the_image()
    {
        Assert.Equal(8, BoundaryScores.Of(FixtureMasks.Drawn("### ### ###"), FixtureMasks.Drawn("### ### ###")).TruthPixels);
        // A background pixel at a corner only leaves the centre inside.
        Assert.Equal(7, BoundaryScores.Of(FixtureMasks.Drawn(".## ### ###"), FixtureMasks.Drawn("### ### ###")).TruthPixels);
        Assert.Equal(0, BoundaryScores.Of(FixtureMasks.Drawn("#"), FixtureMasks.Drawn("#")).Hausdorff);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Distances_are_those_of_scikit_image_and_scipy(int n)
    {
        var expected = Fixture.Array<double>("scores.npz", $"boundary-{n}");
        var (truth, predicted) = FixtureMasks.Pair(n);
        var scores = BoundaryScores.Of(truth, predicted);
        double[] ours =
        [
            scores.Hausdorff, scores.Hausdorff95, scores.AverageDistance, scores.MeanDirectedDistance, scores.SurfaceDice(0), scores.SurfaceDice(1),
            scores.SurfaceDice(1.5), scores.SurfaceDice(3), scores.BoundaryIoU(1), scores.BoundaryIoU(2), scores.BoundaryIoU(3),
        ];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], ours[i], 5);
    }

    [Fact]
    public void Lengths_are_in_micrometres_where_the_pixel_size_is_known_and_else_in_pixels()
    {
        var (truth, predicted) = FixtureMasks.Pair(0);
        var (inMicrometres, other) = FixtureMasks.Pair(0, 0.325);
        BoundaryScores pixels = BoundaryScores.Of(truth, predicted), micrometres = BoundaryScores.Of(inMicrometres, other);
        Assert.Equal(("px", "µm"), (pixels.Unit, micrometres.Unit));
        Assert.Equal(0.325 * pixels.Hausdorff, micrometres.Hausdorff, 12);
        Assert.Equal(0.325 * pixels.AverageDistance, micrometres.AverageDistance, 12);
        for (var tolerance = 0; tolerance < 5; tolerance++)
            Assert.Equal(pixels.SurfaceDice(tolerance), micrometres.SurfaceDice(0.325 * tolerance));
        Assert.Equal(pixels.BoundaryIoU(2), micrometres.BoundaryIoU(0.65));
        Assert.Contains("Lengths are in pixels: nobody recorded the pixel size.", pixels.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.DoesNotContain("in pixels", micrometres.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.Equal("µm", BoundaryScores.Of(inMicrometres, predicted).Unit);
    }

    [Fact]
    public void Two_empty_masks_agree_and_one_empty_mask_is_infinitely_far()
    {
        Mask empty = FixtureMasks.Drawn("..."), one = FixtureMasks.Drawn(".#.");
        var nothing = BoundaryScores.Of(empty, empty);
        Assert.Equal([0, 0, 0, 0, 1, 1], Scores(nothing));
        const double Infinite = double.PositiveInfinity;
        Assert.Equal([Infinite, Infinite, Infinite, Infinite, 0, 0], Scores(BoundaryScores.Of(empty, one)));
        Assert.Equal([Infinite, Infinite, Infinite, Infinite, 0, 0], Scores(BoundaryScores.Of(one, empty)));
        Assert.Equal([0, 0, 0, 0, 1, 1], Scores(BoundaryScores.Of(one, one)));
    }

    [Fact]
    public void A_wide_rim_is_the_whole_mask()
    {
        var (truth, predicted) = FixtureMasks.Pair(0);
        Assert.Equal(Overlap.IoU(truth, predicted), BoundaryScores.Of(truth, predicted).BoundaryIoU(40), 15);
        // 2 % of the diagonal of 48 × 40 is 1.25 pixels.
        Assert.Equal(BoundaryScores.Of(truth, predicted).BoundaryIoU(1), BoundaryScores.Of(truth, predicted).BoundaryIoU());
    }

    [Fact]
    public void Objects_are_measured_one_by_one()
    {
        LabelImage truth = Squares((2, 2, 8), (20, 3, 6), (30, 30, 5)), predicted = Squares((3, 2, 8), (20, 3, 6), (3, 33, 4));
        var objects = ObjectBoundaries.Of(Match.At(0.5, truth, predicted));
        Assert.Equal(2, objects.Count);
        Assert.Equal((1, 0), (objects[0].Hausdorff, objects[1].Hausdorff));
        var alone = BoundaryScores.Of(Squares((2, 2, 8)).Foreground(), Squares((3, 2, 8)).Foreground());
        Assert.Equal(alone.AverageDistance / 2, objects.AverageDistance, 12);
        Assert.Equal((alone.BoundaryIoU(2) + 1) / 2, objects.BoundaryIoU(2), 12);
        Assert.Equal((alone.SurfaceDice(0) + 1) / 2, objects.SurfaceDice(0), 12);
        // An outline of 28 pixels, moved down by one: 7 pixels of either side stay on it, and of the top and bottom rows nothing.
        Assert.Equal(4 * 7 / 56.0, alone.SurfaceDice(0), 12);
    }

    [Fact]
    public void Without_any_pair_there_is_nothing_to_average()
    {
        var none = ObjectBoundaries.Of(Match.At(0.5, Squares((2, 2, 8)), Squares()));
        Assert.Equal((0, double.NaN, double.NaN), (none.Count, none.AverageDistance, none.SurfaceDice(1)));
        Assert.Equal("No object was found: there are no outlines to compare", none.ToString());
    }

    [Fact]
    public void Contradictory_pixel_sizes_and_odd_lengths_are_refused()
    {
        Mask one = FixtureMasks.Drawn("#.", 0.5), other = FixtureMasks.Drawn("#.", 0.25);
        Assert.Equal("The truth's pixel size is 0.5 µm, the prediction's 0.25 µm; they must be the same. Correct the one that is wrong.",
            Assert.Throws<ArgumentException>(() => BoundaryScores.Of(one, other)).Message);
        Assert.StartsWith("The tolerance is -1 µm; expected a length of 0 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => BoundaryScores.Of(one, one).SurfaceDice(-1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The width is NaN µm; expected a length above 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => BoundaryScores.Of(one, one).BoundaryIoU(double.NaN)).Message, StringComparison.Ordinal);
        Assert.Equal("The recorded pixel size is 0 µm; it lies above 0. Correct it.",
            Assert.Throws<ArgumentException>(() => BoundaryScores.Of(FixtureMasks.Drawn("#", 0), FixtureMasks.Drawn("#", 0))).Message);
    }

    private static double[] Scores(BoundaryScores scores) =>
        [scores.Hausdorff, scores.Hausdorff95, scores.AverageDistance, scores.MeanDirectedDistance, scores.SurfaceDice(0.5), scores.BoundaryIoU(1)];

    private static LabelImage Squares(params (int Top, int Left, int Side)[] squares)
    {
        var labels = new int[40 * 40];
        for (var n = 0; n < squares.Length; n++)
        {
            for (var i = 0; i < squares[n].Side * squares[n].Side; i++)
                labels[(squares[n].Top + i / squares[n].Side) * 40 + squares[n].Left + i % squares[n].Side] = n + 1;
        }
        return new LabelImage(40, 40, labels);
    }
}
