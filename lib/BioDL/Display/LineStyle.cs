using System.Globalization;

namespace BioDL.Display;

/// <summary>How an outline is drawn: colour and dashes together, so that nobody depends on colour alone.</summary>
/// <param name="Colour">A CSS colour in hexadecimal notation: <c>#E69F00</c>.</param>
/// <param name="Dashes">Lengths of dash and gap in screen pixels, dash first: <c>6 4</c>; empty for a solid line.</param>
/// <remarks>Colours: Okabe and Ito (2008), "Color Universal Design", as popularised by Wong, Nature Methods 8, 441 (2011).</remarks>
public sealed record LineStyle(string Colour, string Dashes = "")
{
    /// <summary>Solid orange: the first outline over an image, usually the truth.</summary>
    public static LineStyle First { get; } = new("#E69F00");

    /// <summary>Dashed sky blue: the second outline, usually a prediction.</summary>
    public static LineStyle Second { get; } = new("#56B4E9", "7 4");

    /// <summary>Dotted yellow: the third outline.</summary>
    public static LineStyle Third { get; } = new("#F0E442", "2 4");

    /// <summary>Solid sky blue: an object that was found.</summary>
    public static LineStyle Hit { get; } = new("#56B4E9");

    /// <summary>Dashed vermilion: an object that was missed.</summary>
    public static LineStyle Missed { get; } = new("#D55E00", "7 4");

    /// <summary>Dotted yellow: an object that was invented.</summary>
    public static LineStyle Invented { get; } = new("#F0E442", "2 4");

    internal static LineStyle Number(int index) => (index % 3) switch { 0 => First, 1 => Second, _ => Third };

    /// <summary>Lengths of dash and gap times a factor; none for a solid line.</summary>
    internal double[] Pattern(double factor) =>
        [.. Dashes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(length => factor * double.Parse(length, CultureInfo.InvariantCulture))];

    internal void Check()
    {
        if (Colour.Length != 7 || Colour[0] != '#' || !Colour.AsSpan(1).ToString().All(char.IsAsciiHexDigit))
            throw new ArgumentException($"Found the colour '{Colour}'; expected six hexadecimal digits after a hash, as in '#E69F00'.");
        if (!Dashes.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(length =>
            double.TryParse(length, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0))
            throw new ArgumentException($"Found the dashes '{Dashes}'; expected lengths with spaces between them, as in '6 4'.");
    }
}
