namespace BioDL.Notebooks.Pages;

/// <summary>What a piece of HTML is.</summary>
internal enum HtmlTokenKind
{
    /// <summary>Text, with its character references as written.</summary>
    Text,

    /// <summary>A start tag.</summary>
    Start,

    /// <summary>An end tag.</summary>
    End,
}

/// <summary>One piece of HTML.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">A tag's name as written; empty for text.</param>
/// <param name="Text">A text's content, or the raw content of <c>style</c>.</param>
/// <param name="Attributes">A start tag's attributes, values decoded.</param>
/// <param name="SelfClosing">Whether the tag ends in <c>/&gt;</c>.</param>
internal readonly record struct HtmlToken(
    HtmlTokenKind Kind, string Name, string Text, IReadOnlyList<KeyValuePair<string, string>> Attributes, bool SelfClosing);

/// <summary>
/// Cuts HTML into tags and text as browsers do, near enough for <see cref="HtmlFilter"/>, which writes everything anew from what it
/// allows. Comments, declarations and the content of scripts and the like never appear.
/// </summary>
internal sealed class HtmlTokens(string html)
{
    private static readonly System.Buffers.SearchValues<char> Space = System.Buffers.SearchValues.Create(" \t\n\f\r/");

    private int at;

    public static IEnumerable<HtmlToken> Of(string html)
    {
        var tokens = new HtmlTokens(html);
        while (tokens.at < html.Length)
        {
            if (tokens.Next() is { } token)
                yield return token;
        }
    }

    private HtmlToken? Next()
    {
        if (html[at] != '<')
            return TextUntil(Find('<', at));
        var next = at + 1 < html.Length ? html[at + 1] : ' ';
        if (char.IsAsciiLetter(next))
            return StartTag();
        if (next == '/' && at + 2 < html.Length && char.IsAsciiLetter(html[at + 2]))
            return EndTag();
        if (next is '!' or '?' or '/')
            return Skip();
        at++;
        return new HtmlToken(HtmlTokenKind.Text, "", "<", [], false);
    }

    private HtmlToken TextUntil(int end)
    {
        var text = html[at..end];
        at = end;
        return new HtmlToken(HtmlTokenKind.Text, "", text, [], false);
    }

    private HtmlToken? Skip()
    {
        var comment = string.CompareOrdinal(html, at, "<!--", 0, 4) == 0;
        var end = comment ? html.IndexOf("-->", at + 4, StringComparison.Ordinal) : html.IndexOf('>', at);
        at = end < 0 ? html.Length : end + (comment ? 3 : 1);
        return null;
    }

    private HtmlToken EndTag()
    {
        at += 2;
        var name = Name();
        at = Math.Min(Find('>', at) + 1, html.Length);
        return new HtmlToken(HtmlTokenKind.End, name, "", [], false);
    }

    private HtmlToken? StartTag()
    {
        at++;
        var name = Name();
        var attributes = new List<KeyValuePair<string, string>>();
        while (at < html.Length && html[at] != '>')
        {
            if (Space.Contains(html[at]))
                at++;
            else
                attributes.Add(Attribute());
        }
        var selfClosing = at > 0 && html[at - 1] == '/';
        at = Math.Min(at + 1, html.Length);
        if (!HtmlRules.HasRawContent(name))
            return new HtmlToken(HtmlTokenKind.Start, name, "", attributes, selfClosing);
        var content = RawContent(name);
        return name.Equals("style", StringComparison.OrdinalIgnoreCase)
            ? new HtmlToken(HtmlTokenKind.Start, "style", content, [], false)
            : null;
    }

    private string RawContent(string name)
    {
        var end = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
        var content = html[at..(end < 0 ? html.Length : end)];
        at = end < 0 ? html.Length : Math.Min(Find('>', end) + 1, html.Length);
        return content;
    }

    private string Name()
    {
        var start = at;
        while (at < html.Length && html[at] != '>' && !Space.Contains(html[at]))
            at++;
        return html[start..at];
    }

    private KeyValuePair<string, string> Attribute()
    {
        var start = at++;
        while (at < html.Length && html[at] is not ('>' or '=') && !Space.Contains(html[at]))
            at++;
        var name = html[start..at];
        while (at < html.Length && char.IsWhiteSpace(html[at]))
            at++;
        if (at >= html.Length || html[at] != '=')
            return new(name, "");
        at++;
        while (at < html.Length && char.IsWhiteSpace(html[at]))
            at++;
        return new(name, System.Net.WebUtility.HtmlDecode(Value()));
    }

    private string Value()
    {
        if (at >= html.Length || html[at] == '>')
            return "";
        var start = at;
        if (html[at] is '"' or '\'')
        {
            var end = Find(html[at], at + 1);
            at = Math.Min(end + 1, html.Length);
            return html[(start + 1)..end];
        }
        while (at < html.Length && html[at] != '>' && !char.IsWhiteSpace(html[at]))
            at++;
        return html[start..at];
    }

    private int Find(char character, int from) =>
        from < html.Length && html.IndexOf(character, from) is >= 0 and var found ? found : html.Length;
}
