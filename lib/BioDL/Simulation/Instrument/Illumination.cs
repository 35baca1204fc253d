using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>How the lamp's light falls on the field: a gradient from one side to the other, and corners that get less than the middle.</summary>
public sealed record Illumination
{
    /// <summary>The same light everywhere.</summary>
    public static Illumination Even { get; } = new();

    /// <summary>How much the light rises across the field: from (1 − g) at one corner or side to (1 + g) at the other, 0 to 1; the mean stays.</summary>
    public double Gradient { get; init; }

    /// <summary>Where it rises to, in degrees: 0 to the right, 90 downwards; −360 to 360.</summary>
    public double Direction { get; init; }

    /// <summary>The share of light that the corners lack, falling with the square of the distance from the middle, 0 to 1.</summary>
    public double Vignetting { get; init; }

    /// <summary>The relative light in every pixel: what dividing by a flat-field image would take away again.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public Image Pattern(int height, int width)
    {
        Check();
        var light = new float[Shape.Count(1, height, width)];
        double centreY = (height - 1) / 2.0, centreX = (width - 1) / 2.0;
        var (sin, cos) = Math.SinCos(Direction * Math.PI / 180);
        double corner = Math.Max(1e-9, Math.Abs(cos) * centreX + Math.Abs(sin) * centreY), square = Math.Max(1e-9, centreX * centreX + centreY * centreY);
        for (var i = 0; i < light.Length; i++)
        {
            double x = i % width - centreX, y = i / width - centreY;
            light[i] = (float)(Math.Max(0, 1 + Gradient * (x * cos + y * sin) / corner) * (1 - Vignetting * (x * x + y * y) / square));
        }
        return new Image(1, height, width, light);
    }

    /// <summary>Multiplies every channel by the pattern; give it light (photons), not grey values with an offset.</summary>
    /// <returns>The image itself where the light is even.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public Image Apply(Image light)
    {
        ArgumentNullException.ThrowIfNull(light);
        Check();
        return Gradient == 0 && Vignetting == 0 ? light : Shading.Multiply(light, Pattern(light.Height, light.Width));
    }

    internal void Check()
    {
        SettingRange.Require(nameof(Gradient), Gradient, 0, 1);
        SettingRange.Require(nameof(Direction), Direction, -360, 360, "degrees");
        SettingRange.Require(nameof(Vignetting), Vignetting, 0, 1);
    }
}
