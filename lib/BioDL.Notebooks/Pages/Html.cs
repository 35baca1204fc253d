using System.Net;
using System.Text;

namespace BioDL.Notebooks.Pages;

/// <summary>Small helpers to write HTML.</summary>
internal static class Html
{
    /// <summary>A text for HTML: no character of it is markup, and none is one that HTML does not allow.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\b') >= 0 || text.AsSpan().IndexOfAnyInRange('\v', '\u001f') >= 0)
            text = string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\t'));
        return WebUtility.HtmlEncode(text);
    }

    /// <summary>A text on one line: white space collapsed, cut after so many characters.</summary>
    public static string Collapse(string text, int longest = 300)
    {
        var line = new StringBuilder();
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
                line.Append(letter);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
            if (line.Length >= longest)
                return line.Append('…').ToString();
        }
        return line.ToString().TrimEnd();
    }
}
