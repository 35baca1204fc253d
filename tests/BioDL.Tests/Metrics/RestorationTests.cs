using BioDL.Classical;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Metrics;

/// <summary>Scores of restored images against scikit-image and SciPy, by hand, and where images are constant or too small; make_scores.py made the fixture.</summary>
public class RestorationTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Scores_are_those_of_scikit_image(int n)
    {
        var (truth, restored) = Pair(n);
        double[] ours =
        [
            Restoration.PSNR(truth, restored), Restoration.PSNR(truth, restored, 255), Restoration.NRMSE(truth, restored),
            Restoration.NRMSE(truth, restored, NormalisedBy.Euclidean), Restoration.NRMSE(truth, restored, NormalisedBy.Mean), Restoration.SSIM(truth, restored),
            Restoration.SSIM(truth, restored, window: SimilarityWindow.Square), Restoration.ScaleInvariantPSNR(truth, restored),
            Restoration.SSIM(truth, restored.FitTo(truth)),
        ];
        var expected = Fixture.Array<double>("scores.npz", $"restoration-{n}");
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], ours[i], 1e-5);
        var all = RestorationScores.Of(truth, restored);
        Assert.Equal(ours[0], all.PSNR, 1e-9);
        Assert.Equal([ours[2], ours[5], ours[7], ours[8]], [all.NRMSE, all.SSIM, all.ScaleInvariantPSNR, all.ScaleInvariantSSIM]);
        Assert.Equal(Restoration.NRMSE(truth, restored.FitTo(truth)), all.ScaleInvariantNRMSE, 1e-5);
    }

    [Fact]
    public void PSNR_worked_by_hand()
    {
        // Errors 1, 0, 0, 1: MSE 1/2; range 10: 10 log10(200).
        Image truth = Row(0, 10, 5, 5), restored = Row(1, 10, 5, 4);
        Assert.Equal(10 * Math.Log10(200), Restoration.PSNR(truth, restored), 12);
        Assert.Equal(10 * Math.Log10(2 * 255 * 255), Restoration.PSNR(truth, restored, 255), 12);
        Assert.Equal(Math.Sqrt(0.5) / 5, Restoration.NRMSE(truth, restored, NormalisedBy.Mean), 12);
    }

    [Fact]
    public void Equal_images_are_perfect()
    {
        var (truth, _) = Pair(0);
        Assert.Equal((double.PositiveInfinity, 1, 0), (Restoration.PSNR(truth, truth), Math.Round(Restoration.SSIM(truth, truth), 12), Restoration.NRMSE(truth, truth)));
    }

    [Fact]
    public void Brightness_that_is_scaled_and_shifted_does_not_matter_to_the_invariant_forms()
    {
        var (truth, restored) = Pair(0);
        var other = restored.Like(Array.ConvertAll(restored.Values.ToArray(), value => -3 * value + 70));
        Assert.Equal(Restoration.ScaleInvariantPSNR(truth, restored), Restoration.ScaleInvariantPSNR(truth, other), 1e-4);
        Assert.True(Restoration.ScaleInvariantPSNR(truth, truth.Like(Array.ConvertAll(truth.Values.ToArray(), value => 2 * value))) > 100);
    }

    [Fact]
    public void A_constant_image_becomes_the_mean_of_the_truth()
    {
        Image truth = Row(0, 2, 4), flat = Row(9, 9, 9);
        Assert.Equal([2, 2, 2], flat.FitTo(truth).Values.ToArray());
        // The variance of the truth, 8/3, is left.
        Assert.Equal(10 * Math.Log10(16 / (8 / 3.0)), Restoration.ScaleInvariantPSNR(truth, flat), 12);
    }

    [Fact]
    public void Several_channels_are_averaged()
    {
        var (truth, restored) = Pair(0);
        Image both = Stack(truth, truth), mixed = Stack(truth, restored);
        Assert.Equal((1 + Restoration.SSIM(truth, restored, 100)) / 2, Restoration.SSIM(both, mixed, 100), 1e-9);
    }

    [Theory]
    [InlineData(0), InlineData(2), InlineData(3)]
    public void The_resolution_scaled_error_is_that_of_scipy(int n)
    {
        var (sharp, raw) = Pair(n);
        var expected = Fixture.Array<double>("scores.npz", $"squirrel-{n}");
        var fixedBlur = ResolutionScaledError.Of(raw, sharp, sigma: 1.3);
        Assert.Equal(expected[0], fixedBlur.RSE, 1e-3 * expected[0]);
        Assert.Equal(expected[1], fixedBlur.RSP, 1e-4);
        var searched = ResolutionScaledError.Of(raw, sharp);
        Assert.InRange(searched.RSE, 0, 1.002 * expected[2]);
    }

    [Fact]
    public void A_known_blur_is_found_again()
    {
        var (sharp, _) = Pair(0);
        var blurred = sharp.Gaussian(1.7);
        var raw = blurred.Like(Array.ConvertAll(blurred.Values.ToArray(), value => 0.5f * value + 12));
        var error = ResolutionScaledError.Of(raw, sharp);
        Assert.Equal(1.7, error.Sigma, 0.02);
        Assert.Equal((0.5, 12), (Math.Round(error.Factor, 2), Math.Round(error.Offset, 0)));
        Assert.InRange(error.RSE, 0, 0.01);
        Assert.Equal(1, error.RSP, 1e-5);
        Assert.Equal((sharp.Height, sharp.Width), (error.Map.Height, error.Map.Width));
    }

    [Fact]
    public void A_constant_image_has_an_error_but_no_correlation()
    {
        var error = ResolutionScaledError.Of(Row(1, 3, 1, 3), Row(5, 5, 5, 5));
        Assert.Equal((1, double.NaN), (error.RSE, error.RSP));
        Assert.Equal(0, ResolutionScaledError.Of(Row(4), Row(9)).RSE);
    }

    [Fact]
    public void What_has_no_answer_is_refused()
    {
        Says("Every value of the truth is 3, so it has no range of its own. Give the range, such as 255 for 8-bit images.", () => Restoration.PSNR(Row(3, 3), Row(1, 2)));
        Says("The range is 0; expected a number above 0, such as 255 for 8-bit images.", () => Restoration.PSNR(Row(3, 3), Row(1, 2), 0));
        Says("PSNR needs finite values, but found NaN in channel 0, row 0, column 1.", () => Restoration.PSNR(Row(3, 4), Row(1, float.NaN)));
        Says("SSIM needs finite values, but found Infinity in channel 0, row 0, column 0.", () => Restoration.SSIM(Row(float.PositiveInfinity, 4), Row(1, 1)));
        Says("The image has 1 rows and 2 columns; structural similarity with a Gaussian window needs at least 11 of each.", () => Restoration.SSIM(Row(3, 4), Row(1, 2)));
        Says("Truth and restored image must have the same size", () => Restoration.NRMSE(Row(3, 4), Row(1)));
        Says("The truth's mean is -2; expected a number above 0 to divide by. Choose NormalisedBy.Range.", () => Restoration.NRMSE(Row(-3, -1), Row(1, 2), NormalisedBy.Mean));
        Says("The largest blur is 0;", () => ResolutionScaledError.Of(Row(1), Row(1), maximumSigma: 0));
        Says("The truth has 1 channel(s), the restored image 2; expected as many.", () => Restoration.PSNR(Row(1), new Image(2, 1, 1)));
    }

    [Fact]
    public void It_shows_itself_with_and_without_fitted_brightness()
    {
        var (truth, restored) = Pair(0);
        Assert.Contains("PSNR (dB), higher is better", RestorationScores.Of(truth, restored).ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    private static void Says(string message, Func<object> act) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static (Image Truth, Image Restored) Pair(int n)
    {
        var size = Fixture.Array<int>("scores.npz", $"image-size-{n}");
        return (Of("truth"), Of("restored"));

        Image Of(string which) => new(1, size[0], size[1], Fixture.Array<float>("scores.npz", $"image-{which}-{n}"));
    }

    private static Image Stack(Image first, Image second) => new(2, first.Height, first.Width, [.. first.Values, .. second.Values]);

    private static Image Row(params float[] values) => new(1, 1, values.Length, values);
}
