using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BioDL.Notebooks.Pages;

/// <summary>Which attributes an element of a notebook keeps, and where its links and pictures may point.</summary>
/// <param name="idPrefix">Put before every id, so that two outputs cannot get into each other's way.</param>
/// <param name="keptIds">Ids that stay as they are: those of headings.</param>
/// <param name="link">Turns a link's address into the page's; null takes the link away and leaves its text.</param>
/// <param name="attachments">Pictures that the Markdown cell carries along, as data addresses by name.</param>
internal sealed partial class HtmlAddresses(
    string idPrefix,
    IReadOnlySet<string>? keptIds = null,
    Func<string, string?>? link = null,
    IReadOnlyDictionary<string, string>? attachments = null)
{
    /// <summary>The address of a picture, if it lies within the page; a check box of a task list passes too.</summary>
    public string? PictureOf(HtmlToken token)
    {
        if (token.Name.Equals("input", StringComparison.OrdinalIgnoreCase))
            return Value(token, "type") == "checkbox" ? "" : null;
        var source = (Value(token, "src") ?? Value(token, "href") ?? Value(token, "xlink:href") ?? "").Trim();
        if (source.StartsWith("attachment:", StringComparison.Ordinal))
            return attachments?.GetValueOrDefault(WebUtility.UrlDecode(source["attachment:".Length..]));
        return DataPicture().IsMatch(source) ? source : null;
    }

    /// <summary>What stands where a picture is not shown.</summary>
    public string InsteadOf(HtmlToken token)
    {
        if (token.Name.Equals("input", StringComparison.OrdinalIgnoreCase))
            return "";
        var alt = Value(token, "alt") is { Length: > 0 } words ? words : "no description";
        return WebUtility.HtmlEncode($"[picture that is not part of this page: {alt}]");
    }

    /// <summary>Writes the attributes that a tag keeps.</summary>
    public void WriteAttributes(StringBuilder written, HtmlToken token, bool inSvg)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (given, value) in token.Attributes)
        {
            var name = inSvg ? given : given.ToLowerInvariant();
            var lower = name.ToLowerInvariant();
            if (!seen.Add(name) || !HtmlRules.AllowsAttribute(lower, inSvg) || Filtered(lower, value, token) is not { } kept)
                continue;
            written.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(kept.Replace("\0", "", StringComparison.Ordinal))).Append('"');
        }
        if (token.Name.Equals("input", StringComparison.OrdinalIgnoreCase) && !seen.Contains("disabled"))
            written.Append(" disabled=\"disabled\"");
    }

    private string? Filtered(string name, string value, HtmlToken token) => name switch
    {
        "id" => keptIds?.Contains(value) == true ? value : idPrefix + value,
        "for" or "aria-labelledby" or "aria-describedby" or "aria-controls" or "headers" => idPrefix + value,
        "class" => Classes(value),
        "src" => PictureOf(token),
        "href" or "xlink:href" when !token.Name.Equals("a", StringComparison.OrdinalIgnoreCase) =>
            value.StartsWith('#') ? "#" + idPrefix + value[1..] : PictureOf(token),
        "href" => LinkTo(value.Trim()),
        _ => Style(value),
    };

    /// <summary>CSS in which only the page's own parts are named; null when it hides what it names.</summary>
    public string? Style(string css)
    {
        if (!css.Contains('(', StringComparison.Ordinal))
            return css;
        return HiddenAddress().IsMatch(css) ? null : Reference().Replace(css, match => match.Groups[1].Value switch
        {
            ['#', .. var id] => $"url(#{idPrefix}{id})",
            var address when DataPicture().IsMatch(address) => match.Value,
            _ => "none",
        });
    }

    /// <summary>Classes that the page itself uses are left out: an output cannot dress up as a part of the page.</summary>
    private static string Classes(string value)
    {
        var names = value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', names.Where(name => !name.StartsWith("nb-", StringComparison.Ordinal)));
    }

    private string? LinkTo(string address)
    {
        if (link?.Invoke(address) is { } known)
            return known;
        if (address.StartsWith('#'))
            return "#" + idPrefix + address[1..];
        return ForeignLink().IsMatch(address) ? address : null;
    }

    private static string? Value(HtmlToken token, string name)
    {
        foreach (var (given, value) in token.Attributes)
        {
            if (given.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }

    [GeneratedRegex("^data:image/(png|jpeg|gif|webp|svg\\+xml)[;,]", RegexOptions.IgnoreCase)]
    private static partial Regex DataPicture();

    [GeneratedRegex("^(https?://|mailto:)", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignLink();

    [GeneratedRegex("""url\(\s*["']?([^"')\s]*)[^)]*\)?""", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\\|(image-set|image|src|cross-fade)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenAddress();
}
