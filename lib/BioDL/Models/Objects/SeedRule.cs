using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>A channel that marks the middles of objects, and a foreground: the middles grow within it.</summary>
public sealed record SeedRule : ObjectRule
{
    /// <summary>The channel of the foreground, 0 to 1.</summary>
    public required string Foreground { get; init; }

    /// <summary>The channel of the middles, 0 to 1.</summary>
    public required string Seeds { get; init; }

    /// <summary>Pixels above this are foreground.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Middles are the parts of the foreground above this.</summary>
    public double SeedLevel { get; init; } = 0.5;

    /// <summary>Smaller objects, in pixels, are removed.</summary>
    public int MinimumArea { get; init; } = 20;

    /// <inheritdoc/>
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"a watershed on {Seeds} from its parts above {SeedLevel}, within {Foreground} above {Level}, without objects below {MinimumArea} pixels");

    /// <inheritdoc/>
    public override LabelImage Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        var foreground = prediction[Foreground].Threshold(Level);
        var seeds = SeededObjects.Seeds(foreground, prediction[Seeds].Threshold(SeedLevel).Values, minimum: 1);
        return SeededObjects.Flood(SeededObjects.Negated(prediction[Seeds]), seeds, foreground, MinimumArea);
    }
}
