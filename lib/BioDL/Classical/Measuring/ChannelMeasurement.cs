namespace BioDL.Classical;

/// <summary>What was measured of one object in one channel, in the units of the image.</summary>
public sealed record ChannelMeasurement
{
    /// <summary>Mean of its pixels.</summary>
    public required double Mean { get; init; }

    /// <summary>The smallest value.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Standard deviation of its pixels: the root of their mean squared distance from the mean.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Sum of its pixels ("integrated density").</summary>
    public required double Sum { get; init; }

    /// <summary>Mean column, each pixel weighted by its value, in pixels; not a number when the sum is 0.</summary>
    public required double WeightedCentroidX { get; init; }

    /// <summary>Mean row, each pixel weighted by its value, in pixels; not a number when the sum is 0.</summary>
    public required double WeightedCentroidY { get; init; }

    /// <summary>Haralick's texture features; null unless asked for.</summary>
    public Texture? Texture { get; init; }
}
