using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BioDL.Hosting;
using Microsoft.DotNet.Interactive.Formatting;

namespace BioDL.Notebooks.Session;

/// <summary>
/// How values are shown: by their own bundle if they have one, else by the Formatting package of .NET Interactive, which is archived and is
/// therefore named here only. No output is a wall of text: long ones are cut, and say so.
/// </summary>
public static class ValueFormatter
{
    /// <summary>Characters of plain text or HTML that one value may take.</summary>
    public const int MostCharacters = 20_000;

    /// <summary>The representations of a value.</summary>
    public static MimeBundle Format(object? value)
    {
        try
        {
            return value switch
            {
                null => MimeBundle.OfText("null"),
                MimeBundle bundle => bundle,
                IDisplayable displayable => displayable.ToMimeBundle(),
                string text => MimeBundle.OfText(Cut(text)),
                IFormattable number when value.GetType() is { IsPrimitive: true } or { IsEnum: true } || value is decimal or DateTime or DateTimeOffset or TimeSpan or Guid =>
                    MimeBundle.OfText(number.ToString(null, CultureInfo.InvariantCulture)),
                bool or char => MimeBundle.OfText(value.ToString()!),
                _ when OwnWords(value) is { } words => MimeBundle.OfText(Cut(words)),
                _ => Structured(value),
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return MimeBundle.OfText($"[a value of type {value?.GetType().Name} that cannot be shown: {fault.Message}]");
        }
    }

    /// <summary>
    /// What a type says that debuggers should show, when that is one public property: <c>[DebuggerDisplay("{Summary,nq}")]</c>. So a type that knows nothing of
    /// notebooks, such as a tensor, shows more than its fields.
    /// </summary>
    private static string? OwnWords(object value) =>
        value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>(inherit: false)?.Value is { } display
            && display.StartsWith('{') && display.EndsWith(",nq}", StringComparison.Ordinal)
            && value.GetType().GetProperty(display[1..^4]) is { CanRead: true } property && property.PropertyType == typeof(string)
            ? (string?)property.GetValue(value)
            : null;

    private static MimeBundle Structured(object value)
    {
        var text = MimeBundle.OfText(Cut(value.ToDisplayString(PlainTextFormatter.MimeType)));
        var html = value.ToDisplayString(HtmlFormatter.MimeType);
        return html.Length > MostCharacters * 10 ? text : text.With(MimeBundle.Html, html);
    }

    private static string Cut(string text) => text.Length <= MostCharacters
        ? text
        : $"{text.AsSpan(0, MostCharacters)}… ({text.Length - MostCharacters:N0} more characters)";
}
