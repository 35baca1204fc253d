using System.Globalization;

namespace BioDL.Display;

/// <summary>A chart's axis: its range, and round numbers along it.</summary>
internal sealed record Axis(double Low, double High, bool IsLogarithmic)
{
    /// <summary>A range around values, with a little room at both ends; it starts at 0 where that is near.</summary>
    public static Axis Around(IReadOnlyCollection<double> values, bool logarithmic)
    {
        double low = values.Min(), high = values.Max();
        if (logarithmic)
            return low < high ? new Axis(low / Math.Pow(high / low, 0.04), high * Math.Pow(high / low, 0.04), true) : new Axis(low / 2, high * 2, true);
        if (low == high)
            return low == 0 ? new Axis(-1, 1, false) : new Axis(low - Math.Abs(low) / 2, high + Math.Abs(high) / 2, false);
        var room = (high - low) * 0.05;
        return new Axis(low >= 0 && low < 0.35 * high ? Math.Min(0, low) : low - room, high + room, false);
    }

    /// <summary>Where a value lies between the ends, 0 to 1 inside of the range.</summary>
    public double Position(double value) => IsLogarithmic
        ? Math.Log(value / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    public bool Holds(double value) => double.IsFinite(value) && value >= Low && value <= High;

    /// <summary>About five round numbers (1, 2 or 5 times a power of ten) inside of the range, with their text.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks() => IsLogarithmic && High / Low >= 5 ? LogarithmicTicks() : LinearTicks();

    private List<(double, string)> LinearTicks()
    {
        var step = ScaleBar.Nice((High - Low) / 5);
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        var ticks = new List<(double, string)>();
        for (var i = Math.Ceiling(Low / step - 1e-9); i * step <= High + 1e-9 * step; i++)
            ticks.Add((i * step, Text(i * step, decimals)));
        return ticks;
    }

    private List<(double, string)> LogarithmicTicks()
    {
        var decades = Math.Log10(High / Low);
        double[] steps = decades < 2.2 ? [1, 2, 5] : [1];
        var stride = (int)Math.Ceiling(decades / 7);
        var ticks = new List<(double, string)>();
        for (var exponent = (int)Math.Floor(Math.Log10(Low)); exponent <= Math.Log10(High); exponent += stride)
        {
            foreach (var value in steps.Select(step => step * Math.Pow(10, exponent)).Where(Holds))
                ticks.Add((value, Text(value, Math.Max(0, -exponent))));
        }
        return ticks;
    }

    private static string Text(double value, int decimals)
    {
        var rounded = Math.Round(value, decimals);
        return Math.Abs(rounded) is >= 1e7 or (> 0 and < 1e-4)
            ? rounded.ToString("0.##e+0", CultureInfo.InvariantCulture)
            : (rounded == 0 ? 0 : rounded).ToString("N" + decimals, CultureInfo.InvariantCulture);
    }
}
