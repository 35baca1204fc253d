using System.Globalization;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>One field with how sure a method is of each object that it predicts.</summary>
public sealed record ScoredObjects
{
    /// <summary>A field.</summary>
    /// <param name="truth">The true objects, height × width.</param>
    /// <param name="predicted">The predicted objects, of the same size.</param>
    /// <param name="confidences">A confidence for every predicted label, on any scale; the higher the surer.</param>
    /// <exception cref="ArgumentException">The sizes differ, a confidence is missing or no number.</exception>
    public ScoredObjects(LabelImage truth, LabelImage predicted, IReadOnlyDictionary<int, double> confidences)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(confidences);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        foreach (var label in LabelOverlaps.Labels(predicted))
        {
            if (!confidences.TryGetValue(label, out var confidence))
                throw new ArgumentException($"Object {label} of the prediction has no confidence; expected one for each of its {predicted.Count} objects.", nameof(confidences));
            if (!double.IsFinite(confidence))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"The confidence of object {label} is {confidence}; expected a finite number."), nameof(confidences));
        }
        (Truth, Predicted, Confidences) = (truth, predicted, confidences);
    }

    /// <summary>The true objects.</summary>
    public LabelImage Truth { get; }

    /// <summary>The predicted objects.</summary>
    public LabelImage Predicted { get; }

    /// <summary>How sure the method is of each of them.</summary>
    public IReadOnlyDictionary<int, double> Confidences { get; }
}
