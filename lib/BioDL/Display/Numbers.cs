using System.Globalization;

namespace BioDL.Display;

/// <summary>Numbers as text, the same on every machine.</summary>
internal static class Numbers
{
    /// <summary>Three significant digits; whole numbers from 100 on; powers of ten beyond a million and below a thousandth; – when undefined.</summary>
    public static string Short(double value)
    {
        if (double.IsNaN(value))
            return "–";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "-∞";
        var size = Math.Abs(value);
        var format = size switch
        {
            0 => "0",
            >= 999_999.5 or < 0.0009995 => "0.00e+0",
            >= 99.95 => "0",
            >= 9.995 => "0.0",
            >= 0.9995 => "0.00",
            >= 0.09995 => "0.000",
            >= 0.009995 => "0.0000",
            _ => "0.00000",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>As <see cref="Short"/>, but without zeros at the end: for sentences and for whole numbers.</summary>
    public static string Plain(double value)
    {
        if (value == Math.Round(value) && Math.Abs(value) < 1e6)
            return value.ToString("0", CultureInfo.InvariantCulture);
        var text = Short(value);
        return text.Contains('.') && !text.Contains('e') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>As <see cref="Short"/>, but whole numbers without decimals: above a column, a count is a count.</summary>
    public static string Label(double value) => value == Math.Round(value) ? Plain(value) : Short(value);

    /// <summary>A coordinate in a drawing: at most two decimals.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
