using System.Globalization;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>One true object and the predicted object that covers most of it: the two areas that intersection over union compares.</summary>
/// <param name="Truth">The true object.</param>
/// <param name="Predicted">The predicted object that shares most pixels with it, the smaller label of two; empty when none shares any.</param>
/// <param name="Shared">Pixels that both hold: |A ∩ B|.</param>
/// <param name="Joint">Pixels that either holds: |A ∪ B|.</param>
public sealed record ObjectOverlap(Mask Truth, Mask Predicted, int Shared, int Joint)
{
    /// <summary>Intersection over union: shared / joint, 0 to 1.</summary>
    public double IoU => (double)Shared / Joint;

    /// <summary>Looks up a true object, and what was predicted in its place.</summary>
    /// <param name="truth">The true objects.</param>
    /// <param name="label">Which of them.</param>
    /// <param name="predicted">The predicted objects, in the same field.</param>
    /// <exception cref="ArgumentException">The sizes differ, or the truth has no object of that number.</exception>
    public static ObjectOverlap Of(LabelImage truth, int label, LabelImage predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        if (label < 1 || label > truth.Maximum || truth.Areas[label] == 0)
            throw new ArgumentException($"Found the number {label}; the {truth.Count} objects of this field have numbers from 1 to {truth.Maximum}. Choose one of them.", nameof(label));
        var shared = new int[predicted.Maximum + 1];
        for (var i = 0; i < truth.Values.Length; i++)
            shared[predicted.Values[i]] += truth.Values[i] == label && predicted.Values[i] > 0 ? 1 : 0;
        var best = Array.IndexOf(shared, shared.Max());
        return new ObjectOverlap(Only(truth, label), Only(predicted, best), shared[best], truth.Areas[label] + (best > 0 ? predicted.Areas[best] : 0) - shared[best]);
    }

    /// <summary>The two areas, their overlap and what follows.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Shared} pixels shared / {Joint} joint = an IoU of {IoU:0.00}");

    private static Mask Only(LabelImage labels, int label) =>
        new(labels.Height, labels.Width, Array.ConvertAll(labels.Values.ToArray(), value => label > 0 && value == label)) { PixelSize = labels.PixelSize };
}
