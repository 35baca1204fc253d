using System.Globalization;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>All scores of a restored image beside the truth: <c>RestorationScores.Of(truth, restored)</c>. <see cref="Restoration"/> has their formulas.</summary>
public sealed record RestorationScores : IDisplayable
{
    private RestorationScores()
    {
    }

    /// <summary>What counted as the peak: a given range, else largest − smallest value of the truth.</summary>
    public required double Range { get; init; }

    /// <summary>Peak signal-to-noise ratio in decibels.</summary>
    public required double PSNR { get; init; }

    /// <summary>Structural similarity in Gaussian windows, −1 to 1.</summary>
    public required double SSIM { get; init; }

    /// <summary>Root mean squared error / <see cref="Range"/>, 0 or more.</summary>
    public required double NRMSE { get; init; }

    /// <summary>PSNR after the brightness was fitted, in decibels.</summary>
    public required double ScaleInvariantPSNR { get; init; }

    /// <summary>SSIM after the brightness was fitted, −1 to 1.</summary>
    public required double ScaleInvariantSSIM { get; init; }

    /// <summary>NRMSE after the brightness was fitted, 0 or more.</summary>
    public required double ScaleInvariantNRMSE { get; init; }

    /// <summary>Compares an image with the truth.</summary>
    /// <param name="truth">Channel × height × width, at least 11 × 11 pixels.</param>
    /// <param name="restored">The same shape.</param>
    /// <param name="range">What counts as the peak, above 0; when null, largest − smallest value of the truth.</param>
    /// <exception cref="ArgumentException">The shapes differ, a value is not finite, the image is too small, or the truth is constant and no range is given.</exception>
    public static RestorationScores Of(Image truth, Image restored, double? range = null)
    {
        Restoration.Require(truth, restored, nameof(RestorationScores));
        var peak = Restoration.RangeOf(truth, range);
        var moments = ImageMoments.Of(truth, restored);
        return new RestorationScores
        {
            Range = peak,
            PSNR = Decibels(peak, moments.SquaredError),
            SSIM = StructuralSimilarity.Mean(truth, restored, peak, SimilarityWindow.Gaussian),
            NRMSE = Math.Sqrt(moments.SquaredError) / peak,
            ScaleInvariantPSNR = Decibels(peak, moments.FittedError),
            ScaleInvariantSSIM = StructuralSimilarity.Mean(truth, restored.FitTo(truth), peak, SimilarityWindow.Gaussian),
            ScaleInvariantNRMSE = Math.Sqrt(moments.FittedError) / peak,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"PSNR {MetricTable.Number(PSNR)} dB, SSIM {SSIM:0.000}, NRMSE {MetricTable.Number(NRMSE)}, at a range of {Range:G5}");

    /// <summary>All scores in a table, as they are and after the brightness was fitted.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(ToString(), ["Score", "As it is", "Brightness fitted"],
    [
        Row("PSNR (dB), higher is better", PSNR, ScaleInvariantPSNR),
        Row("SSIM, up to 1", SSIM, ScaleInvariantSSIM),
        Row("NRMSE, down to 0", NRMSE, ScaleInvariantNRMSE),
    ], "Scores of different ranges cannot be compared; blur scores well, so score what you measure from the image, too.").ToMimeBundle();

    private static string[] Row(string name, double value, double fitted) => [name, MetricTable.Number(value), MetricTable.Number(fitted)];

    private static double Decibels(double peak, double squaredError) => 10 * Math.Log10(peak * peak / squaredError);
}
