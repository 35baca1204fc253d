using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Cli.Measuring;

/// <summary>
/// The toolbox of classical steps in the order in which one strings them together: smooth, even out, threshold, clean, split, remove. Sizes are in pixels; the defaults are
/// lesson 1's one line, <c>image.Gaussian(1).Threshold(Otsu).Watershed().RemoveSmall(20)</c>.
/// </summary>
internal sealed record ClassicalPipeline
{
    /// <summary>Sauvola's k: negative, since objects are bright.</summary>
    private const double SauvolaShare = -0.2;

    /// <summary>Side of the median's window; 1 for none.</summary>
    public int Median { get; init; } = 1;

    /// <summary>Sigma of the Gaussian that smooths the image.</summary>
    public double Sigma { get; init; } = 1;

    public BrightnessScale Scale { get; init; }

    public BackgroundMethod Background { get; init; }

    /// <summary>Radius of the ball or disk, or sigma of the Gaussian, that finds the background; 0 without one.</summary>
    public int BackgroundSize { get; init; }

    public ThresholdRule Threshold { get; init; }

    /// <summary>Side of a local threshold's window; 0 for those that are not local.</summary>
    public int Window { get; init; }

    /// <summary>
    /// Times which the level lies above the darkest pixel (CellProfiler's correction factor, with the darkest pixel as 0). Of local thresholds: how high above the darkest
    /// pixel, in units of Otsu's level, nothing is foreground whatever its surroundings.
    /// </summary>
    public double Correction { get; init; } = 1;

    /// <summary>Radius of the disk that opens the foreground; 0 for none.</summary>
    public int Opening { get; init; }

    public bool FillsHoles { get; init; }

    public SplitMethod Split { get; init; } = SplitMethod.Distance;

    /// <summary>Sigma that smooths what the seeds are peaks of.</summary>
    public double SplitSmoothing { get; init; } = 1;

    /// <summary>Smallest distance of two seeds; 0 where they are not told apart by it.</summary>
    public double SplitDistance { get; init; } = 5;

    /// <summary>Height by which a top of the distance map stands out; 0 where seeds are not told apart by it.</summary>
    public double SplitHeight { get; init; }

    /// <summary>Smallest object, in pixels.</summary>
    public int MinimumArea { get; init; } = 20;

    /// <summary>By how much objects grow at the end: people draw outlines outside of what they outline.</summary>
    public int Expansion { get; init; }

    /// <summary>The objects of an image.</summary>
    public LabelImage Segment(Image image)
    {
        var even = Even(image);
        return Objects(Foreground(even), even);
    }

    /// <summary>First part: the image smoothed and without its background.</summary>
    public Image Even(Image image) => WithoutBackground(Bent((Median > 1 ? image.Median(Median) : image).Gaussian(Sigma)));

    /// <summary>Second part: what is brighter than the level, cleaned.</summary>
    public Mask Foreground(Image even)
    {
        var foreground = Bright(even);
        if (Opening > 0)
            foreground = foreground.Open(Opening);
        return FillsHoles ? foreground.FillHoles() : foreground;
    }

    /// <summary>Third part: the foreground taken apart.</summary>
    public LabelImage Objects(Mask foreground, Image even)
    {
        var objects = Separated(foreground, even).RemoveSmall(MinimumArea);
        return (Expansion > 0 ? objects.ExpandLabels(Expansion) : objects).Renumber();
    }

    /// <summary>The settings of the first part alone: equal for pipelines that begin alike.</summary>
    public ClassicalPipeline UpToEven() => new() { Median = Median, Sigma = Sigma, Scale = Scale, Background = Background, BackgroundSize = BackgroundSize };

    /// <summary>The settings of the first two parts.</summary>
    public ClassicalPipeline UpToForeground() =>
        UpToEven() with { Threshold = Threshold, Window = Window, Correction = Correction, Opening = Opening, FillsHoles = FillsHoles };

    /// <summary>The same pipeline with what plays no part in it as it is by default, so that equal pipelines are equal.</summary>
    public ClassicalPipeline Normalised() => this with
    {
        BackgroundSize = Background == BackgroundMethod.None ? 0 : BackgroundSize,
        Window = IsLocal ? Window : 0,
        SplitSmoothing = Split == SplitMethod.None ? 0 : SplitSmoothing,
        SplitDistance = Split is SplitMethod.Distance or SplitMethod.Brightness ? SplitDistance : 0,
        SplitHeight = Split == SplitMethod.Height ? SplitHeight : 0,
    };

    /// <summary>Every setting by its name, for files: <c>Median=1 Sigma=0.5 …</c>; <see cref="Parse"/> reads it.</summary>
    public string ToSettings() => string.Join(' ', Properties.Select(property => Text($"{property.Name}={property.GetValue(this)}")));

    /// <summary>The pipeline of <see cref="ToSettings"/>.</summary>
    /// <exception cref="FormatException">A setting is unknown, or has no value of its kind.</exception>
    public static ClassicalPipeline Parse(string settings)
    {
        var pipeline = new ClassicalPipeline();
        foreach (var setting in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=') is [var left, var right] ? (left, right) : (setting, "");
            var property = Properties.FirstOrDefault(property => property.Name == name)
                ?? throw new FormatException($"Found the setting '{setting}'; expected a name and a value, such as Sigma=1. Names: {string.Join(", ", Properties.Select(property => property.Name))}.");
            property.SetValue(pipeline, TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(value));
        }
        return pipeline;
    }

    private static PropertyInfo[] Properties => [.. typeof(ClassicalPipeline).GetProperties().Where(property => property.CanWrite)];

    private bool IsLocal => Threshold is ThresholdRule.Sauvola or ThresholdRule.LocalGaussian;

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] steps =
        [
            Median > 1 ? $"median {Median}" : "", Sigma > 0 ? Text($"Gaussian {Sigma}") : "", Scale == BrightnessScale.Linear ? "" : $"{Scale}",
            Background == BackgroundMethod.None ? "" : $"less {Background} {BackgroundSize}", IsLocal ? $"{Threshold} {Window}" : $"{Threshold}",
            Correction == 1 ? "" : Text($"× {Correction}"), Opening > 0 ? $"opened by {Opening}" : "", FillsHoles ? "holes filled" : "",
            Split switch
            {
                SplitMethod.None => "not split",
                SplitMethod.Height => Text($"split by height {SplitHeight} of distance smoothed by {SplitSmoothing}"),
                _ => Text($"split by {Split} smoothed by {SplitSmoothing} from {SplitDistance} apart"),
            },
            $"area from {MinimumArea}", Expansion > 0 ? $"grown by {Expansion}" : "",
        ];
        return string.Join("; ", steps.Where(step => step.Length > 0));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private Image Bent(Image image)
    {
        if (Scale == BrightnessScale.Linear)
            return image;
        var stretched = PipelinePixels.Stretched(image);
        return image.Like(Array.ConvertAll(stretched, value => Scale == BrightnessScale.SquareRoot ? MathF.Sqrt(value) : MathF.Log(1 + value)));
    }

    private Image WithoutBackground(Image image) => Background switch
    {
        BackgroundMethod.RollingBall => image.Like(PipelinePixels.Stretched(image)).SubtractBackground(BackgroundSize),
        BackgroundMethod.TopHat => image.TopHat(BackgroundSize, Footprint.Square),
        BackgroundMethod.Gaussian => PipelinePixels.Less(image, image.Gaussian(BackgroundSize)),
        _ => image,
    };

    private Mask Bright(Image image)
    {
        var (low, _) = PipelinePixels.Range(image);
        float Corrected(ThresholdMethod method) => (float)(low + Correction * (method(image) - (double)low));
        return Threshold switch
        {
            ThresholdRule.Sauvola => PipelinePixels.Both(image.Threshold(LocalThresholds.Sauvola(image, Window, SauvolaShare)), image.Threshold(Corrected(Thresholds.Otsu))),
            ThresholdRule.LocalGaussian => PipelinePixels.Both(image.ThresholdLocally(LocalThresholds.LocalGaussian, Window), image.Threshold(Corrected(Thresholds.Otsu))),
            _ => image.Threshold(Corrected(Thresholds.Named(Threshold.ToString()))),
        };
    }

    private LabelImage Separated(Mask foreground, Image image)
    {
        switch (Split)
        {
            case SplitMethod.Distance:
                return foreground.Watershed(SplitSmoothing, SplitDistance);
            case SplitMethod.Height:
                var distance = PipelinePixels.Within(foreground, foreground.Distance().Gaussian(SplitSmoothing));
                return Flooded(distance, distance.HMaxima(SplitHeight).Components(), foreground);
            case SplitMethod.Brightness:
                var bright = image.Gaussian(SplitSmoothing);
                return Flooded(bright, bright.Peaks(SplitDistance, float.NegativeInfinity), foreground);
            default:
                return foreground.Components();
        }
    }

    /// <summary>Floods from the heights down; parts of the foreground without a seed are objects of their own.</summary>
    private static LabelImage Flooded(Image heights, LabelImage seeds, Mask foreground)
    {
        var parts = foreground.Components();
        var seeded = new bool[parts.Maximum + 1];
        for (var i = 0; i < parts.Values.Length; i++)
            seeded[parts.Values[i]] |= seeds.Values[i] > 0;
        var all = seeds.Values.ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            if (parts.Values[i] > 0 && !seeded[parts.Values[i]])
                all[i] = seeds.Maximum + parts.Values[i];
        }
        var depths = heights.Like(Array.ConvertAll(heights.Values.ToArray(), value => -value));
        return depths.Watershed(new LabelImage(seeds.Height, seeds.Width, all), foreground, Connectivity.Eight);
    }
}
