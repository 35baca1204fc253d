using System.Globalization;
using BioDL.Images;

namespace BioDL.Cli.Jupyter;

/// <summary>The kernel's picture: three nuclei on the dark field of a microscope, one of them outlined.</summary>
internal static class KernelLogo
{
    private const double Corner = 0.2;
    private const double OutlineWidth = 0.045;

    private static readonly (double Red, double Green, double Blue) Field = (0.07, 0.09, 0.16);

    /// <summary>Centre and radius in parts of the side, colour, and whether only the outline is drawn.</summary>
    private static readonly (double X, double Y, double Radius, (double Red, double Green, double Blue) Colour, bool Outlined)[] Nuclei =
    [
        (0.36, 0.38, 0.20, (0.24, 0.74, 0.96), false),
        (0.70, 0.60, 0.16, (0.62, 0.42, 0.93), false),
        (0.34, 0.76, 0.11, (0.98, 0.80, 0.28), true),
    ];

    /// <summary>The picture as a drawing.</summary>
    public static string Svg { get; } = string.Create(CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" role="img" aria-label="BioDL">
          <rect width="100" height="100" rx="{Corner * 100}" fill="{Hex(Field)}"/>
          {string.Join("\n  ", Nuclei.Select(Circle))}
        </svg>

        """);

    /// <summary>The picture as a PNG file with a transparent surround.</summary>
    /// <param name="size">Its side in pixels.</param>
    public static byte[] Png(int size)
    {
        var image = new float[4 * size * size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var (red, green, blue) = ColourAt((x + 0.5) / size, (y + 0.5) / size, 1.0 / size);
                var pixel = (y * size) + x;
                (image[pixel], image[pixel + (size * size)], image[pixel + (2 * size * size)]) = ((float)red, (float)green, (float)blue);
                image[pixel + (3 * size * size)] = (float)Covered(SquareDistance((x + 0.5) / size, (y + 0.5) / size), 1.0 / size);
            }
        }
        return PngEncoder.Encode(new Image(4, size, size, [.. image.Select(value => MathF.Round(value * 255))]));
    }

    private static (double Red, double Green, double Blue) ColourAt(double x, double y, double pixel)
    {
        var colour = Field;
        foreach (var nucleus in Nuclei)
        {
            var distance = Math.Sqrt(Math.Pow(x - nucleus.X, 2) + Math.Pow(y - nucleus.Y, 2)) - nucleus.Radius;
            var share = Covered(nucleus.Outlined ? Math.Abs(distance) - (OutlineWidth / 2) : distance, pixel);
            colour = (Mix(colour.Red, nucleus.Colour.Red, share), Mix(colour.Green, nucleus.Colour.Green, share), Mix(colour.Blue, nucleus.Colour.Blue, share));
        }
        return colour;
    }

    /// <summary>Signed distance to a square with round corners: below 0 within.</summary>
    private static double SquareDistance(double x, double y)
    {
        var (across, down) = (Math.Abs(x - 0.5) - (0.5 - Corner), Math.Abs(y - 0.5) - (0.5 - Corner));
        return Math.Sqrt(Math.Pow(Math.Max(across, 0), 2) + Math.Pow(Math.Max(down, 0), 2)) + Math.Min(Math.Max(across, down), 0) - Corner;
    }

    /// <summary>How much of a pixel at a distance from an edge is covered.</summary>
    private static double Covered(double distance, double pixel) => Math.Clamp(0.5 - (distance / pixel), 0, 1);

    private static double Mix(double below, double above, double share) => below + ((above - below) * share);

    private static string Circle((double X, double Y, double Radius, (double Red, double Green, double Blue) Colour, bool Outlined) nucleus) =>
        string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{nucleus.X * 100:0.#}\" cy=\"{nucleus.Y * 100:0.#}\" r=\"{nucleus.Radius * 100:0.#}\" ")
        + (nucleus.Outlined
            ? string.Create(CultureInfo.InvariantCulture, $"fill=\"none\" stroke=\"{Hex(nucleus.Colour)}\" stroke-width=\"{OutlineWidth * 100:0.#}\"/>")
            : $"fill=\"{Hex(nucleus.Colour)}\"/>");

    private static string Hex((double Red, double Green, double Blue) colour) =>
        $"#{(int)(colour.Red * 255):x2}{(int)(colour.Green * 255):x2}{(int)(colour.Blue * 255):x2}";
}
