using System.Collections.Frozen;

namespace BioDL.Notebooks.Pages;

/// <summary>Which elements and attributes <see cref="HtmlFilter"/> lets through, and how they may nest.</summary>
internal static class HtmlRules
{
    /// <summary>More open elements than this are not written: browsers cut deep trees in ways of their own.</summary>
    public const int MaximumDepth = 100;

    private static readonly FrozenSet<string> Html = Set(
        "div p span pre code samp kbd var b strong i em u s del ins mark small sub sup q abbr cite dfn time a br wbr hr img "
        + "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption section article aside header footer details summary "
        + "table caption colgroup col thead tbody tfoot tr th td input svg");

    private static readonly FrozenSet<string> Svg = Set(
        "svg g path rect circle ellipse line polyline polygon text tspan textpath defs clippath mask pattern lineargradient radialgradient stop "
        + "marker use symbol image title desc filter fegaussianblur feoffset femerge femergenode feblend fecolormatrix feflood fecomposite switch");

    private static readonly FrozenSet<string> Void = Set("br wbr hr img col input");

    private static readonly FrozenSet<string> Raw = Set(
        "style script noscript template iframe object embed applet frameset noframes noembed textarea xmp plaintext select math audio video canvas");

    private static readonly FrozenSet<string> Blocks = Set(
        "div p pre h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption section article aside header footer details summary table hr");

    private static readonly FrozenSet<string> HtmlAttributes = Set(
        "class id style title alt src href width height colspan rowspan scope headers align valign role dir lang start reversed value type checked disabled "
        + "open datetime for");

    private static readonly FrozenSet<string> Tables = Set("table caption colgroup col thead tbody tfoot tr th td");

    private static readonly FrozenDictionary<string, string[]> Parents = new Dictionary<string, string[]>
    {
        ["caption"] = ["table"],
        ["colgroup"] = ["table"],
        ["col"] = ["colgroup"],
        ["thead"] = ["table"],
        ["tbody"] = ["table"],
        ["tfoot"] = ["table"],
        ["tr"] = ["thead", "tbody", "tfoot", "table"],
        ["td"] = ["tr"],
        ["th"] = ["tr"],
        ["li"] = ["ul", "ol"],
        ["dt"] = ["dl"],
        ["dd"] = ["dl"],
    }.ToFrozenDictionary();

    public static bool IsHtml(string name) => Html.Contains(name);

    public static bool IsSvg(string name) => Svg.Contains(name);

    public static bool IsVoid(string name) => Void.Contains(name);

    public static bool IsBlock(string name) => Blocks.Contains(name);

    public static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'];

    /// <summary>Whether the element belongs to a table's skeleton, so that its end tag may close through cells.</summary>
    public static bool IsTablePart(string name) => Tables.Contains(name);

    /// <summary>Whether only parts of a table may stand directly within the element.</summary>
    public static bool HoldsTablePartsOnly(string name) => name is "table" or "colgroup" or "thead" or "tbody" or "tfoot" or "tr";

    /// <summary>Whether the element holds words only: within SVG, parsers read these two as HTML again.</summary>
    public static bool HoldsTextOnly(string name) => name is "title" or "desc";

    /// <summary>Whether end tags of other elements do not reach out of the element.</summary>
    public static bool IsBarrier(string name) => name is "table" or "caption" or "td" or "th" or "svg";

    /// <summary>Whether the element's content is dropped with it (or, for <c>style</c>, read as one text).</summary>
    public static bool HasRawContent(string name) => Raw.Contains(name.ToLowerInvariant());

    /// <summary>The elements directly within which the element may stand; empty when it may stand anywhere.</summary>
    public static string[] ParentsOf(string name) => Parents.TryGetValue(name, out var parents) ? parents : [];

    /// <summary>Whether an attribute is let through at all; addresses are looked at one by one.</summary>
    public static bool AllowsAttribute(string name, bool inSvg) =>
        name.Length > 0
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or ':' or '_' or '.')
        && (HtmlAttributes.Contains(name)
            || name.StartsWith("aria-", StringComparison.Ordinal)
            || (inSvg && !name.StartsWith("on", StringComparison.Ordinal)));

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
