using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>What a scene is seen with: the size of the field, objective, lamp and camera.</summary>
public sealed record Microscope
{
    /// <summary>Columns of the image, 16 to 4,096 pixels.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Rows of the image, 16 to 4,096 pixels.</summary>
    public int Height { get; init; } = 256;

    /// <summary>Side of a pixel in the sample, 0.01 to 20 µm.</summary>
    public double PixelSize { get; init; } = 0.325;

    /// <summary>The objective.</summary>
    public Optics Optics { get; init; } = new();

    /// <summary>The lamp.</summary>
    public Illumination Illumination { get; init; } = Illumination.Even;

    /// <summary>The camera.</summary>
    public Camera Camera { get; init; } = new();

    /// <summary>Pixels around the field that must be painted, so that light from beyond its edge comes in as in a real microscope.</summary>
    internal int Border => PointSpread.Reach(Optics, PixelSize) + 1;

    /// <summary>The field with its border, painted sharp, as it comes to the camera: blurred, cut to the field, unevenly lit.</summary>
    /// <param name="sharp">Photons per pixel, (height + 2 × border) × (width + 2 × border), one or more channels.</param>
    /// <param name="background">Photons that every pixel gets besides.</param>
    internal Image Light(Image sharp, double background)
    {
        var cut = Optics.Apply(sharp).Crop(Border, Border, Width, Height);
        var lit = Array.ConvertAll(cut.Values.ToArray(), value => Math.Max(0, value) + (float)background);
        return Illumination.Apply(cut.With(Height, Width, lit));
    }

    internal void Check()
    {
        SettingRange.Require(nameof(Width), Width, 16, 4096, "pixels");
        SettingRange.Require(nameof(Height), Height, 16, 4096, "pixels");
        SettingRange.Require(nameof(PixelSize), PixelSize, 0.01, 20, "µm");
        ArgumentNullException.ThrowIfNull(Optics);
        ArgumentNullException.ThrowIfNull(Illumination);
        ArgumentNullException.ThrowIfNull(Camera);
        Optics.Check(PixelSize);
        Illumination.Check();
        Camera.Check();
    }
}
