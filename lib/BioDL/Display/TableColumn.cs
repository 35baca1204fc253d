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
        return new TableColumn(title, Array.ConvertAll(all, Write), all.Any(value => value is not null) && all.All(value => value is null || IsNumber(value)));
    }

    public string Padded(string text) => IsNumeric ? text.PadLeft(TextWidth) : text.PadRight(TextWidth);

    private static bool IsNumber(object value) => value is double or float or decimal or sbyte or byte or short or ushort or int or uint or long or ulong;

    private static string Write(object? value) => value switch
    {
        null => "",
        double number => Numbers.Short(number),
        float number => Numbers.Short(number),
        decimal number => Numbers.Short((double)number),
        bool truth => truth ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => (value.ToString() ?? "").ReplaceLineEndings(" "),
    };
}
