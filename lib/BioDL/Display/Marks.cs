using BioDL.Classical;

namespace BioDL.Display;

/// <summary>What a chart draws between its axes; coordinates are those of the data.</summary>
internal abstract record Mark;

/// <summary>The bars of a histogram.</summary>
internal sealed record BarMark(Histogram Bins) : Mark;

/// <summary>A line with markers.</summary>
internal sealed record LineMark(Series Series, int Index) : Mark
{
    private static readonly string[] Dashing = ["", "9 5", "2 4", "12 4 2 4"];

    /// <summary>Colour-blind-safe on white, and with dashes of its own (Okabe and Ito 2008).</summary>
    public LineStyle Style => new(Colours.OnWhite(Index), Dashing[Index % Dashing.Length]);
}

/// <summary>The single values of a group, spread sideways around its place so that they don't hide each other, and their median.</summary>
internal sealed record StripMark(string Name, int Place, IReadOnlyList<double> Values) : Mark
{
    /// <summary>Half the length of the median's bar.</summary>
    public const double HalfBar = 0.32;

    public double Median { get; } = MedianOf(Values);

    /// <summary>Steps of the golden ratio spread evenly, and alike in every run.</summary>
    public double Position(int index) => Place + ((index * 0.6180339887498949 + 0.5) % 1 - 0.5) * 0.44;

    private static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>A vertical line with a label, such as a threshold.</summary>
internal sealed record RuleMark(double At, string Label) : Mark;

/// <summary>Colours for marks on a white card.</summary>
internal static class Colours
{
    /// <summary>Light enough for lines to stand out against it.</summary>
    public const string Bars = "#8CC4E8";

    private static readonly string[] Palette = ["#0072B2", "#D55E00", "#009E73", "#AA4499", "#000000", "#B07C00"];

    public static string OnWhite(int index) => Palette[index % Palette.Length];
}
