namespace BioDL.Display;

/// <summary>A scale bar of a round length (1, 2 or 5 times a power of ten) near a fifth of the picture's width.</summary>
/// <param name="Pixels">Its length in pixels of the image.</param>
/// <param name="Label">Its length with unit: micrometres when the pixel size is known, else pixels.</param>
public sealed record ScaleBar(double Pixels, string Label)
{
    /// <summary>The scale bar for an image.</summary>
    /// <param name="width">Width of the image in pixels, 1 or more.</param>
    /// <param name="pixelSize">Side of a pixel in µm; null when nobody recorded it.</param>
    public static ScaleBar For(int width, double? pixelSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (pixelSize is { } size && size > 0 && double.IsFinite(size))
        {
            var length = Nice(width * size / 5);
            return new ScaleBar(length / size, Length(length));
        }
        var pixels = Math.Max(1, Nice(width / 5.0));
        return new ScaleBar(pixels, $"{Numbers.Plain(pixels)} px");
    }

    /// <summary>The number of the series 1, 2, 5, 10 … whose ratio to a value is nearest to 1.</summary>
    internal static double Nice(double value)
    {
        var exponent = (int)Math.Floor(Math.Log10(value));
        var candidates = new[] { (1, exponent), (2, exponent), (5, exponent), (1, exponent + 1) };
        return candidates.Select(c => c.Item2 < 0 ? c.Item1 / Math.Pow(10, -c.Item2) : c.Item1 * Math.Pow(10, c.Item2))
            .MinBy(nice => Math.Abs(Math.Log(nice / value)));
    }

    private static string Length(double micrometres) => micrometres switch
    {
        >= 1000 => $"{Numbers.Plain(micrometres / 1000)} mm",
        < 1 => $"{Numbers.Plain(Math.Round(micrometres * 1000, 6))} nm",
        _ => $"{Numbers.Plain(micrometres)} µm",
    };
}
