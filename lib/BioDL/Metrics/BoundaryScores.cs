using System.Globalization;
using BioDL.Classical;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>
/// How far the outlines of two masks lie apart: <c>BoundaryScores.Of(truth, predicted)</c>. An outline is the foreground pixels with a side neighbour in the
/// background (what lies outside of the image is background), and distances run from pixel centre to the nearest pixel centre of the other outline: the
/// convention of MedPy and MONAI. Lengths are in <see cref="Unit"/>: micrometres where the pixel size is known, else pixels. Two empty masks agree: distances
/// 0, shares 1. Where only one is empty, distances are ∞ and shares 0.
/// </summary>
public sealed record BoundaryScores : IDisplayable
{
    /// <summary>Boundary IoU looks this far inwards, as a share of the image's diagonal (Cheng et al. 2021).</summary>
    private const double ShareOfDiagonal = 0.02;

    private readonly Mask truth, predicted;
    private readonly LengthUnit unit;
    private readonly float[] fromTruth, fromPredicted;

    private BoundaryScores(Mask truth, Mask predicted)
    {
        (this.truth, this.predicted) = (truth, predicted);
        unit = LengthUnit.Of(truth.PixelSize, predicted.PixelSize);
        bool[] first = Contour.Of(truth), second = Contour.Of(predicted);
        (TruthPixels, PredictedPixels) = (first.AsSpan().Count(true), second.AsSpan().Count(true));
        (fromTruth, fromPredicted) = TruthPixels == 0 || PredictedPixels == 0 ? ([], [])
            : (Contour.Distances(first, second, truth.Height, truth.Width), Contour.Distances(second, first, truth.Height, truth.Width));
        Array.Sort(fromTruth);
        Array.Sort(fromPredicted);
    }

    /// <summary>The unit of lengths: "µm", or "px" where nobody recorded the pixel size.</summary>
    public string Unit => unit.Name;

    /// <summary>Pixels of the true outline.</summary>
    public int TruthPixels { get; }

    /// <summary>Pixels of the predicted outline.</summary>
    public int PredictedPixels { get; }

    /// <summary>Hausdorff distance, max(max d(truth → predicted), max d(predicted → truth)): the worst place decides, be it a single stray pixel.</summary>
    public double Hausdorff => Length(distances => distances[^1], Math.Max);

    /// <summary>
    /// The same with the 95th percentile of each direction in place of its maximum: max(P95 d(truth → predicted), P95 d(predicted → truth)), percentiles
    /// interpolated linearly. (MedPy pools both directions before it takes the percentile, which gives other numbers.)
    /// </summary>
    public double Hausdorff95 => Length(distances => Percentile(distances, 0.95), Math.Max);

    /// <summary>Average symmetric surface distance (ASSD), (Σ d(truth → predicted) + Σ d(predicted → truth)) / number of pixels of both outlines.</summary>
    public double AverageDistance => Disagree ? double.PositiveInfinity : Neither ? 0
        : unit.PixelSize * (Sum(fromTruth) + Sum(fromPredicted)) / ((double)TruthPixels + PredictedPixels);

    /// <summary>Mean of the two directed averages (MASD): a short outline counts as much as a long one. MedPy calls this <c>assd</c>.</summary>
    public double MeanDirectedDistance => Length(distances => Sum(distances) / distances.Length, (one, other) => (one + other) / 2);

    private bool Neither => TruthPixels + PredictedPixels == 0;

    private bool Disagree => !Neither && (TruthPixels == 0 || PredictedPixels == 0);

    /// <summary>Compares the outlines of two masks, each as a whole. For objects one by one see <see cref="ObjectBoundaries"/>.</summary>
    /// <param name="truth">The true foreground, height × width.</param>
    /// <param name="predicted">The predicted foreground, of the same size.</param>
    /// <exception cref="ArgumentException">The sizes or the pixel sizes differ, or a pixel size is not above 0.</exception>
    public static BoundaryScores Of(Mask truth, Mask predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        return new BoundaryScores(truth, predicted);
    }

    /// <summary>
    /// Normalised surface Dice (Nikolov et al. 2021, J. Med. Internet Res. 23:e26151): the share of both outlines that lies within a tolerance of the other one, 0 to 1.
    /// Choose as tolerance what two people who draw the same object differ by. Every outline pixel counts as much as every other.
    /// </summary>
    /// <param name="tolerance">In <see cref="Unit"/>, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or no number.</exception>
    public double SurfaceDice(double tolerance)
    {
        unit.Require(tolerance, nameof(tolerance), zeroIsFine: true);
        // A tolerance of 3 pixels in micrometres must not miss a distance of 3 pixels by rounding.
        var pixels = tolerance / unit.PixelSize * (1 + 1e-6);
        return Neither ? 1 : Disagree ? 0 : (double)(Within(fromTruth, pixels) + Within(fromPredicted, pixels)) / (TruthPixels + PredictedPixels);
    }

    /// <summary>The IoU of the rims of both masks, 0 to 1; see <see cref="BoundaryIoU(Mask, Mask, double?)"/>, which needs no distances and is faster alone.</summary>
    /// <param name="width">In <see cref="Unit"/>, above 0; 2 % of the image's diagonal when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not above 0, or above 1,000 pixels.</exception>
    public double BoundaryIoU(double? width = null) => BoundaryIoU(truth, predicted, width);

    /// <summary>
    /// Boundary IoU (Cheng et al. 2021, CVPR): the IoU of the rims of both masks, all foreground no further than a width from the background, 0 to 1. Distances are those of
    /// a square, max(|dx|, |dy|), as in the authors' code. Where no object is thicker than twice the width, it is the plain IoU.
    /// </summary>
    /// <param name="truth">The true foreground, height × width.</param>
    /// <param name="predicted">The predicted foreground, of the same size.</param>
    /// <param name="width">
    /// In micrometres where the pixel size is known, else in pixels; above 0; rounded to whole pixels, at least one. When null, 2 % of the image's diagonal, the authors'
    /// default, which is made for photographs of large things: give a width for cells.
    /// </param>
    /// <exception cref="ArgumentException">The sizes or the pixel sizes differ, or the width is not above 0, or above 1,000 pixels.</exception>
    public static double BoundaryIoU(Mask truth, Mask predicted, double? width = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        var unit = LengthUnit.Of(truth.PixelSize, predicted.PixelSize);
        if (width is { } given)
            unit.Require(given, nameof(width), zeroIsFine: false);
        var pixels = width / unit.PixelSize ?? ShareOfDiagonal * Math.Sqrt((double)truth.Height * truth.Height + (double)truth.Width * truth.Width);
        var steps = (int)Math.Max(1, Math.Round(Math.Min(pixels, int.MaxValue)));
        return Overlap.IoU(Rim(truth, steps), Rim(predicted, steps));
    }

    /// <inheritdoc/>
    public override string ToString() => $"Outlines lie {MetricTable.Number(AverageDistance)} {Unit} apart on average, 95 % within {MetricTable.Number(Hausdorff95)} {Unit}, all within {MetricTable.Number(Hausdorff)} {Unit}";

    /// <summary>All distances in a table, and the share of the outlines within a few tolerances.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(ToString(), ["Score", "Value", "What it asks"],
    [
        Row($"Average distance (ASSD, {Unit})", AverageDistance, "How far apart are the outlines on average?"),
        Row($"Hausdorff, 95 % ({Unit})", Hausdorff95, "How far, leaving out the worst 5 % on either side?"),
        Row($"Hausdorff ({Unit})", Hausdorff, "How far at the worst place? A stray pixel decides."),
        .. new[] { 1, 2, 3 }.Select(pixels => Row(string.Create(CultureInfo.InvariantCulture, $"Surface Dice within {pixels * unit.PixelSize:0.###} {Unit}"),
            SurfaceDice(pixels * unit.PixelSize), pixels == 1 ? "Which share of the outlines is near enough?" : "")),
    ], Unit == "px" ? ["Lengths are in pixels: nobody recorded the pixel size."] : []).ToMimeBundle();

    private static string[] Row(string name, double value, string question) => [name, MetricTable.Number(value), question];

    private static Mask Rim(Mask mask, int steps)
    {
        var inner = mask.Pad(1, Padding.Constant).Erode(steps, Footprint.Square).Crop(1, 1, mask.Width, mask.Height);
        var rim = mask.Values.ToArray();
        for (var i = 0; i < rim.Length; i++)
            rim[i] &= !inner.Values[i];
        return new Mask(mask.Height, mask.Width, rim);
    }

    private static double Sum(float[] distances)
    {
        var sum = 0.0;
        foreach (var distance in distances)
            sum += distance;
        return sum;
    }

    private static double Percentile(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + (place - below) * ((double)sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }

    /// <summary>How many of the sorted distances are no longer than a length.</summary>
    private static long Within(float[] sorted, double length)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= length ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private double Length(Func<float[], double> of, Func<double, double, double> join) => Disagree ? double.PositiveInfinity : Neither ? 0
        : unit.PixelSize * join(of(fromTruth), of(fromPredicted));
}
