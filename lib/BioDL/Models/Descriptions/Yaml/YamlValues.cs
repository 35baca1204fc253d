using System.Globalization;
using System.Text.RegularExpressions;

namespace BioDL.Models;

/// <summary>What plain words of YAML mean (core schema of YAML 1.2).</summary>
internal static partial class YamlValues
{
    /// <summary>Nested dictionaries, lists, text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> and null.</summary>
    public static object? Of(YamlItem? item) => item switch
    {
        YamlMapping map => map.Entries.ToDictionary(entry => entry.Key, entry => Of(entry.Value)),
        YamlSequence list => (List<object?>)[.. list.Items.Select(Of)],
        YamlScalar scalar => Of(scalar),
        _ => null,
    };

    /// <summary>The number that is written, also as text in quotes; null when it is none.</summary>
    public static double? Number(string text) => text switch
    {
        ".inf" or ".Inf" or ".INF" or "+.inf" or "inf" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" or "-inf" => double.NegativeInfinity,
        ".nan" or ".NaN" or ".NAN" or "nan" => double.NaN,
        _ when Float().IsMatch(text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Whether a word without quotes would be read as something other than text, by YAML 1.1 or 1.2.</summary>
    public static bool IsSpecial(string text) => text.Length == 0 || char.IsAsciiDigit(text[0]) || text[0] is '.' or '+' or '-' or '~' || Words().IsMatch(text);

    private static object? Of(YamlScalar scalar)
    {
        if (!scalar.IsPlain)
            return scalar.Text;
        if (scalar.IsNull)
            return null;
        return scalar.Text switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when Whole().IsMatch(scalar.Text) && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            "inf" or "-inf" or "nan" => scalar.Text,
            _ => Number(scalar.Text) is { } number ? number : scalar.Text,
        };
    }

    [GeneratedRegex(@"^[-+]?[0-9]{1,18}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]{1,400}|[0-9]{1,400}(\.[0-9]{0,400})?)([eE][-+]?[0-9]{1,9})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Float();

    [GeneratedRegex(@"^(null|true|false|yes|no|on|off|y|n|inf|nan)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
