using System.Globalization;

namespace BioDL.Metrics;

/// <summary>What distances are measured in: micrometres where the pixel size is known, else pixels.</summary>
/// <param name="PixelSize">The side of a pixel in that unit.</param>
/// <param name="Name">"µm" or "px".</param>
internal sealed record LengthUnit(double PixelSize, string Name)
{
    /// <summary>The unit of two pictures of the same field; where only one of them knows the pixel size, that counts.</summary>
    /// <exception cref="ArgumentException">They contradict each other, or a size is no length.</exception>
    public static LengthUnit Of(double? truth, double? predicted)
    {
        if (truth is { } one && predicted is { } other && Math.Abs(one - other) > 1e-6 * one)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The truth's pixel size is {one} µm, the prediction's {other} µm; they must be the same. Correct the one that is wrong."));
        return (truth ?? predicted) switch
        {
            null => new LengthUnit(1, "px"),
            { } size when size > 0 && double.IsFinite(size) => new LengthUnit(size, "µm"),
            { } size => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The recorded pixel size is {size} µm; it lies above 0. Correct it.")),
        };
    }

    /// <summary>Refuses what is no length.</summary>
    public void Require(double length, string name, bool zeroIsFine)
    {
        if (!(length >= 0 && double.IsFinite(length)) || (length == 0 && !zeroIsFine))
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture,
                $"The {name} is {length} {Name}; expected a length {(zeroIsFine ? "of 0 or more" : "above 0")}."));
    }
}
