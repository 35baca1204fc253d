using System.Text;

namespace BioDL.Display;

/// <summary>One entry of a legend: a sample of the line or marker, then what it stands for, in words.</summary>
/// <param name="Text">The words.</param>
/// <param name="Swatch">Draws the sample with its top left corner at the given place.</param>
internal sealed record LegendEntry(string Text, Func<double, double, string> Swatch)
{
    public const double SwatchWidth = 38, Height = 20;

    /// <summary>Draws entries from a place on, one after the other, and starts a new row where the next one would not fit.</summary>
    /// <returns>Where the last row ends.</returns>
    public static double Flow(StringBuilder content, IEnumerable<LegendEntry> entries, (double Left, double Right) sides, (double X, double Y) start)
    {
        var (x, y) = start;
        foreach (var entry in entries)
        {
            var needed = SwatchWidth + 7 + Svg.Width(entry.Text);
            if (x + needed > sides.Right && x > sides.Left)
                (x, y) = (sides.Left, y + Height + 8);
            content.Append(entry.Swatch(x, y)).Append(Svg.Text(x + SwatchWidth + 7, y + 15.5, entry.Text));
            x += needed + 12;
        }
        return y + Height;
    }
}
