using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace BioDL.Notebooks.Pages;

/// <summary>
/// Filters HTML that came with a notebook: a notebook from elsewhere is untrusted. What is left is properly nested (an output cannot close
/// the page's own elements), holds no script, style sheet, form, frame or event handler, and names no address from which a browser would
/// fetch something by itself. The page's content security policy says the same a second time.
/// </summary>
/// <remarks>
/// HtmlSanitizer parses, drops what <see cref="HtmlRules"/> does not name, and asks back about every address. Taking an element out can
/// leave a tree that its own text does not describe (an item within an item, say), and a browser reading that text would close more than
/// was opened. So the text is read and cleaned again until it stays as it is; only then is it made part of the page.
/// </remarks>
internal sealed class HtmlFilter : HtmlSanitizer
{
    private const int MostRounds = 10;

    private readonly HtmlAddresses addresses;

    private HtmlFilter(HtmlAddresses addresses)
        : base(HtmlRules.Options)
    {
        this.addresses = addresses;
        KeepChildNodes = true;
        HtmlParserFactory = HtmlRules.Parser;
        DisallowCssPropertyValue = HtmlRules.ForbiddenStyle();
    }

    /// <summary>Filters a fragment.</summary>
    /// <returns>The fragment, or null when nothing of it can be seen.</returns>
    public static string? Filter(string html, HtmlAddresses addresses)
    {
        try
        {
            var filter = new HtmlFilter(addresses);
            using var document = filter.Settle(html);
            var body = document.Body!;
            foreach (var element in body.QuerySelectorAll("*").ToList())
                filter.FitIn(element);
            var isSeen = !string.IsNullOrWhiteSpace(body.TextContent) || body.QuerySelector("img, svg, hr") is not null;
            return isSeen ? filter.TextOf(document) : null;
        }
        catch (InvalidDataException)
        {
            return "<p class=\"nb-note\">This is too large or too tangled to be shown here. It is in the executed notebook.</p>";
        }
    }

    /// <inheritdoc/>
    protected override void OnRemovingTag(RemovingTagEventArgs e)
    {
        if (HtmlRules.DropsContent(e.Tag))
            e.Tag.TextContent = "";
    }

    /// <inheritdoc/>
    protected override void OnFilteringUrl(FilterUrlEventArgs e)
    {
        if (addresses.Of(e.Tag.LocalName, e.OriginalUrl) is null)
            e.SanitizedUrl = null;
    }

    /// <summary>Cleans until a browser reads exactly what was written.</summary>
    private IHtmlDocument Settle(string html)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            using (var document = Read(html))
            {
                DropSecondNames(document.Body!);
                SanitizeDom(document, document.Body);
                DropMisfits(document.Body!);
                html = TextOf(document);
            }
            var read = Read(html);
            if (TextOf(read) == html)
                return read;
            read.Dispose();
        }
        throw new InvalidDataException($"Still another text after {MostRounds} rounds.");
    }

    private IHtmlDocument Read(string html) => HtmlParserFactory().ParseDocument("<!doctype html><html><body>" + html);

    private string TextOf(IHtmlDocument document) => document.Body!.ChildNodes.ToHtml(OutputFormatter);

    /// <summary>Drawings may spell an address in two ways, of which the library sees one: <c>xlink:href</c> becomes <c>href</c>.</summary>
    private static void DropSecondNames(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (element.GetAttribute(NamespaceNames.XLinkUri, "href") is not { } address)
                continue;
            element.RemoveAttribute(NamespaceNames.XLinkUri, "href");
            if (!element.HasAttribute("href"))
                element.SetAttribute("href", address);
        }
    }

    /// <summary>Takes out what the library, which goes by names alone, lets through.</summary>
    private static void DropMisfits(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            if (!HtmlRules.Fits(element))
                element.Remove();
            else if (element.LocalName is "img" or "image" && !HtmlRules.Addresses.Any(element.HasAttribute))
                element.Replace(element.Owner!.CreateTextNode(InsteadOf(element)));
            else if (element.LocalName == "pre" && element.FirstChild is IText text)
                text.Data = text.Data.TrimStart('\n');
        }
    }

    /// <summary>Makes an element part of the page: what it names is named as within the page, and it cannot dress up as the page's own.</summary>
    private void FitIn(IElement element)
    {
        if (element.LocalName != "img")
            element.RemoveAttribute("src");
        Change(element, HtmlRules.Ids, addresses.Prefixed);
        Change(element, HtmlRules.Addresses, address => addresses.Of(element.LocalName, address));
        Change(element, HtmlRules.Paints, value => HtmlRules.ForbiddenStyle().IsMatch(value) ? null : addresses.WithParts(value));
        Change(element, ["class"], names => string.Join(' ', HtmlRules.Names(names).Where(name => !name.StartsWith("nb-", StringComparison.Ordinal))));
        if (element.LocalName == "input")
            element.SetAttribute("disabled", "disabled");
        else if (element.LocalName == "table" && element.ParentElement!.Closest("table") is null)
            LetScroll(element);
    }

    private static void Change(IElement element, string[] names, Func<string, string?> changed)
    {
        foreach (var name in names)
        {
            if (element.GetAttribute(name) is not { } value)
                continue;
            if (changed(value) is { } kept)
                element.SetAttribute(name, kept);
            else
                element.RemoveAttribute(name);
        }
    }

    private static void LetScroll(IElement table)
    {
        var box = table.Owner!.CreateElement("div");
        box.ClassName = "nb-scroll";
        table.Replace(box);
        box.AppendChild(table);
    }

    /// <summary>What stands where a picture is not shown.</summary>
    private static string InsteadOf(IElement picture) =>
        $"[picture that is not part of this page: {(picture.GetAttribute("alt") is { Length: > 0 } words ? words : "no description")}]";
}
