using BioDL.Classical;

namespace BioDL.Display;

/// <summary>What a chart draws between its axes; coordinates are those of the data.</summary>
internal abstract record Mark;

/// <summary>The bars of a histogram.</summary>
internal sealed record BarMark(Histogram Bins) : Mark;

/// <summary>How a series is drawn.</summary>
internal enum SeriesKind
{
    Line,
    Step,
    Points,
}

/// <summary>A line with markers, steps, or points on their own.</summary>
internal sealed record LineMark(Series Series, int Index, SeriesKind Kind = SeriesKind.Line) : Mark
{
    private const int MostMarkers = 60;

    private static readonly string[] Dashing = ["", "9 5", "2 4", "12 4 2 4"];

    /// <summary>Colour-blind-safe on white, and with dashes of its own (Okabe and Ito 2008).</summary>
    public LineStyle Style => new(Colours.OnWhite(Index), Dashing[Index % Dashing.Length]);

    public bool HasLine => Kind != SeriesKind.Points;

    public bool HasMarkers => Kind == SeriesKind.Points || (Kind == SeriesKind.Line && Series.X.Count <= MostMarkers);

    /// <summary>Points on their own let those underneath shine through.</summary>
    public double Opacity => Kind == SeriesKind.Points ? 0.6 : 1;

    /// <summary>Name and, if there is one, the band's.</summary>
    public string Legend => Series.BandName.Length == 0 ? Series.Name : $"{Series.Name} with {Series.BandName}".TrimStart();
}

/// <summary>Something drawn at the place of a named group.</summary>
internal abstract record GroupMark(string Name, int Place) : Mark
{
    /// <summary>Half the width of what is drawn for a group.</summary>
    public const double Half = 0.32;
}

/// <summary>The single values of a group, spread sideways around its place so that they don't hide each other, and their median.</summary>
internal sealed record StripMark(string Name, int Place, IReadOnlyList<double> Values) : GroupMark(Name, Place)
{
    public double Median { get; } = Quantiles.Of(Values, 0.5);

    /// <summary>Steps of the golden ratio spread evenly, and alike in every run.</summary>
    public double Position(int index) => Place + ((index * 0.6180339887498949 + 0.5) % 1 - 0.5) * 0.44;
}

/// <summary>
/// A box from the lower to the upper quartile with the median in it; whiskers reach to the outermost values within 1.5 times the box's height, and what
/// lies beyond is drawn value by value (Tukey 1977).
/// </summary>
internal sealed record BoxMark(string Name, int Place, IReadOnlyList<double> Values) : GroupMark(Name, Place)
{
    public double Lower { get; } = Quantiles.Of(Values, 0.25);

    public double Median { get; } = Quantiles.Of(Values, 0.5);

    public double Upper { get; } = Quantiles.Of(Values, 0.75);

    public double LowWhisker => Values.Where(value => value >= Lower - Reach).Min();

    public double HighWhisker => Values.Where(value => value <= Upper + Reach).Max();

    public IEnumerable<double> Outside => Values.Where(value => value < Lower - Reach || value > Upper + Reach);

    private double Reach => 1.5 * (Upper - Lower);
}

/// <summary>A column from 0 to a value, with an interval if there is one.</summary>
internal sealed record ColumnMark(Column Column, int Place) : GroupMark(Column.Name, Place)
{
    public IEnumerable<double> Reaches => [0, Column.Value, Column.Low ?? Column.Value, Column.High ?? Column.Value];

    public bool HasInterval => Column is { Low: not null, High: not null };
}

/// <summary>A matrix with named rows and columns; the first row is at the top.</summary>
internal sealed record HeatMark(double[,] Values, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns) : Mark
{
    public IEnumerable<double> Finite => Values.Cast<double>().Where(double.IsFinite);

    public double Low => Math.Min(0, Finite.Min());

    public double High => Finite.Max() > Low ? Finite.Max() : Low + 1;

    /// <summary>Numbers fit into the cells of small matrices.</summary>
    public bool IsWritten => Columns.Count <= 8 && Rows.Count <= 20;
}

/// <summary>A vertical line with a label, such as a threshold.</summary>
internal sealed record RuleMark(double At, string Label) : Mark;

/// <summary>A horizontal line with a label, such as a score to be reached.</summary>
internal sealed record LevelMark(double At, string Label) : Mark;

/// <summary>Quantiles of a sample, with linear interpolation between its values (type 7 of Hyndman and Fan 1996; numpy's default).</summary>
internal static class Quantiles
{
    public static double Of(IReadOnlyList<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}

/// <summary>Colours for marks on a white card.</summary>
internal static class Colours
{
    /// <summary>Light enough for lines to stand out against it.</summary>
    public const string Bars = "#8CC4E8";

    private static readonly string[] Palette = ["#0072B2", "#D55E00", "#009E73", "#AA4499", "#000000", "#B07C00"];

    public static string OnWhite(int index) => Palette[index % Palette.Length];
}
