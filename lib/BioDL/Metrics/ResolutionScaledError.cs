using BioDL.Classical;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>
/// What a sharpened image (deconvolved, super-resolved) would look like through the microscope, beside what the microscope saw: <c>ResolutionScaledError.Of(raw,
/// sharpened)</c>, after SQUIRREL (Culley et al. 2018, Nat. Methods 15:263). The sharpened image is blurred with a Gaussian and its brightness fitted, a·I + b, so that
/// the squared error is least. It needs no truth, and sees structures that were invented or lost only as far as the raw image could show them.
/// </summary>
public sealed record ResolutionScaledError : IDisplayable
{
    /// <summary>The largest blur that is tried unless another is given, in pixels.</summary>
    public const double DefaultMaximumSigma = 5;

    private const int CoarseSteps = 16;
    private const double GoldenSection = 0.6180339887498949;
    private const double FineEnough = 1e-3;

    private ResolutionScaledError(Image raw, Image blurred, double sigma)
    {
        var moments = ImageMoments.Of(raw, blurred);
        (Sigma, (Factor, Offset)) = (sigma, moments.Fit);
        (RSE, RSP) = (Math.Sqrt(moments.FittedError), moments.Correlation);
        var map = new float[raw.Values.Length];
        for (var i = 0; i < map.Length; i++)
            map[i] = (float)Math.Abs(Factor * blurred.Values[i] + Offset - raw.Values[i]);
        Map = raw.Like(map);
    }

    /// <summary>Resolution-scaled error: root mean squared difference in the units of the raw image, 0 or more; lower is better.</summary>
    public double RSE { get; }

    /// <summary>Resolution-scaled Pearson coefficient, −1 to 1; higher is better. Not a number when an image is constant.</summary>
    public double RSP { get; }

    /// <summary>The standard deviation in pixels of the Gaussian that blurs the sharpened image to the raw one's resolution.</summary>
    public double Sigma { get; }

    /// <summary>By what the brightness was multiplied.</summary>
    public double Factor { get; }

    /// <summary>What was added to it.</summary>
    public double Offset { get; }

    /// <summary>Where they differ: the absolute difference at each pixel, in the units of the raw image.</summary>
    public Image Map { get; }

    /// <summary>Blurs, fits and compares.</summary>
    /// <param name="raw">What the microscope saw: one channel, height × width.</param>
    /// <param name="sharpened">The image in question, of the same size: enlarge the raw image first where it has more pixels.</param>
    /// <param name="sigma">The blur in pixels, 0 or more; when null, the one of the least error is searched for.</param>
    /// <param name="maximumSigma">Where that search ends, above 0. A result at the end means that no blur makes the images alike.</param>
    /// <exception cref="ArgumentException">The sizes differ, an image has several channels or values that are not finite, or a blur is out of range.</exception>
    public static ResolutionScaledError Of(Image raw, Image sharpened, double? sigma = null, double maximumSigma = DefaultMaximumSigma)
    {
        Restoration.Require(raw, sharpened, nameof(ResolutionScaledError));
        Pixels.RequireOneChannel(raw, nameof(ResolutionScaledError));
        if (!(maximumSigma > 0 && maximumSigma <= Filters.MaximumSigma))
            throw new ArgumentOutOfRangeException(nameof(maximumSigma), $"The largest blur is {maximumSigma}; expected more than 0 and at most {Filters.MaximumSigma} pixels.");
        var best = sigma ?? Search(blur => ImageMoments.Of(raw, sharpened.Gaussian(blur)).FittedError, maximumSigma);
        return new ResolutionScaledError(raw, sharpened.Gaussian(best), best);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Resolution-scaled error {MetricTable.Number(RSE)}, correlation {MetricTable.Number(RSP)} at a blur of {MetricTable.Number(Sigma)} pixels";

    /// <summary>The scores, and the map of errors as a PNG.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).WithPng(PngEncoder.Preview(Map));

    /// <summary>The least error may not be the only valley: even steps first, then the golden section around the best of them.</summary>
    private static double Search(Func<double, double> error, double maximum)
    {
        var step = maximum / CoarseSteps;
        var errors = Enumerable.Range(0, CoarseSteps + 1).Select(n => error(n * step)).ToArray();
        var place = Array.IndexOf(errors, errors.Min());
        double low = Math.Max(0, place - 1) * step, high = Math.Min(CoarseSteps, place + 1) * step;
        double left = high - GoldenSection * (high - low), right = low + GoldenSection * (high - low);
        double errorLeft = error(left), errorRight = error(right);
        while (high - low > FineEnough)
        {
            if (errorLeft <= errorRight)
            {
                (high, right, errorRight) = (right, left, errorLeft);
                left = high - GoldenSection * (high - low);
                errorLeft = error(left);
            }
            else
            {
                (low, left, errorLeft) = (left, right, errorRight);
                right = low + GoldenSection * (high - low);
                errorRight = error(right);
            }
        }
        var found = (low + high) / 2;
        return error(found) <= errors[place] ? found : place * step;
    }
}
