using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>A distance to the outline, with or without a foreground: its peaks are the seeds.</summary>
public sealed record DistanceRule : ObjectRule
{
    /// <summary>The channel of the distance: 0 at outlines and outside, larger towards the middle, in any unit.</summary>
    public required string Distance { get; init; }

    /// <summary>The channel of the foreground; where the distance is above <see cref="Outside"/> when null.</summary>
    public string? Foreground { get; init; }

    /// <summary>Pixels above this are foreground, where a channel gives it.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Without a channel of foreground: pixels with a larger distance than this are inside, as a share of the largest distance.</summary>
    public double Outside { get; init; } = 0.1;

    /// <summary>Peaks are at least so many pixels apart: about the smallest radius.</summary>
    public double MinimumDistance { get; init; } = 5;

    /// <summary>Sigma in pixels that smooths the distance before its peaks are taken.</summary>
    public double Smoothing { get; init; } = 1;

    /// <summary>Smaller objects, in pixels, are removed.</summary>
    public int MinimumArea { get; init; } = 20;

    /// <inheritdoc/>
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"a watershed on {Distance} (smoothed by {Smoothing}) from its peaks, {MinimumDistance} pixels apart, within "
        + $"{(Foreground is null ? $"{Distance} above {Outside} of its largest" : $"{Foreground} above {Level}")}, without objects below {MinimumArea} pixels");

    /// <inheritdoc/>
    public override LabelImage Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        var distance = prediction[Distance];
        var largest = float.NegativeInfinity;
        foreach (var value in distance.Values)
            largest = MathF.Max(largest, value);
        var foreground = Foreground is null ? distance.Threshold(Math.Max(0, Outside * largest)) : prediction[Foreground].Threshold(Level);
        var smooth = distance.Gaussian(Smoothing);
        var inside = smooth.Values.ToArray();
        var lowest = inside.Min();
        for (var i = 0; i < inside.Length; i++)
            inside[i] = foreground.Values[i] ? inside[i] : lowest;
        var seeds = distance.Like(inside).Peaks(MinimumDistance, lowest);
        return SeededObjects.Flood(SeededObjects.Negated(smooth), seeds, foreground, MinimumArea);
    }
}
