namespace BioDL.Classical;

/// <summary>How a pixel classifier is trained.</summary>
public sealed record PixelClassifierOptions
{
    /// <summary>What it sees of a pixel.</summary>
    public PixelFeatures Features { get; init; } = PixelFeatures.Default;

    /// <summary>
    /// How its forest is grown. Classes weigh the same unless that is changed: otherwise whoever scribbles more background gets more background.
    /// </summary>
    public ForestOptions Forest { get; init; } = new() { Balanced = true };

    /// <summary>At most so many scribbled pixels are learnt from, at least 1; of more, a draw. Neighbours add little.</summary>
    public int MaximumPixels { get; init; } = 200_000;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Features);
        ArgumentNullException.ThrowIfNull(Forest);
        Forest.Check();
        if (MaximumPixels < 1)
            throw new ArgumentException($"At most {MaximumPixels} pixels were to be learnt from; expected at least 1.");
    }
}
