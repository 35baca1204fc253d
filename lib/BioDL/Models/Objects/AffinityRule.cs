using System.Globalization;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>Affinities (1 where a pixel and its neighbour belong together) beside a foreground: 1 less the smallest of them is a boundary.</summary>
public sealed record AffinityRule : ObjectRule
{
    /// <summary>The channel of the foreground, 0 to 1.</summary>
    public required string Foreground { get; init; }

    /// <summary>The channels of the affinities to the direct neighbours, 0 to 1.</summary>
    public required IReadOnlyList<string> Affinities { get; init; }

    /// <summary>Pixels above this are foreground.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Seeds are the parts of the foreground whose boundary is below this.</summary>
    public double SeedLevel { get; init; } = 0.5;

    /// <summary>Smaller objects, in pixels, are removed.</summary>
    public int MinimumArea { get; init; } = 20;

    /// <inheritdoc/>
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"a watershed on 1 less the smallest of {string.Join(", ", Affinities)}, from parts where that is below {SeedLevel}, within {Foreground} above "
        + $"{Level}, without objects below {MinimumArea} pixels");

    /// <inheritdoc/>
    public override LabelImage Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (Affinities.Count == 0)
            throw new ArgumentException("An affinity rule names at least one channel of affinities.");
        var boundary = new float[prediction[Foreground].Values.Length];
        foreach (var affinity in Affinities)
        {
            var values = prediction[affinity].Values;
            for (var i = 0; i < boundary.Length; i++)
                boundary[i] = MathF.Max(boundary[i], 1 - values[i]);
        }
        var rule = new BoundaryRule { Boundary = Affinities[0], SeedLevel = SeedLevel, MinimumArea = MinimumArea };
        return rule.Apply(prediction[Foreground].Like(boundary), SeededObjects.Foreground(prediction, Foreground, prediction[Foreground], Level));
    }
}
