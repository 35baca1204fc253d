using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace BioDL.Tests.Models;

/// <summary>Compares records with their lists and dictionaries, property by property.</summary>
internal static class SameDescription
{
    /// <summary>Where two values differ first, with both; null when they are equal.</summary>
    public static string? Difference(object? left, object? right, string path = "")
    {
        if (left is null || right is null || left.GetType() != right.GetType() && left is not IEnumerable)
            return Equals(left, right) ? null : $"{path}: {left ?? "null"} / {right ?? "null"}";
        return (left, right) switch
        {
            (string or IConvertible, _) => Equals(left, right) ? null : $"{path}: {left} / {right}",
            (IDictionary one, IDictionary other) => one.Count != other.Count ? $"{path}: {one.Count} / {other.Count} keys"
                : one.Keys.Cast<object>().Select(key => Difference(one[key], other.Contains(key) ? other[key] : "absent", $"{path}.{key}")).FirstOrDefault(found => found is not null),
            (IEnumerable one, IEnumerable other) => Lists([.. one.Cast<object?>()], [.. other.Cast<object?>()], path),
            (ITuple one, ITuple other) => Lists([.. Enumerable.Range(0, one.Length).Select(i => one[i])], [.. Enumerable.Range(0, other.Length).Select(i => other[i])], path),
            _ => left.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => Difference(property.GetValue(left), property.GetValue(right), $"{path}.{property.Name}")).FirstOrDefault(found => found is not null),
        };
    }

    private static string? Lists(object?[] left, object?[] right, string path) => left.Length != right.Length
        ? $"{path}: {left.Length} / {right.Length} entries"
        : left.Select((_, i) => Difference(left[i], right[i], $"{path}[{i}]")).FirstOrDefault(found => found is not null);
}
