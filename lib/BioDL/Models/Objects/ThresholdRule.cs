using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>A probability of foreground alone: threshold, then touching objects are parted where the foreground is narrow.</summary>
public sealed record ThresholdRule : ObjectRule
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Pixels above this are foreground.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Whether touching objects are parted by a watershed of the mask; else every connected part is one object.</summary>
    public bool Part { get; init; } = true;

    /// <summary>Sigma in pixels that smooths the distance map before its peaks are taken as seeds.</summary>
    public double Smoothing { get; init; } = 1;

    /// <summary>Seeds of one part are at least so many pixels apart: about the smallest radius.</summary>
    public double MinimumDistance { get; init; } = 5;

    /// <summary>Smaller objects, in pixels, are removed.</summary>
    public int MinimumArea { get; init; } = 20;

    /// <inheritdoc/>
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Channel} above {Level}, {(Part ? $"parted by a watershed of the mask's distance map (smoothed by {Smoothing}, seeds {MinimumDistance} pixels apart)" : "each connected part an object")}, without objects below {MinimumArea} pixels");

    /// <inheritdoc/>
    public override LabelImage Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        var mask = prediction[Channel].Threshold(Level);
        return (Part ? mask.Watershed(Smoothing, MinimumDistance) : mask.Components()).RemoveSmall(MinimumArea).Renumber();
    }
}
