using System.Text;

namespace BioDL.Notebooks.Pages;

/// <summary>The frame around every page: head, policy, style, scripts, footer.</summary>
internal static class PageShell
{
    /// <summary>A whole page.</summary>
    /// <param name="title">For the browser's tab; plain text.</param>
    /// <param name="body">Header and main part, as HTML.</param>
    /// <param name="versions">What made the page.</param>
    /// <param name="plotly">The Plotly script, if the page has charts.</param>
    public static string Render(string title, string body, IReadOnlyList<string> versions, string? plotly = null)
    {
        string[] scripts = plotly is null ? [Resource("page.js")] : [plotly, Resource("page.js")];
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(PageScript.Policy(scripts)).Append("\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Append("<title>").Append(Html.Encode(title)).Append("</title>\n<style>\n").Append(Resource("page.css")).Append("</style>\n</head>\n<body>\n")
            .Append("<a class=\"nb-skip\" href=\"#nb-main\">Skip to the content</a>\n")
            .Append(body)
            .Append("<footer class=\"nb-footer\"><p>").AppendJoin(" · ", versions.Select(Html.Encode)).Append("</p></footer>\n");
        foreach (var script in scripts)
            page.Append("<script>").Append(script).Append("</script>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PageShell).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The part '{name}' is missing in BioDL.Notebooks.dll. Build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
