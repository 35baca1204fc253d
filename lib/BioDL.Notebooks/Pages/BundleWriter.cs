using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Hosting;

namespace BioDL.Notebooks.Pages;

/// <summary>Writes one shown value: the richest representation that the page can show.</summary>
internal sealed class BundleWriter(PageContext context)
{
    private static readonly string[] PictureTypes = [MimeBundle.Svg, MimeBundle.Png, "image/jpeg", "image/gif", "image/webp"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        MaxDepth = 256,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The strict encoder escapes < > & and quotes, so no figure can end the element that holds it.
    private static readonly JsonSerializerOptions Compact = new() { MaxDepth = 256 };

    /// <summary>The value as HTML; empty when it has no representation at all.</summary>
    public string Render(Bundle bundle)
    {
        if (Chart(bundle) is { } chart)
            return chart;
        if (Markup(bundle) is { } markup)
            return markup;
        if (Pictures(bundle) is { } picture)
            return $"<figure class=\"nb-figure\">{picture}</figure>\n";
        return Words(bundle);
    }

    private string? Chart(Bundle bundle)
    {
        if (bundle.Json(MimeBundle.Plotly) is not JsonObject figure || figure["data"] is not JsonArray || context.Plotly is null)
            return null;
        var still = Pictures(bundle) ?? Markup(bundle) ?? Words(bundle);
        var name = context.NextChart();
        var label = Html.Encode("Chart: " + (bundle.Words ?? "without a description"));
        return $"<figure class=\"nb-figure nb-chart\" id=\"{name}\" role=\"group\" aria-label=\"{label}\">"
            + $"<div class=\"nb-still\">{still}</div></figure>\n"
            + $"<script type=\"application/json\" id=\"{name}-data\">{figure.ToJsonString(Compact)}</script>\n";
    }

    private string? Markup(Bundle bundle)
    {
        if (bundle.Text(MimeBundle.Html) is { } html && HtmlFilter.Filter(html, context.NextOutput()) is { } safe)
            return $"<div class=\"nb-html\">{safe}</div>\n";
        return bundle.Text("text/markdown") is { } markdown
            && MarkdownText.Parse(markdown, new Headings()).Render(context.NextOutput()) is { Length: > 0 } text
            ? $"<div class=\"nb-html nb-prose\">{text}</div>\n"
            : null;
    }

    private string? Pictures(Bundle bundle)
    {
        foreach (var type in PictureTypes)
        {
            if (Picture.Of(bundle, type) is { } picture)
                return picture.ToHtml(bundle.Words);
            if (type == MimeBundle.Svg && Lenient(bundle.Text(type)) is { } drawing)
                return drawing;
        }
        return null;
    }

    /// <summary>A drawing that is no well-formed XML, read as browsers read one within HTML.</summary>
    private string? Lenient(string? svg) =>
        svg?.Contains("<svg", StringComparison.Ordinal) == true ? HtmlFilter.Filter(svg, context.NextOutput()) : null;

    private static string Words(Bundle bundle)
    {
        if (bundle.Json("application/json") is { } json)
            return TextBlock.Render(json.ToJsonString(Indented), "nb-text nb-value") + "\n";
        if (bundle.Text(MimeBundle.PlainText) is { } text)
            return TextBlock.Render(text, "nb-text nb-value") + "\n";
        var types = string.Join(", ", bundle.Types.Select(type => Html.Collapse(type, 80)));
        return types.Length == 0
            ? ""
            : $"<p class=\"nb-note\">An output of type {Html.Encode(types)} that this page cannot show. It is in the executed notebook.</p>\n";
    }
}
