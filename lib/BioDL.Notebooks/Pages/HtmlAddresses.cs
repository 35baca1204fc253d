using System.Net;
using System.Text.RegularExpressions;

namespace BioDL.Notebooks.Pages;

/// <summary>Where the links and pictures of HTML that came with a notebook may point.</summary>
/// <param name="idPrefix">Put before every id, so that two outputs cannot get into each other's way.</param>
/// <param name="keptIds">Ids that stay as they are: those of headings.</param>
/// <param name="link">Turns a link's address into the page's; null for one that it does not know.</param>
/// <param name="attachments">Pictures that the Markdown cell carries along, as data addresses by name.</param>
internal sealed partial class HtmlAddresses(
    string idPrefix,
    IReadOnlySet<string>? keptIds = null,
    Func<string, string?>? link = null,
    IReadOnlyDictionary<string, string>? attachments = null)
{
    /// <summary>Ids as they are called within the page.</summary>
    public string Prefixed(string ids) =>
        string.Join(' ', HtmlRules.Names(ids).Select(id => keptIds?.Contains(id) == true ? id : idPrefix + id));

    /// <summary>An address as it is within the page; null when an element of that name may not have it.</summary>
    public string? Of(string element, string address) => element switch
    {
        "a" => LinkTo(address.Trim()),
        "img" or "image" => PictureAt(address.Trim()),
        _ => PartAt(address.Trim()),
    };

    /// <summary>The same value with the parts of the output that it refers to as they are called within the page.</summary>
    public string WithParts(string value) => Part().Replace(value, $"url(#{idPrefix}$1)");

    /// <summary>A link, which only a reader's click follows.</summary>
    private string? LinkTo(string address) =>
        link?.Invoke(address) ?? PartAt(address) ?? (ForeignLink().IsMatch(address) ? address : null);

    /// <summary>A picture that the page carries along.</summary>
    private string? PictureAt(string address) => address.StartsWith("attachment:", StringComparison.Ordinal)
        ? attachments?.GetValueOrDefault(WebUtility.UrlDecode(address["attachment:".Length..]))
        : DataPicture().IsMatch(address) ? address : null;

    private string? PartAt(string address) => address.StartsWith('#') ? "#" + idPrefix + address[1..] : null;

    [GeneratedRegex("^data:image/(png|jpeg|gif|webp|svg\\+xml)[;,]", RegexOptions.IgnoreCase)]
    private static partial Regex DataPicture();

    [GeneratedRegex("^(https?://|mailto:)", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignLink();

    [GeneratedRegex("""url\(["']?#([^"')]*)["']?\)""", RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
