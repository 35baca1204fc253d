using System.Text;
using System.Text.RegularExpressions;

namespace BioDL.Notebooks.Pages;

/// <summary>
/// Writes HTML that came with a notebook anew, from what it allows: a notebook from elsewhere is untrusted. The result is properly nested
/// for every HTML parser (an output cannot close the page's own elements), holds no script, form, frame or event handler, and names
/// no address from which a browser would fetch something by itself. The page's content security policy says the same a second time.
/// </summary>
internal sealed partial class HtmlFilter
{
    private const int LongestStyle = 20_000;

    private readonly StringBuilder written = new();
    private readonly List<string> open = [];
    private readonly HtmlAddresses addresses;
    private int tables;
    private int pictures;
    private int letters;

    private HtmlFilter(HtmlAddresses addresses) => this.addresses = addresses;

    private string Innermost => open.Count == 0 ? "" : open[^1];

    /// <summary>Filters a fragment.</summary>
    /// <returns>The fragment, or null when nothing of it can be seen.</returns>
    public static string? Filter(string html, HtmlAddresses addresses)
    {
        var filter = new HtmlFilter(addresses);
        foreach (var token in HtmlTokens.Of(html.ReplaceLineEndings("\n")))
            filter.Accept(token);
        filter.CloseDownTo(0);
        return filter.letters + filter.pictures == 0 ? null : filter.written.ToString();
    }

    private void Accept(HtmlToken token)
    {
        if (token.Kind == HtmlTokenKind.Text)
            WriteText(token.Text);
        else if (token.Kind == HtmlTokenKind.End)
            End(token.Name.ToLowerInvariant());
        else if (token.Name == "style")
            WriteStyle(token.Text);
        else
            Start(token, token.Name.ToLowerInvariant());
    }

    private void WriteText(string text)
    {
        if (HtmlRules.HoldsTablePartsOnly(Innermost) && string.IsNullOrWhiteSpace(text))
            return;
        letters += text.AsSpan().Trim().Length;
        written.Append(text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal));
    }

    private void Start(HtmlToken token, string name)
    {
        var inSvg = open.Contains("svg");
        if (!(inSvg ? HtmlRules.IsSvg(name) && !HtmlRules.HoldsTextOnly(Innermost) : HtmlRules.IsHtml(name)))
            return;
        if (open.Count >= HtmlRules.MaximumDepth || (!inSvg && !MakeRoomFor(name)))
            return;
        if (name is "img" or "image" or "input" && addresses.PictureOf(token) is var source && source is null)
        {
            WriteText(addresses.InsteadOf(token));
            return;
        }
        pictures += name is "img" or "svg" or "hr" ? 1 : 0;
        if (name == "table" && tables++ == 0)
            written.Append("<div class=\"nb-scroll\">");
        var closed = inSvg || name == "svg" ? token.SelfClosing : HtmlRules.IsVoid(name);
        written.Append('<').Append(inSvg ? token.Name : name);
        addresses.WriteAttributes(written, token, inSvg || name == "svg");
        written.Append(closed && inSvg ? "/>" : closed && name == "svg" ? "></svg>" : ">");
        if (!closed)
            open.Add(inSvg ? token.Name : name);
    }

    /// <summary>Closes what the browser would close by itself before such an element; false when it may not stand here.</summary>
    private bool MakeRoomFor(string name)
    {
        var parents = HtmlRules.ParentsOf(name);
        if (parents.Length > 0)
            return CloseUpTo(parents, HtmlRules.IsTablePart(name))
                || (name is "td" or "th" && CloseUpTo(["tbody", "thead", "tfoot", "table"], true) && Add("tr"));
        if (HtmlRules.HoldsTablePartsOnly(Innermost) || (name == "a" && open.Contains("a")))
            return false;
        if (HtmlRules.IsHeading(name) && HtmlRules.IsHeading(Innermost))
            CloseDownTo(open.Count - 1);
        if (HtmlRules.IsBlock(name) && IndexInReach("p") is >= 0 and var paragraph)
            CloseDownTo(paragraph);
        return true;
    }

    private bool Add(string name)
    {
        written.Append('<').Append(name).Append('>');
        open.Add(name);
        return true;
    }

    private bool CloseUpTo(string[] parents, bool withinTable)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (parents.Contains(open[i]))
            {
                CloseDownTo(i + 1);
                return true;
            }
            if (withinTable ? open[i] == "table" : HtmlRules.IsBarrier(open[i]))
                return false;
        }
        return false;
    }

    private void End(string name)
    {
        if (HtmlRules.IsVoid(name))
            return;
        var index = HtmlRules.IsTablePart(name)
            ? open.FindLastIndex(element => element is "table" || element == name) is >= 0 and var found && open[found] == name ? found : -1
            : IndexInReach(name);
        if (index >= 0)
            CloseDownTo(index);
    }

    private int IndexInReach(string name)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
            if (HtmlRules.IsBarrier(open[i]))
                return -1;
        }
        return -1;
    }

    private void CloseDownTo(int depth)
    {
        while (open.Count > depth)
        {
            written.Append("</").Append(Innermost).Append('>');
            if (Innermost == "table" && --tables == 0)
                written.Append("</div>");
            open.RemoveAt(open.Count - 1);
        }
    }

    /// <summary>A style sheet holds within the element around it only; one that could end its own scope is left out.</summary>
    private void WriteStyle(string css)
    {
        if (css.Length > LongestStyle)
            return;
        css = addresses.Style(Comment().Replace(css, " ")) ?? "";
        var depth = 0;
        foreach (var letter in css)
        {
            depth += letter switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth < 0 || letter is '<' or '\\' or '&' or '"' or '\'')
                return;
        }
        if (depth == 0 && !OtherRule().IsMatch(css) && !HtmlRules.HoldsTablePartsOnly(Innermost) && !css.Contains("/*", StringComparison.Ordinal))
            written.Append("<style>@scope{").Append(css).Append("}</style>");
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("@(?!media|supports|container)", RegexOptions.IgnoreCase)]
    private static partial Regex OtherRule();
}
