using BioDL.Classical;
using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Models;
using BioDL.Statistics;
using Interval = BioDL.Cli.Embedded.Interval;

namespace BioDL.Cli.Pretrained;

/// <summary>
/// Measures a model's foreground by one protocol, stated in <see cref="Words"/>: what the model is worth on kinds of images that it was and was
/// not made for.
/// </summary>
internal sealed class ForegroundProtocol(ZooModel model)
{
    private const double Level = 0.5;

    /// <summary>The protocol in words.</summary>
    public const string Words =
        "Images of the split 'test' of each set, in grey (luminance); prepared as the description says, measured on the image itself; mirrored at the right and lower border "
        + "to the size that the network takes, larger images in overlapping tiles; answers cut back to the image. Foreground is where the first channel, a probability, is above 0.5; "
        + "truth is every labelled pixel. Score: intersection over union per image, averaged by field (images of one photograph), then over fields; 95 % percentile bootstrap over fields. "
        + "Beside it Otsu's threshold on the same grey image, not smoothed, objects being bright or dark as the kind says. Nothing was tuned on these images.";

    /// <summary>Scores one kind.</summary>
    /// <exception cref="ProblemException">The model gives no probability, or the real images are not here.</exception>
    public IReadOnlyList<ForegroundFigure> Measure(ForegroundKind kind)
    {
        var test = Dataset.Open(kind.Set, "real").Test;
        string[] fields = [.. test.Select(field => field.Group)];
        var scores = new List<double>();
        var rivals = new List<double>();
        foreach (var sample in Progress.Over(test, kind.Name))
        {
            var truth = sample.Labels.Foreground();
            scores.Add(Overlap.IoU(truth, Foreground(kind.Prepare(sample.Image))));
            rivals.Add(Overlap.IoU(truth, Otsu(sample.Image.ToGrey(), kind.DarkObjects)));
        }
        var (mine, other) = (Summary.ByGroup(scores, fields), Summary.ByGroup(rivals, fields));
        var rival = kind.DarkObjects ? "Otsu (dark objects)" : "Otsu (bright objects)";
        return
        [
            new(kind, model.Name, test.Count, Interval.Of(mine)),
            new(kind, rival, test.Count, Interval.Of(other)),
            new(kind, $"{model.Name} less Otsu", test.Count, Interval.Of([.. mine.Zip(other, (score, less) => score - less)])),
        ];
    }

    private Mask Foreground(Image image)
    {
        var prediction = model.Predict(image);
        var probability = prediction[prediction.Channels[0]];
        foreach (var value in probability.Values)
        {
            if (value is not (>= 0 and <= 1))
                throw new ProblemException($"The first channel of {model.Name}, {prediction.Channels[0]}, holds {value}; a probability from 0 to 1 was expected. This protocol is for models that give one.");
        }
        return probability.Threshold(Level);
    }

    private static Mask Otsu(Image image, bool darkObjects)
    {
        var bright = image.Threshold(Thresholds.Otsu);
        return darkObjects ? bright.Invert() : bright;
    }
}
