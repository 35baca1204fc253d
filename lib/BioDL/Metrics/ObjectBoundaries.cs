using System.Collections;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>
/// How far the outlines of found objects lie apart, one by one: <c>ObjectBoundaries.Of(Match.At(0.5, truth, predicted))</c>. Missed and invented objects have no
/// partner and do not count here: read it beside <see cref="Match"/>. Without any pair there is nothing to average and means are not a number.
/// </summary>
public sealed class ObjectBoundaries : IReadOnlyList<BoundaryScores>, IDisplayable
{
    private const int Shown = 12;

    private readonly BoundaryScores[] scores;
    private readonly LengthUnit unit;

    private ObjectBoundaries(Match match)
    {
        (Match, unit) = (match, LengthUnit.Of(match.Truth.PixelSize, match.Predicted.PixelSize));
        var (truth, predicted) = (Boxes(match.Truth), Boxes(match.Predicted));
        scores = new BoundaryScores[match.Pairs.Count];
        Threads.OverItems(scores.Length, n =>
        {
            var pair = match.Pairs[n];
            var box = truth[pair.Truth].With(predicted[pair.Predicted]);
            scores[n] = BoundaryScores.Of(box.Cut(match.Truth, pair.Truth), box.Cut(match.Predicted, pair.Predicted));
        });
    }

    /// <summary>The pairs of objects, in the order of the scores.</summary>
    public Match Match { get; }

    /// <summary>The unit of lengths: "µm", or "px" where nobody recorded the pixel size.</summary>
    public string Unit => unit.Name;

    /// <summary>Mean over the pairs of <see cref="BoundaryScores.AverageDistance"/>, in <see cref="Unit"/>.</summary>
    public double AverageDistance => Mean(score => score.AverageDistance);

    /// <summary>Mean over the pairs of <see cref="BoundaryScores.Hausdorff95"/>, in <see cref="Unit"/>.</summary>
    public double Hausdorff95 => Mean(score => score.Hausdorff95);

    /// <inheritdoc/>
    public int Count => scores.Length;

    /// <inheritdoc/>
    public BoundaryScores this[int index] => scores[index];

    /// <summary>Measures every pair of a match.</summary>
    /// <param name="match">Which objects are which.</param>
    /// <exception cref="ArgumentException">The pixel sizes of truth and prediction differ, or are not above 0.</exception>
    public static ObjectBoundaries Of(Match match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return new ObjectBoundaries(match);
    }

    /// <summary>Mean over the pairs of <see cref="BoundaryScores.SurfaceDice"/>, 0 to 1.</summary>
    /// <param name="tolerance">In <see cref="Unit"/>, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or no number.</exception>
    public double SurfaceDice(double tolerance)
    {
        unit.Require(tolerance, nameof(tolerance), zeroIsFine: true);
        return Mean(score => score.SurfaceDice(tolerance));
    }

    /// <summary>Mean over the pairs of <see cref="BoundaryScores.BoundaryIoU(double?)"/>, 0 to 1.</summary>
    /// <param name="width">In <see cref="Unit"/>, above 0; rounded to whole pixels, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not above 0, or above 1,000 pixels.</exception>
    public double BoundaryIoU(double width)
    {
        unit.Require(width, nameof(width), zeroIsFine: false);
        return Mean(score => score.BoundaryIoU(width));
    }

    /// <inheritdoc/>
    public IEnumerator<BoundaryScores> GetEnumerator() => ((IEnumerable<BoundaryScores>)scores).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => Count == 0 ? "No object was found: there are no outlines to compare"
        : $"Outlines of {MetricTable.Objects(Count)} found at IoU {Match.Threshold.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)}: "
            + $"{MetricTable.Number(AverageDistance)} {Unit} apart on average, 95 % within {MetricTable.Number(Hausdorff95)} {Unit}";

    /// <summary>The objects whose outlines fit worst.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable(ToString(), ["True object", "Predicted", "IoU", $"Average distance ({Unit})", $"Hausdorff, 95 % ({Unit})"],
        [.. Enumerable.Range(0, Count).OrderByDescending(n => scores[n].AverageDistance).Take(Shown).Select(n => (string[])[MetricTable.Count(Match.Pairs[n].Truth), MetricTable.Count(Match.Pairs[n].Predicted),
            MetricTable.Number(Match.Pairs[n].IoU), MetricTable.Number(scores[n].AverageDistance), MetricTable.Number(scores[n].Hausdorff95)])],
        [.. Count > Shown ? new[] { $"The {Shown} that fit worst." } : [], .. Unit == "px" ? new[] { "Lengths are in pixels: nobody recorded the pixel size." } : []]).ToMimeBundle();

    private double Mean(Func<BoundaryScores, double> of) => Count == 0 ? double.NaN : scores.Average(of);

    private static Box[] Boxes(LabelImage labels)
    {
        var boxes = new Box[labels.Maximum + 1];
        Array.Fill(boxes, new Box(int.MaxValue, int.MaxValue, -1, -1));
        var values = labels.Values;
        for (var y = 0; y < labels.Height; y++)
        {
            var row = values.Slice(y * labels.Width, labels.Width);
            for (var x = 0; x < row.Length;)
            {
                var (label, start) = (row[x], x);
                var length = row[x..].IndexOfAnyExcept(label);
                x = length < 0 ? row.Length : x + length;
                boxes[label] = boxes[label].With(new Box(start, y, x - 1, y));
            }
        }
        return boxes;
    }

    /// <summary>The columns and rows from the first to the last of an object.</summary>
    private readonly record struct Box(int Left, int Top, int Right, int Bottom)
    {
        public Box With(Box other) => new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

        public Mask Cut(LabelImage labels, int label)
        {
            int width = Right - Left + 1, height = Bottom - Top + 1;
            var mask = new bool[width * height];
            for (var y = 0; y < height; y++)
            {
                var row = labels.Values.Slice((Top + y) * labels.Width + Left, width);
                for (var x = 0; x < width; x++)
                    mask[y * width + x] = row[x] == label;
            }
            return new Mask(height, width, mask) { PixelSize = labels.PixelSize };
        }
    }
}
