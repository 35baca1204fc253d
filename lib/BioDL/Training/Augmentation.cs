namespace BioDL.Training;

/// <summary>
/// How patches are varied, so that a network learns what does not matter. The geometry moves image and targets together; brightness changes the image alone.
/// Every patch is flipped and turned by quarters; that alone leaves its pixels as they are.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Patches as they are, not even flipped.</summary>
    public static Augmentation None { get; } = new() { Turns = false, Warped = 0, Blurred = 0, Noise = 0, Gamma = 1, Gain = 1, Offset = 0 };

    /// <summary>Whether patches are flipped and turned by quarters.</summary>
    public bool Turns { get; init; } = true;

    /// <summary>Share of the patches that are rotated by any angle, scaled and bent, 0 to 1.</summary>
    public double Warped { get; init; } = 0.9;

    /// <summary>Objects become up to so many times larger or smaller, 1 or more; evenly on a logarithmic scale.</summary>
    public double Scale { get; init; } = 1.7;

    /// <summary>Standard deviation of the displacement of points 32 pixels apart, in pixels; between them it is interpolated.</summary>
    public double Bend { get; init; } = 1.5;

    /// <summary>Brightness is raised to a power of up to this, or one over this; 1 or more.</summary>
    public double Gamma { get; init; } = 1.5;

    /// <summary>Brightness is multiplied by up to this, or divided; 1 or more.</summary>
    public double Gain { get; init; } = 1.3;

    /// <summary>Standard deviation of what is added to all pixels of a patch; the image's range is 1.</summary>
    public double Offset { get; init; } = 0.05;

    /// <summary>Largest standard deviation of the noise that is added to each pixel.</summary>
    public double Noise { get; init; } = 0.06;

    /// <summary>Share of the patches that are blurred, 0 to 1, with a sigma of up to 1.5 pixels.</summary>
    public double Blurred { get; init; } = 0.2;
}
