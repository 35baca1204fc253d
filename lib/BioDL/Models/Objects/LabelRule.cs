using BioDL.Images;

namespace BioDL.Models;

/// <summary>Objects that the model numbers itself.</summary>
public sealed record LabelRule : ObjectRule
{
    /// <summary>The channel of the labels.</summary>
    public required string Channel { get; init; }

    /// <inheritdoc/>
    public override string Words => $"the labels of {Channel} as the model gives them";

    /// <inheritdoc/>
    public override LabelImage Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        var labels = prediction[Channel];
        var numbers = new int[labels.Values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var value = labels.Values[i];
            numbers[i] = value >= 0 && value <= LabelImage.MaximumLabel && value == MathF.Floor(value)
                ? (int)value
                : throw new ArgumentException($"{Channel} holds the value {value} at row {i / labels.Width}, column {i % labels.Width}; expected "
                    + $"labels: whole numbers from 0 to {LabelImage.MaximumLabel:N0}.");
        }
        return new LabelImage(labels.Height, labels.Width, numbers) { PixelSize = labels.PixelSize }.Renumber();
    }
}
