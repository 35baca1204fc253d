using System.Globalization;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Takes one piece of a row of one feature; called from several threads.</summary>
/// <param name="feature">Number of the feature, in the order of <see cref="PixelFeatures.Names"/>.</param>
/// <param name="y">The row.</param>
/// <param name="x">The column of the first value.</param>
/// <param name="values">The values from there on.</param>
public delegate void PixelFeatureVisitor(int feature, int y, int x, ReadOnlySpan<float> values);

/// <summary>
/// What a pixel classifier sees of a pixel: filters of several widths, those of ilastik (Berg et al. 2019, Nature Methods 16:1226), channel by channel. Filters
/// are those of <c>scipy.ndimage</c> with mode 'nearest' (the image goes on with its outermost pixels) and truncate 4. Images are worked off in tiles with the
/// surroundings that the widest filter needs, so that memory stays small and no tile shows in the result.
/// </summary>
public sealed record PixelFeatures
{
    /// <summary>The smallest and the largest scale that is accepted, in pixels.</summary>
    public const double SmallestScale = 0.3, LargestScale = 50;

    /// <summary>The most features that one pixel may have: kinds × scales × channels.</summary>
    public const int MaximumFeatures = 1024;

    /// <summary>Six scales from 0.7 to 10 pixels and all kinds: 48 features for every channel.</summary>
    public static PixelFeatures Default { get; } = new();

    /// <summary>The standard deviations σ of the filters, ascending.</summary>
    public IReadOnlyList<double> Scales { get; init; } = [0.7, 1, 1.6, 3.5, 5, 10];

    /// <summary>
    /// Whether scales are in micrometres instead of pixels. Images of different magnification then give comparable features; each must know its pixel size.
    /// </summary>
    public bool InMicrometres { get; init; }

    /// <summary>What is computed at every scale.</summary>
    public IReadOnlyList<PixelFeatureKind> Kinds { get; init; } = Enum.GetValues<PixelFeatureKind>();

    /// <summary>The names of all features of an image: "Hessian, larger eigenvalue, 1.6 px", with the channel's number where there are several.</summary>
    /// <param name="channels">Number of channels.</param>
    public IReadOnlyList<string> Names(int channels)
    {
        Check(channels);
        var unit = InMicrometres ? "µm" : "px";
        return [.. from channel in Enumerable.Range(0, channels)
            from scale in Scales
            from name in Kinds.SelectMany(NamesOf)
            select string.Create(CultureInfo.InvariantCulture, $"{name}, {scale:0.###} {unit}{(channels > 1 ? $", channel {channel + 1}" : "")}")];
    }

    /// <summary>All features of an image, as the channels of a new one, in the order of <see cref="Names"/>.</summary>
    /// <param name="image">The image; all values finite.</param>
    /// <exception cref="ArgumentException">So many values do not fit into one image (<see cref="Visit"/> gives them piece by piece), a value is not finite, or the scales make no sense.</exception>
    public Image Of(Image image)
    {
        var count = Names((image ?? throw new ArgumentNullException(nameof(image))).Channels).Count;
        var plane = image.Height * image.Width;
        if ((long)count * plane > Image.MaximumPixels)
            throw new ArgumentException(
                $"{count} features of {image.Height} × {image.Width} pixels are more than the {Image.MaximumPixels:N0} values that one image may hold. Take a part of the image, or fewer features.");
        var values = new float[count * plane];
        Visit(image, (feature, y, x, row) => row.CopyTo(values.AsSpan(feature * plane + y * image.Width + x)));
        return new Image(count, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    /// <summary>Gives all features piece by piece; never more than a few megabytes are held.</summary>
    /// <param name="image">The image; all values finite.</param>
    /// <param name="visitor">Takes the pieces, from several threads and in no order.</param>
    /// <exception cref="ArgumentException">A value is not finite, the scales make no sense, or the pixel size that they need is unknown.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public void Visit(Image image, PixelFeatureVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(visitor);
        var plan = PlanFor(image);
        var tiles = new FeatureTiles(image.Height, image.Width);
        Threads.OverItems(tiles.Count, () => new FeatureWorkspace(plan, tiles), (tile, workspace) =>
        {
            for (var channel = 0; channel < image.Channels; channel++)
                workspace.Compute(image, channel, tiles[tile], visitor);
        }, Host.Cancellation);
    }

    internal FeaturePlan PlanFor(Image image)
    {
        Check(image.Channels);
        Pixels.RequireFinite(image, "The pixel classifier");
        if (!InMicrometres)
            return new FeaturePlan(Scales, Kinds);
        var size = image.PixelSize ?? throw new ArgumentException(
            "The scales are in micrometres, but the pixel size of this image is unknown. Set its PixelSize, or give scales in pixels.");
        double[] pixels = [.. Scales.Select(scale => scale / size)];
        return pixels.All(IsAllowed) ? new FeaturePlan(pixels, Kinds) : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"Scales of {string.Join(", ", Scales)} µm are {string.Join(", ", pixels.Select(scale => scale.ToString("0.##", CultureInfo.InvariantCulture)))} pixels of {size:0.####} µm; expected {SmallestScale} to {LargestScale} pixels. Choose other scales, or resize the image."));
    }

    internal void Check(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (Scales is null or { Count: 0 } || Kinds is null or { Count: 0 })
            throw new ArgumentException("The features have no scale or no kind; name at least one of each.");
        if (Scales.Any(scale => !(InMicrometres ? scale is > 0 and < 1e6 : IsAllowed(scale))) || !Scales.SequenceEqual(Scales.Distinct().Order()))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Found the scales {string.Join(", ", Scales)}; expected ascending ones, each once, from {SmallestScale} to {LargestScale} pixels."));
        if (Kinds.Any(kind => !Enum.IsDefined(kind)) || !Kinds.SequenceEqual(Kinds.Distinct().Order()))
            throw new ArgumentException($"Found the kinds of features {string.Join(", ", Kinds)}; expected known ones, each once, in the order of their list.");
        var count = (long)channels * Scales.Count * Kinds.Sum(kind => NamesOf(kind).Length);
        if (count > MaximumFeatures)
            throw new ArgumentException($"{channels} channels at {Scales.Count} scales make {count:N0} features; at most {MaximumFeatures:N0} are computed. Pick channels or scales.");
    }

    private static bool IsAllowed(double scale) => scale is >= SmallestScale and <= LargestScale;

    private static string[] NamesOf(PixelFeatureKind kind) => kind switch
    {
        PixelFeatureKind.Gaussian => ["Gaussian"],
        PixelFeatureKind.LaplacianOfGaussian => ["Laplacian of Gaussian"],
        PixelFeatureKind.GradientMagnitude => ["Gradient magnitude"],
        PixelFeatureKind.DifferenceOfGaussians => ["Difference of Gaussians"],
        PixelFeatureKind.StructureTensor => ["Structure tensor, larger eigenvalue", "Structure tensor, smaller eigenvalue"],
        _ => ["Hessian, larger eigenvalue", "Hessian, smaller eigenvalue"],
    };
}
