using System.Net;
using System.Text;
using System.Xml;

namespace BioDL.Display;

/// <summary>Text in drawings. Nothing here has an id, so that any number of drawings can share a page.</summary>
internal static class Svg
{
    public const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    /// <summary>Dark text on a light card of its own: readable on light and dark pages alike.</summary>
    public const string Ink = "#1f2328", Faint = "#5c636b", Card = "#ffffff", Rule = "#d0d7de";

    public const double FontSize = 16, TitleSize = 18, LineHeight = 1.3;

    /// <summary>Text safe in XML and HTML; characters that XML forbids become �.</summary>
    public static string Encode(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        return WebUtility.HtmlEncode(clean.ToString());
    }

    /// <summary>How wide a text will be, roughly: fonts differ between machines, so this errs on the wide side.</summary>
    public static double Width(string text, double size = FontSize) => text.Length * size * 0.56;

    /// <summary>A text broken into lines of at most the given width; single words are never broken.</summary>
    public static List<string> Wrap(string text, double width, double size = FontSize)
    {
        var lines = new List<string>();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width(lines[^1] + " " + word, size) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return lines;
    }

    /// <summary>A text cut to a width, with an ellipsis where something is missing.</summary>
    public static string Shorten(string text, double width)
    {
        var most = Math.Max(2, (int)(width / (FontSize * 0.56)));
        return text.Length <= most ? text : text[..(most - 1)] + "…";
    }

    /// <summary>One line of text; <paramref name="anchor"/> is start, middle or end.</summary>
    public static string Text(double x, double y, string text, string anchor = "start", string more = "") =>
        $"<text x=\"{Numbers.Coordinate(x)}\" y=\"{Numbers.Coordinate(y)}\" text-anchor=\"{anchor}\"{(more.Length > 0 ? " " + more : "")}>"
        + $"{Encode(text)}</text>";

    /// <summary>The lines of a title from the top of a card, bold.</summary>
    public static string Title(IReadOnlyList<string> lines, double x, double top)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
            text.Append(Text(x, top + TitleSize * (1 + LineHeight * i), lines[i], more: $"font-size=\"{TitleSize}\" font-weight=\"600\""));
        return text.ToString();
    }

    /// <summary>A drawing as an image in HTML, which survives where drawings are taken apart.</summary>
    public static string Still(string svg, string words, int width) => $"<img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\" "
        + $"width=\"{width}\" alt=\"{Encode(words)}\" style=\"display:block;width:100%;margin:0\">";

    /// <summary>A drawing on a card, with its text alternative.</summary>
    public static string Document(double width, double height, (string Title, string Description) words, string content) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {Numbers.Coordinate(width)} {Numbers.Coordinate(height)}\" "
        + $"width=\"{Numbers.Coordinate(width)}\" height=\"{Numbers.Coordinate(height)}\" style=\"max-width:100%;height:auto\" font-family=\"{Fonts}\" font-size=\"{FontSize}\" fill=\"{Ink}\">"
        + $"<title>{Encode(words.Title)}</title><desc>{Encode(words.Description)}</desc>"
        + $"<rect x=\".5\" y=\".5\" width=\"{Numbers.Coordinate(width - 1)}\" height=\"{Numbers.Coordinate(height - 1)}\" "
        + $"rx=\"6\" fill=\"{Card}\" stroke=\"{Rule}\"/>"
        + content + "</svg>";
}
