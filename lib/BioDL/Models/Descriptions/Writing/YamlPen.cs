using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BioDL.Models;

/// <summary>
/// Writes nested dictionaries, lists, texts, numbers, truth values and nulls as YAML that readers of YAML 1.1 and 1.2 understand alike: whatever one of them
/// could take for something other than text stands in quotes.
/// </summary>
internal static partial class YamlPen
{
    private const int Wide = 160;

    /// <summary>The text of a document.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, object?>> map)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, map);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>A number as YAML, so that it stays a number with a fraction when it is read: <c>1.0</c>, <c>1.0e-06</c>.</summary>
    public static string Number(double number)
    {
        if (double.IsNaN(number))
            return ".nan";
        if (double.IsInfinity(number))
            return number > 0 ? ".inf" : "-.inf";
        var text = number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        var mantissa = text.IndexOf('e') is >= 0 and var e ? e : text.Length;
        return text[..mantissa].Contains('.') ? text : text.Insert(mantissa, ".0");
    }

    private static void Emit(Emitter emitter, object? value)
    {
        switch (value)
        {
            case null:
                Plain(emitter, "null");
                break;
            case string text:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, Simple().IsMatch(text) && !YamlValues.IsSpecial(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, true, true));
                break;
            case bool truth:
                Plain(emitter, truth ? "true" : "false");
                break;
            case double or float:
                Plain(emitter, Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            case IEnumerable<KeyValuePair<string, object?>> map:
                EmitMap(emitter, [.. map]);
                break;
            case System.Collections.IEnumerable list:
                EmitList(emitter, [.. list.Cast<object?>()]);
                break;
            case IFormattable whole:
                Plain(emitter, whole.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"Found a value of type {value.GetType().Name} in a description; expected text, numbers, truth values, lists, dictionaries or null.");
        }
    }

    private static void EmitMap(Emitter emitter, KeyValuePair<string, object?>[] entries)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, entries.Length == 0 ? MappingStyle.Flow : MappingStyle.Block));
        foreach (var (key, value) in entries)
        {
            Emit(emitter, key);
            Emit(emitter, value);
        }
        emitter.Emit(new MappingEnd());
    }

    private static void EmitList(Emitter emitter, object?[] items)
    {
        var isShort = items.All(item => item is null or bool or IFormattable || (item is string text && Simple().IsMatch(text))) && items.Sum(item => item?.ToString()?.Length + 2 ?? 6) < Wide;
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, isShort ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var item in items)
            Emit(emitter, item);
        emitter.Emit(new SequenceEnd());
    }

    private static void Plain(Emitter emitter, string text) => emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, ScalarStyle.Plain, true, false));

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_./+() -]*(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex Simple();
}
