using System.Collections;
using System.Globalization;

namespace BioDL.Models;

/// <summary>Reads what single programs keep in a description (<c>config</c>).</summary>
internal static class ConfigReader
{
    /// <summary>The entry at the end of a path of names; null when there is none.</summary>
    public static object? Find(this ModelDescription description, params ReadOnlySpan<string> path)
    {
        object? at = description.Config;
        foreach (var name in path)
            at = Child(at, name);
        return at;
    }

    /// <summary>A number at the end of a path of names; null when there is none, or something else.</summary>
    public static double? FindNumber(this ModelDescription description, params ReadOnlySpan<string> path) => Number(description.Find(path));

    /// <summary>An entry of a dictionary; null when it is none, or has no such entry.</summary>
    public static object? Child(object? parent, string name) => parent switch
    {
        IReadOnlyDictionary<string, object?> entries => entries.GetValueOrDefault(name),
        IDictionary entries when entries.Contains(name) => entries[name],
        _ => null,
    };

    /// <summary>The value as a number; null when it is none.</summary>
    public static double? Number(object? value) => value switch
    {
        double or float or int or long or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>The items of a list, as text; empty when it is none.</summary>
    public static IReadOnlyList<string> Words(object? value) =>
        value is IEnumerable list and not string ? [.. list.Cast<object?>().Select(item => item?.ToString() ?? "")] : [];
}
