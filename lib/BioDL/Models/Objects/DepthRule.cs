using System.Globalization;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>Foreground and depth, as our own models give them; see <see cref="ObjectSeparation"/>.</summary>
public sealed record DepthRule : ObjectRule
{
    /// <summary>The channel of the foreground, 0 to 1.</summary>
    public required string Foreground { get; init; }

    /// <summary>The channel of the depth, 0 at an outline to 1 in the middle.</summary>
    public required string Depth { get; init; }

    /// <summary>Levels and smallest sizes.</summary>
    public ObjectSeparation Separation { get; init; } = new();

    /// <inheritdoc/>
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Foreground} above {Separation.Foreground}, parted by a watershed on {Depth} from seeds deeper than {Separation.Core} (at least "
        + $"{Separation.MinimumCore} pixels), without objects below {Separation.MinimumArea} pixels, as the description says");

    /// <inheritdoc/>
    public override LabelImage Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return Separation.Apply(Channels.Merge(prediction[Foreground], prediction[Depth]));
    }
}
