using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>A boundary between objects, with or without a foreground: seeds lie where there is no boundary, and meet on its ridge.</summary>
public sealed record BoundaryRule : ObjectRule
{
    /// <summary>The channel of the boundary, 0 to 1.</summary>
    public required string Boundary { get; init; }

    /// <summary>The channel of the foreground; null when objects fill the image.</summary>
    public string? Foreground { get; init; }

    /// <summary>Pixels above this are foreground.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Seeds are the parts of the foreground whose boundary is below this.</summary>
    public double SeedLevel { get; init; } = 0.5;

    /// <summary>Smaller seeds, in pixels, don't count.</summary>
    public int MinimumSeed { get; init; } = 10;

    /// <summary>Smaller objects, in pixels, are removed.</summary>
    public int MinimumArea { get; init; } = 20;

    /// <inheritdoc/>
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"a watershed on {Boundary} from parts where it is below {SeedLevel} (at least {MinimumSeed} "
        + $"pixels){(Foreground is null ? "" : $", within {Foreground} above {Level}")}, without objects below {MinimumArea} pixels");

    /// <inheritdoc/>
    public override LabelImage Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return Apply(prediction[Boundary], SeededObjects.Foreground(prediction, Foreground, prediction[Boundary], Level));
    }

    internal LabelImage Apply(Image boundary, Mask foreground)
    {
        var seeds = SeededObjects.Seeds(foreground, boundary.Threshold(SeedLevel).Invert().Values, MinimumSeed);
        return SeededObjects.Flood(boundary, seeds, foreground, MinimumArea);
    }
}
