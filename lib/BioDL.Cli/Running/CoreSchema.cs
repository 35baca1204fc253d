using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BioDL.Cli.Running;

/// <summary>
/// Types an unquoted YAML value by the core schema (YAML 1.2.2, section 10.3.2): only true and false are truth values, so that
/// <c>yes</c>, <c>no</c> and <c>on</c> stay texts.
/// </summary>
internal static partial class CoreSchema
{
    public static JsonNode? Read(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ => Number(text) ?? JsonValue.Create(text),
    };

    public static bool IsInfiniteOrUndefined(string text) =>
        InfiniteOrUndefined.IsMatch(text) || (Decimal.IsMatch(text) && !double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture)));

    private static JsonValue? Number(string text)
    {
        if (Integer.IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        if (Decimal.IsMatch(text))
            return JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture));
        if (Hexadecimal.IsMatch(text) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out whole))
            return JsonValue.Create(whole);
        return Octal.IsMatch(text) ? JsonValue.Create(Convert.ToInt64(text[2..], 8)) : null;
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Integer { get; }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Decimal { get; }

    [GeneratedRegex(@"^0x[0-9a-fA-F]{1,15}\z")]
    private static partial Regex Hexadecimal { get; }

    [GeneratedRegex(@"^0o[0-7]{1,20}\z")]
    private static partial Regex Octal { get; }

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex InfiniteOrUndefined { get; }
}
