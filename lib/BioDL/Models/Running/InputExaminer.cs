using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>
/// Compares an image with what a model expects, before it runs. What makes running impossible prevents it; the rest are doubts, from simple
/// rules that are told in the message and can be wrong.
/// </summary>
internal sealed class InputExaminer(ModelDescription description, TensorDescription input, Func<string, AllowedSizes> sizes)
{
    // Brighter than this share of the way from the darkest to the brightest percent, the median says that most of the image is bright.
    private const double BrightBackground = 0.6;

    private const int FewestObjects = 5, Sampled = 1 << 20, Looked = 1024;

    public IReadOnlyList<InputFinding> Examine(Image image)
    {
        var findings = new List<InputFinding>();
        findings.AddRange(Axes(image));
        findings.AddRange(Values(image));
        if (findings.Any(finding => finding.Prevents))
            return findings;
        findings.AddRange(Size(image));
        findings.AddRange(Statistics());
        if (image.Channels == 1)
            findings.AddRange(Content(image));
        return findings;
    }

    private IEnumerable<InputFinding> Axes(Image image)
    {
        if (!new ImageLayout(input).IsImage)
            yield return new InputFinding("axes", $"The input '{input.Id}' has no rows and columns "
                + $"({string.Join(", ", input.Axes.Select(axis => axis.Id))}); such models are not run on images.", Prevents: true);
        foreach (var axis in input.Axes)
        {
            if (axis.Kind == AxisKind.Channel && Channels(axis) is { } channels && channels != image.Channels)
                yield return new InputFinding("channels", $"The image has {Count(image.Channels, "channel")}, the model takes {channels}{Named(axis)}: "
                    + (channels == 1 ? "call ToGrey() for its brightness, or pick the channel that shows what the model looks for."
                        : "merge as many in the order that the model names."), Prevents: true);
            if (axis.Kind is AxisKind.Time or AxisKind.Index || axis.Kind == AxisKind.Space && axis.Id is not ("y" or "x"))
            {
                if (Shortest(axis) is var shortest and > 1)
                    yield return new InputFinding("axes", $"The model takes stacks: at least {shortest} along '{axis.Id}'. This image is a single "
                        + $"plane; choose a model for 2D images.", Prevents: true);
            }
        }
        if (input.Axes.All(axis => axis.Kind != AxisKind.Channel) && image.Channels != 1)
            yield return new InputFinding("channels", $"The image has {image.Channels} channels, the model takes images of one: call ToGrey() for its "
                + $"brightness, or pick the channel that shows what the model looks for.", Prevents: true);
    }

    private IEnumerable<InputFinding> Values(Image image)
    {
        var (minimum, maximum, isWhole) = Extremes(image.Values, out var fault);
        if (fault >= 0)
        {
            var plane = image.Height * image.Width;
            yield return new InputFinding("values", $"Found {image.Values[fault].ToString(CultureInfo.InvariantCulture)} in channel {fault / plane}, "
                + $"row {fault % plane / image.Width}, "
                + $"column {fault % image.Width}; expected finite values. Replace such values first.", Prevents: true);
            yield break;
        }
        var (low, high) = input.Range;
        if (minimum < low || maximum > high)
            yield return new InputFinding("values", $"the image holds {Number(minimum)} to {Number(maximum)}, but the model expects "
                + $"{Number(low ?? double.NegativeInfinity)} to {Number(high ?? double.PositiveInfinity)}: scale the image as the model's documentation says");
        if (NumberTypes.Limits(input.DataType) is { } limits && (!isWhole || minimum < limits.Minimum || maximum > limits.Maximum))
            yield return new InputFinding("values", $"the model takes numbers of type {input.DataType} ({Number(limits.Minimum)} to "
                + $"{Number(limits.Maximum)}, whole), but the image holds {Number(minimum)} to {Number(maximum)}{(isWhole ? "" : " with fractions")}");
        if (minimum == maximum)
            yield return new InputFinding("values", $"every pixel is {Number(minimum)}: there is nothing to be found");
    }

    private IEnumerable<InputFinding> Size(Image image)
    {
        var (rows, columns) = (sizes("y"), sizes("x"));
        if (image.Height < rows.Minimum || image.Width < columns.Minimum)
            yield return new InputFinding("size", $"the image has {image.Width} × {image.Height} pixels, the model takes at least {columns.Minimum} × "
                + $"{rows.Minimum}: it is mirrored at its right and lower border to that size, and the answer is cut back");
    }

    private IEnumerable<InputFinding> Statistics()
    {
        if (input.Processing.Any(step => step is ZeroMeanUnitVariance { PerDataset: true } or ScaleRange { PerDataset: true }))
            yield return new InputFinding("brightness", "the model was made for brightness measured over a whole data set; it is measured on this image alone");
    }

    private IEnumerable<InputFinding> Content(Image image)
    {
        var (low, high) = OrderStatistics.Percentiles(Sample(image), 1, 99);
        var (median, _) = OrderStatistics.Percentiles(Sample(image), 50, 100);
        if (!(high > low))
            yield break;
        if ((median - low) / (high - low) > BrightBackground && ExpectsBrightObjects)
        {
            yield return new InputFinding("polarity", $"most of the image is bright (median {Number(median)}, the middle 98 % of the values lie "
                + $"between {Number(low)} and {Number(high)}), but the model seems to be made for bright objects on dark: if the objects here are "
                + $"dark, invert the image");
            yield break;
        }
        if (Scale(image) is { } scale)
            yield return scale;
    }

    /// <summary>A shipped model says it; of others the description is searched for the words of fluorescence.</summary>
    private bool ExpectsBrightObjects
    {
        get
        {
            var words = string.Join(' ', [description.Name, description.Description, input.Description, .. description.Tags]).ToLowerInvariant();
            return (words.Contains("fluoresc", StringComparison.Ordinal) || words.Contains("bright on dark", StringComparison.Ordinal) || words.Contains("dapi", StringComparison.Ordinal)
                    || words.Contains("nuclei", StringComparison.Ordinal) || words.Contains("nucleus", StringComparison.Ordinal))
                && !new[] { "brightfield", "bright-field", "phase", "histolog", "h&e", "stained" }.Any(word => words.Contains(word, StringComparison.Ordinal));
        }
    }

    /// <summary>The median diameter of what Otsu's threshold and a watershed find, against the diameters that the model was trained on.</summary>
    private InputFinding? Scale(Image image)
    {
        double? smallest = description.FindNumber("biodl", "objects", "diameter_pixels", "p5"), largest = description.FindNumber("biodl", "objects", "diameter_pixels", "p95");
        if (smallest is not { } low || largest is not { } high || ObjectDiameter.Estimate(Middle(image), FewestObjects) is not { } found || found >= low && found <= high)
            return null;
        var factor = (description.FindNumber("biodl", "objects", "diameter_pixels", "median") ?? Math.Sqrt(low * high)) / found;
        return new InputFinding("object size", string.Create(CultureInfo.InvariantCulture,
            $"objects here measure about {found:0} pixels across, the model was trained on {low:0} to {high:0}: resize the image by {factor:0.##}"));
    }

    /// <summary>At most 1024 × 1024 pixels from the middle.</summary>
    private static Image Middle(Image image)
    {
        int height = Math.Min(image.Height, Looked), width = Math.Min(image.Width, Looked);
        return image.Crop((image.Width - width) / 2, (image.Height - height) / 2, width, height);
    }

    private static ReadOnlySpan<float> Sample(Image image)
    {
        var values = image.Values;
        if (values.Length <= Sampled)
            return values;
        // An odd step does not always meet the same columns.
        var step = values.Length / Sampled | 1;
        var sample = new float[values.Length / step];
        for (var i = 0; i < sample.Length; i++)
            sample[i] = values[i * step];
        return sample;
    }

    private static (float Minimum, float Maximum, bool IsWhole) Extremes(ReadOnlySpan<float> values, out int fault)
    {
        fault = Pixels.FirstNonFinite(values);
        return fault >= 0 ? default : Pixels.Range(values);
    }

    private static int? Channels(Axis axis) => axis.Size is FixedSize { Length: var length } ? length : axis.ChannelNames.Count > 0 ? axis.ChannelNames.Count : null;

    private static int Shortest(Axis axis) => axis.Size switch
    {
        FixedSize { Length: var length } => length,
        SteppedSize { Minimum: var minimum } => minimum,
        _ => 1,
    };

    private static string Named(Axis axis) => axis.ChannelNames.Count > 0 ? $" ({string.Join(", ", axis.ChannelNames)})" : "";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
