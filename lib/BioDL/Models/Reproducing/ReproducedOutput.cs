using System.Globalization;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>One output of a model's published test, reproduced and compared.</summary>
public sealed record ReproducedOutput
{
    /// <summary>Name of the output.</summary>
    public required string Output { get; init; }

    /// <summary>Whether it is the published one within the tolerance.</summary>
    public required bool Passed { get; init; }

    /// <summary>The tolerance.</summary>
    public required ReproductionTolerance Tolerance { get; init; }

    /// <summary>Elements beyond the tolerance, per million.</summary>
    public required double MismatchesPerMillion { get; init; }

    /// <summary>Largest absolute difference.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>Mean absolute difference.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>The element with the largest difference: where, what was found, what was published.</summary>
    public required string Worst { get; init; }

    /// <summary>What is said besides: labels compared as objects, another shape.</summary>
    public string Note { get; init; } = "";

    /// <summary>The published output, the reproduced one and their absolute difference, as images of the first channel; null where there are no rows and columns.</summary>
    public (Image Published, Image Found, Image Difference)? Pictures { get; init; }

    /// <summary>Compares an output with the published one.</summary>
    internal static ReproducedOutput Compare(TensorDescription output, NamedArray found, NamedArray published, ReproductionTolerance tolerance)
    {
        if (!found.Sizes.SequenceEqual(published.Sizes))
            return new ReproducedOutput
            {
                Output = output.Id,
                Passed = false,
                Tolerance = tolerance,
                MismatchesPerMillion = 1e6,
                LargestDifference = double.NaN,
                MeanDifference = double.NaN,
                Worst = $"{found}, published is {published}",
                Note = "another shape",
            };
        var isLabels = IsLabels(output, published);
        var matched = isLabels ? Relabelling.Onto(found.Values, published.Values) : found.Values;
        return Measured(output, new NamedArray(matched, found.Axes, found.Sizes), published, tolerance) with { Note = isLabels ? "labels compared as objects, whatever their numbers" : "" };
    }

    private static ReproducedOutput Measured(TensorDescription output, NamedArray found, NamedArray published, ReproductionTolerance tolerance)
    {
        long mismatches = 0;
        var (sum, largest, worst) = (0.0, -1.0, 0);
        for (var i = 0; i < found.Values.Length; i++)
        {
            double value = found.Values[i], reference = published.Values[i];
            var same = value == reference || double.IsNaN(value) && double.IsNaN(reference);
            var difference = same ? 0 : double.IsFinite(value - reference) ? Math.Abs(value - reference) : double.PositiveInfinity;
            sum += difference;
            if (difference > tolerance.Absolute + tolerance.Relative * Math.Abs(reference) || double.IsPositiveInfinity(difference))
                mismatches++;
            if (difference > largest)
                (largest, worst) = (difference, i);
        }
        var rate = 1e6 * mismatches / found.Values.Length;
        return new ReproducedOutput
        {
            Output = output.Id,
            Passed = rate <= tolerance.MismatchesPerMillion,
            Tolerance = tolerance,
            MismatchesPerMillion = rate,
            LargestDifference = largest,
            MeanDifference = sum / found.Values.Length,
            Worst = string.Create(CultureInfo.InvariantCulture, $"{Place(found, worst)}: {found.Values[worst]:g6}, published {published.Values[worst]:g6}"),
            Pictures = PicturesOf(output, found, published),
        };
    }

    private static bool IsLabels(TensorDescription output, NamedArray published) =>
        NumberTypes.Limits(output.DataType) is not null && output.DataType is not ("bool" or "uint8")
        && published.Values.All(value => value >= 0 && value == MathF.Floor(value))
        && $"{output.Id} {output.Description}".ToLowerInvariant() is var words && (words.Contains("label", StringComparison.Ordinal) || words.Contains("instance", StringComparison.Ordinal));

    private static string Place(NamedArray array, int index)
    {
        var places = new string[array.Sizes.Count];
        for (var axis = places.Length - 1; axis >= 0; axis--)
        {
            places[axis] = $"{array.Axes[axis]} {index % array.Sizes[axis]}";
            index /= array.Sizes[axis];
        }
        return string.Join(", ", places);
    }

    private static (Image, Image, Image)? PicturesOf(TensorDescription output, NamedArray found, NamedArray published)
    {
        int row = IndexOf(found, "y"), column = IndexOf(found, "x");
        if (row < 0 || column < 0)
            return null;
        var steps = new int[found.Sizes.Count];
        for (int i = steps.Length - 1, step = 1; i >= 0; step *= found.Sizes[i--])
            steps[i] = step;
        int height = found.Sizes[row], width = found.Sizes[column];
        float[] first = new float[height * width], second = new float[height * width], difference = new float[height * width];
        for (var i = 0; i < first.Length; i++)
        {
            var at = i / width * steps[row] + i % width * steps[column];
            (first[i], second[i], difference[i]) = (published.Values[at], found.Values[at], MathF.Abs(found.Values[at] - published.Values[at]));
        }
        Image Picture(float[] values) => new(1, height, width, values) { Provenance = output.Id };
        return (Picture(first), Picture(second), Picture(difference));
    }

    private static int IndexOf(NamedArray array, string axis) => array.Axes.ToList().IndexOf(axis);
}
