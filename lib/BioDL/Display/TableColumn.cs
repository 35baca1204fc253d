using System.Globalization;

namespace BioDL.Display;

/// <summary>One column of a table, its cells written out.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Cells">The cells from the top.</param>
/// <param name="IsNumeric">Whether every cell that holds something holds a number.</param>
internal sealed record TableColumn(string Title, IReadOnlyList<string> Cells, bool IsNumeric)
{
    public string Alignment => IsNumeric ? "right" : "left";

    /// <summary>Width in characters.</summary>
    public int TextWidth => Cells.Append(Title).Max(text => text.Length);

    public static TableColumn Of(string title, IEnumerable<object?> values)
    {
        object?[] all = [.. values];
        var decimals = Decimals([.. all.Where(IsFraction).Select(value => Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)))]);
        return new TableColumn(title, Array.ConvertAll(all, value => Write(value, decimals)),
            all.Any(value => value is not null) && all.All(value => value is null || IsNumber(value)));
    }

    public string Padded(string text) => IsNumeric ? text.PadLeft(TextWidth) : text.PadRight(TextWidth);

    private static bool IsNumber(object value) => value is double or float or decimal or sbyte or byte or short or ushort or int or uint or long or ulong;

    private static bool IsFraction(object? value) => value is double or float or decimal;

    /// <summary>Decimals that give a column's middle value three significant digits; none when all are whole; null when sizes are extreme.</summary>
    private static int? Decimals(double[] sizes)
    {
        double[] sorted = [.. sizes.Where(size => double.IsFinite(size) && size > 0).Order()];
        if (sorted.Length == 0 || Array.TrueForAll(sorted, size => size == Math.Round(size) && size < 1e6))
            return 0;
        var middle = sorted[sorted.Length / 2];
        return middle is >= 0.001 and < 1e6 ? Math.Clamp(2 - (int)Math.Floor(Math.Log10(middle)), 0, 5) : null;
    }

    /// <summary>The column's decimals, so that points stand below each other, unless they would leave fewer than two digits or show too many.</summary>
    private static string Write(double value, int? decimals) => decimals is { } places && Math.Abs(value) < 1e6
        && (value == Math.Round(value) || Math.Abs(value) >= Math.Pow(10, 1 - places))
            ? value.ToString("F" + places, CultureInfo.InvariantCulture)
            : Numbers.Short(value);

    private static string Write(object? value, int? decimals) => value switch
    {
        null => "",
        double or float or decimal => Write(Convert.ToDouble(value, CultureInfo.InvariantCulture), decimals),
        bool truth => truth ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => (value.ToString() ?? "").ReplaceLineEndings(" "),
    };
}
