using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Measurements of objects: <c>labels.Measure(image)</c>, one record per object.</summary>
public static class Measuring
{
    /// <summary>
    /// Measures the shape of every object, in micrometres where the pixel size is known, else in pixels. Shapes are those of the label, whether or not its
    /// pixels hang together; definitions stand with the members of <see cref="MeasuredObject"/>.
    /// </summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="options">Which groups and which units; the defaults when null.</param>
    /// <returns>One record per object, by ascending label; none when there is no object.</returns>
    /// <exception cref="ArgumentException">Texture was asked for.</exception>
    public static MeasuredObjects Measure(this LabelImage labels, MeasureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        options ??= new MeasureOptions();
        options.Require(image: false);
        return MeasureAll(labels, null, options);
    }

    /// <summary>Measures shape and, for every channel, intensity; texture when asked for.</summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="options">Which groups and which units; the defaults when null.</param>
    /// <returns>One record per object, by ascending label; none when there is no object.</returns>
    /// <exception cref="ArgumentException">
    /// The sizes or the recorded pixel sizes differ, a value is infinite or not a number, or an option is out of range.
    /// </exception>
    public static MeasuredObjects Measure(this LabelImage labels, Image image, MeasureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(image);
        options ??= new MeasureOptions();
        options.Require(image: true);
        Shape.RequireSame(labels.Height, labels.Width, image.Height, image.Width, "Labels and image");
        Pixels.RequireFinite(image, nameof(Measure));
        return MeasureAll(labels, image, options);
    }

    /// <summary>
    /// Keeps the objects that were measured and chosen, <c>labels.Keep(measured.Where(o =&gt; o.Area &gt; 30))</c>; the others become background.
    /// </summary>
    /// <param name="labels">Height × width; the labels that were measured.</param>
    /// <param name="chosen">The objects to keep; their numbers stay (<see cref="LabelImage.Renumber"/> closes gaps).</param>
    /// <exception cref="ArgumentException">A chosen object is not in these labels.</exception>
    public static LabelImage Keep(this LabelImage labels, IEnumerable<MeasuredObject> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        return labels.Keep(chosen.Select(item => item.Label));
    }

    /// <summary>Keeps the objects with these numbers; the others become background.</summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="chosen">Labels in use; repeats are allowed.</param>
    /// <exception cref="ArgumentException">There is no object of that number.</exception>
    public static LabelImage Keep(this LabelImage labels, IEnumerable<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(chosen);
        var kept = new bool[labels.Maximum + 1];
        foreach (var label in chosen)
        {
            if (label < 1 || label > labels.Maximum || labels.Areas[label] == 0)
                throw new ArgumentException(
                    $"Object {label} is to be kept, but there is none of that number among the {labels.Count} objects. "
                    + "Keep takes objects measured on these labels.",
                    nameof(chosen));
            kept[label] = true;
        }
        return labels.With(labels.Height, labels.Width, Array.ConvertAll(labels.Values.ToArray(), label => kept[label] ? label : 0));
    }

    private static MeasuredObjects MeasureAll(LabelImage labels, Image? image, MeasureOptions options)
    {
        var size = options.InPixels ? null : PixelSize(labels, image);
        var objects = ObjectRuns.Of(labels);
        Cooccurrence[]? textures = options.Texture
            ? [.. Enumerable.Range(0, image!.Channels).Select(channel => new Cooccurrence(image, channel, labels, options))]
            : null;
        var measured = new MeasuredObject[objects.Labels.Length];
        Threads.OverItems(measured.Length, n =>
        {
            var label = objects.Labels[n];
            var runs = objects[n];
            ChannelMeasurement[] channels = image is null ? [] : new ChannelMeasurement[image.Channels];
            for (var channel = 0; channel < channels.Length; channel++)
                channels[channel] = Intensities.Of(image!, channel, runs) with { Texture = textures?[channel].Of(label, runs) };
            measured[n] = ShapeOf(labels, label, runs, size) with { Channels = channels };
        });
        return new MeasuredObjects(measured, size);
    }

    private static MeasuredObject ShapeOf(LabelImage labels, int label, ReadOnlySpan<Run> runs, double? pixelSize)
    {
        var size = pixelSize ?? 1;
        var moments = Moments.Of(runs);
        var (larger, smaller) = moments.Principal;
        var (hullPixels, hull) = ConvexOutline.Of(runs).Fill();
        var (longest, narrowest) = hull.Feret();
        var outline = new Outline(labels, label);
        var bounds = Bounds(runs);
        return new MeasuredObject
        {
            Label = label,
            Unit = pixelSize is null ? "px" : "µm",
            Pixels = moments.Pixels,
            Area = moments.Pixels * size * size,
            Perimeter = outline.Perimeter(runs) * size,
            CroftonPerimeter = outline.Crofton(runs) * size,
            CentroidX = moments.X,
            CentroidY = moments.Y,
            Bounds = bounds,
            MajorAxis = 4 * Math.Sqrt(larger) * size,
            MinorAxis = 4 * Math.Sqrt(smaller) * size,
            Orientation = moments.Orientation,
            HullArea = hullPixels * size * size,
            FeretMaximum = longest * size,
            FeretMinimum = narrowest * size,
            TouchesBorder = bounds.X == 0 || bounds.Y == 0 || bounds.X + bounds.Width == labels.Width || bounds.Y + bounds.Height == labels.Height,
        };
    }

    private static Region Bounds(ReadOnlySpan<Run> runs)
    {
        var (from, to) = (runs[0].From, runs[0].To);
        foreach (var run in runs)
            (from, to) = (Math.Min(from, run.From), Math.Max(to, run.To));
        return new Region(from, runs[0].Y, to - from, runs[^1].Y - runs[0].Y + 1);
    }

    private static double? PixelSize(LabelImage labels, Image? image) => (labels.PixelSize, image?.PixelSize) switch
    {
        ({ } one, { } other) when Math.Abs(one - other) > 1e-6 * one => throw new ArgumentException(
            $"The labels' pixel size is {one} µm, the image's {other} µm; they must be the same. Correct one, or measure with InPixels = true."),
        var (one, other) => one ?? other,
    } is var size && !(size <= 0 || size is { } known && !double.IsFinite(known))
        ? size
        : throw new ArgumentException($"The recorded pixel size is {size} µm; it lies above 0. Correct it, or measure with InPixels = true.");
}
