namespace BioDL.Classical;

/// <summary>The shape that morphology moves over an image; its size is a radius in pixels. Each is symmetric about its centre.</summary>
public enum Footprint
{
    /// <summary>Every pixel whose centre lies at most a radius away (<c>skimage.morphology.disk</c>).</summary>
    Disk,

    /// <summary>All of the (2 · radius + 1)² pixels around the centre (<c>skimage.morphology.square</c>).</summary>
    Square,

    /// <summary>The row and the column through the centre, 2 · radius + 1 pixels long; with radius 1 the centre and its 4 neighbours.</summary>
    Cross,
}

/// <summary>Footprints as chords: one run of pixels per row, so that a footprint costs as much as it has rows, not pixels.</summary>
internal static class Chords
{
    public const int MaximumRadius = 1000;

    /// <summary>How far the footprint reaches to either side, by the distance from its middle row: never more in a row further away.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or too large, or there is no such footprint.</exception>
    public static int[] Of(Footprint footprint, int radius)
    {
        if (radius is < 0 or > MaximumRadius)
            throw new ArgumentOutOfRangeException(
                nameof(radius), $"The radius is {radius}; it is given in whole pixels, from 0 (which changes nothing) to {MaximumRadius}.");
        var reach = new int[radius + 1];
        for (var dy = 0; dy <= radius; dy++)
        {
            reach[dy] = footprint switch
            {
                Footprint.Disk => (int)Math.Sqrt(radius * radius - dy * dy),
                Footprint.Square => radius,
                Footprint.Cross => dy == 0 ? radius : 0,
                _ => throw new ArgumentOutOfRangeException(nameof(footprint), $"The footprint is {footprint}; there are Disk, Square and Cross."),
            };
        }
        return reach;
    }
}
