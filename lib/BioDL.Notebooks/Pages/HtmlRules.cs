using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace BioDL.Notebooks.Pages;

/// <summary>Which elements, attributes and styles <see cref="HtmlFilter"/> lets through; everything else is dropped.</summary>
internal static partial class HtmlRules
{
    /// <summary>A page is for reading: HTML of more elements is not shown.</summary>
    public const int MostElements = 20_000;

    /// <summary>Attributes that hold an address.</summary>
    public static readonly string[] Addresses = ["src", "href"];

    /// <summary>Attributes whose value may refer to another part of the same output.</summary>
    public static readonly string[] Paints = ["style", "fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end"];

    /// <summary>Attributes that name ids.</summary>
    public static readonly string[] Ids = ["id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"];

    private static readonly FrozenSet<string> Html = Set(
        "div p span pre code samp kbd var b strong i em u s del ins mark small sub sup q abbr cite dfn time a br wbr hr img "
        + "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption section article aside header footer details summary "
        + "table caption colgroup col thead tbody tfoot tr th td input");

    private static readonly FrozenSet<string> Svg = Set(
        "svg g path rect circle ellipse line polyline polygon text tspan textPath defs clipPath mask pattern linearGradient radialGradient stop "
        + "marker use symbol image title desc filter feGaussianBlur feOffset feMerge feMergeNode feBlend feColorMatrix feFlood feComposite switch a");

    private static readonly FrozenSet<string> DroppedWhole = Set(
        "style script noscript template iframe object embed applet frameset noframes noembed textarea xmp plaintext select math audio video canvas");

    private static readonly FrozenSet<string> Attributes = Set(
        "class id style title alt src href width height colspan rowspan span scope headers align valign role dir lang start reversed value "
        + "type checked disabled open datetime for aria-label aria-labelledby aria-describedby aria-controls aria-hidden aria-level aria-roledescription "
        + "xmlns xmlns:xlink xml:space viewBox preserveAspectRatio version x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy d points pathLength offset "
        + "rotate textLength lengthAdjust startOffset transform gradientTransform gradientUnits spreadMethod patternTransform patternUnits "
        + "patternContentUnits clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits "
        + "in in2 result stdDeviation mode operator k1 k2 k3 k4 values color fill fill-opacity fill-rule stroke stroke-width stroke-opacity "
        + "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity clip-path clip-rule mask filter marker-start "
        + "marker-mid marker-end stop-color stop-opacity flood-color flood-opacity font-family font-size font-style font-weight font-variant "
        + "text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift letter-spacing word-spacing writing-mode display visibility "
        + "overflow paint-order vector-effect shape-rendering text-rendering image-rendering color-interpolation-filters");

    // Of the styles that the library finds harmless, those that let an output cover or feign parts of the page.
    private static readonly string[] NoStyles =
    [
        "all", "position", "top", "right", "bottom", "left", "z-index", "content", "cursor", "pointer-events", "user-select", "scroll-behavior",
    ];

    private static readonly string[] MoreStyles =
    [
        "aspect-ratio", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset",
        "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stop-color", "stop-opacity", "clip-path", "clip-rule", "text-anchor",
        "dominant-baseline", "paint-order", "justify-items", "place-items",
    ];

    private static readonly IBrowsingContext Context = BrowsingContext.New(Configuration.Default.WithCss());

    /// <summary>The rules in the library's terms.</summary>
    public static HtmlSanitizerOptions Options { get; } = new()
    {
        AllowedTags = Set([.. Html, .. Svg]),
        AllowedAttributes = Attributes,
        UriAttributes = Set(Addresses),
        AllowedSchemes = Set("http https mailto data attachment"),
        AllowedCssProperties = Set([.. HtmlSanitizerDefaults.AllowedCssProperties.Except(NoStyles), .. MoreStyles]),
    };

    /// <summary>A parser that cuts HTML as browsers do and makes trees flat that are deeper than any sensible output.</summary>
    /// <exception cref="InvalidDataException">Thrown while parsing more elements than <see cref="MostElements"/>.</exception>
    public static HtmlParser Parser()
    {
        var created = 0;
        return new HtmlParser(
            new HtmlParserOptions
            {
                IsScripting = true,
                MaximumDepth = 100,
                SkipComments = true,
                ShouldEmitAttribute = static (ref _, name) => name.Span is "xlink:href" || Attributes.Contains(name.ToString()),
                OnCreated = (element, _) => RefuseTooMany(element, ++created),
            },
            Context);
    }

    /// <summary>Whether a tag's content goes with it; of others that are not let through, the content stays.</summary>
    public static bool DropsContent(IElement element) => DroppedWhole.Contains(element.LocalName);

    /// <summary>Whether an element may stand where it is: in drawings those of SVG, elsewhere those of HTML, and no input but a check box.</summary>
    public static bool Fits(IElement element) => element.NamespaceUri == NamespaceNames.SvgUri
        ? Svg.Contains(element.LocalName) && element.ParentElement?.LocalName is not ("title" or "desc")
        : Html.Contains(element.LocalName) && element.ParentElement?.NamespaceUri != NamespaceNames.SvgUri
            && (element.LocalName != "input" || element.GetAttribute("type") == "checkbox");

    /// <summary>A call in CSS that is not known to be harmless (it could fetch something), or an escape that could hide one.</summary>
    [GeneratedRegex(
        @"[<>\\]|(?<!(?:^|[\s,(*/+-])(?:rgba?|hsla?|calc|min|max|clamp|var|repeat|minmax|fit-content|(?:repeating-)?(?:linear|radial)-gradient)?)"
        + """\((?<!url\((?=["']?#))""",
        RegexOptions.IgnoreCase)]
    public static partial Regex ForbiddenStyle();

    /// <summary>The names in an attribute that lists some.</summary>
    public static string[] Names(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Now and then counts them all: parsers copy formatting elements that are left open, and do not say so.</summary>
    private static void RefuseTooMany(IElement element, int created)
    {
        if (created % 100 == 0 && element.Owner!.All.Length > MostElements)
            throw new InvalidDataException($"More than {MostElements:N0} elements.");
    }

    private static FrozenSet<string> Set(string names) => Set(names.Split(' '));

    private static FrozenSet<string> Set(string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
