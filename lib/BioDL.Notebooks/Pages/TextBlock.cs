using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BioDL.Notebooks.Pages;

/// <summary>Text as a program printed it, made readable.</summary>
internal static partial class TextBlock
{
    /// <summary>Texts of more lines scroll in a box of their own.</summary>
    public const int MostLines = 40;

    /// <summary>Texts are cut after so many characters: the executed notebook has the rest.</summary>
    public const int MostCharacters = 200_000;

    /// <summary>A text as <c>pre</c>, with classes of its own.</summary>
    public static string Render(string text, string cssClass)
    {
        text = Clean(text).Trim('\n');
        var left = text.Length - MostCharacters;
        if (left > 0)
            text = text[..MostCharacters] + $"\n… {Number(left)} more characters; the executed notebook has them all.";
        var lines = text.AsSpan().Count('\n') + 1;
        var pre = $"<pre class=\"{cssClass}{(Columns().IsMatch(text) ? " nb-columns" : "")}\"";
        return lines > MostLines
            ? $"<p class=\"nb-note\">{Number(lines)} lines; scroll to read them.</p>"
              + $"{pre} data-nb-long tabindex=\"0\" role=\"region\" aria-label=\"Long text output, {lines} lines\">{Html.Encode(text)}</pre>"
            : $"{pre}>{Html.Encode(text)}</pre>";
    }

    /// <summary>Takes out what only a terminal understands: colours, and lines that a progress bar wrote over.</summary>
    public static string Clean(string text)
    {
        text = TerminalCode().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!text.Contains('\r', StringComparison.Ordinal))
            return text;
        var clean = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var shown = line.TrimEnd('\r');
            clean.Append(shown.AsSpan(shown.LastIndexOf('\r') + 1)).Append('\n');
        }
        return clean.ToString(0, clean.Length - 1);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Words further than one space apart, or tabs: text in columns, whose lines must not be broken.</summary>
    [GeneratedRegex(@"\S( {2,}|\t)\S")]
    private static partial Regex Columns();

    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)", RegexOptions.Singleline)]
    private static partial Regex TerminalCode();
}
