using BioDL.Classical;
using BioDL.Data;
using BioDL.Images;
using static BioDL.Classical.Thresholds;

namespace BioDL.Validation;

/// <summary>Methods that learn nothing, which every candidate has to beat. Where most fields have bright backgrounds, the image is also turned from negative to positive, for a threshold and for models alike.</summary>
internal static class Baselines
{
    internal const string Threshold = "Otsu + watershed";
    private const double Blur = 1;
    private const int SmallestObject = 20;

    /// <summary>Brighter than this share of the way from the darkest to the brightest percent, the median says that most of the image is bright: the rule of <c>model.Examine</c>.</summary>
    private const double BrightBackground = 0.6;

    public static IEnumerable<Candidate> For(IReadOnlyList<Sample> fields, IReadOnlyList<Candidate> candidates)
    {
        yield return Candidate.Baseline(Threshold, OtsuAndWatershed);
        if (IsMost(fields, field => IsBright(field.Image)))
            yield return Candidate.Baseline($"inverted, then {Threshold}", image => OtsuAndWatershed(Inverted(image)));
        foreach (var candidate in candidates.Where(candidate => candidate.Model is not null))
        {
            var (segment, model) = (candidate.Segment, candidate.Model!);
            if (IsMost(fields, field => model.Examine(field.Image).Any(finding => finding.Subject == "polarity")))
                yield return Candidate.Baseline($"inverted, then {candidate.Name}", image => segment(Inverted(image)), model);
        }
    }

    private static LabelImage OtsuAndWatershed(Image image) => image.ToGrey().Gaussian(Blur).Threshold(Otsu).Watershed().RemoveSmall(SmallestObject);

    private static bool IsMost(IReadOnlyList<Sample> fields, Func<Sample, bool> condition) => 2 * fields.Count(condition) > fields.Count;

    private static bool IsBright(Image image)
    {
        if (image.Channels == 2 || image.Channels > 4)
            return false;
        var sorted = image.ToGrey().Values.ToArray();
        Array.Sort(sorted);
        float At(double share) => sorted[(int)(share * (sorted.Length - 1))];
        float low = At(0.01), high = At(0.99);
        return high > low && (At(0.5) - low) / (high - low) > BrightBackground;
    }

    /// <summary>Dark becomes bright, within the same range in each channel.</summary>
    private static Image Inverted(Image image)
    {
        var values = new float[image.Values.Length];
        var plane = image.Height * image.Width;
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var own = image.Channel(channel);
            var sum = System.Numerics.Tensors.TensorPrimitives.Max(own) + System.Numerics.Tensors.TensorPrimitives.Min(own);
            for (var i = 0; i < plane; i++)
                values[channel * plane + i] = sum - own[i];
        }
        return new Image(image.Channels, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }
}
