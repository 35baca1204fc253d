using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Pages;

namespace BioDL.Notebooks.Tests.Pages;

public sealed class OutputTests
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private const string Drawing = "<svg viewBox=\"0 0 30 20\"><path d=\"M0 0h30\"/></svg>";
    private const string Figure = """{"data": [{"type": "bar", "y": [1, 2], "name": "</script><script>x()</script>"}], "layout": {}}""";

    [Fact]
    public void The_richest_representation_is_shown()
    {
        Assert.Contains("<div class=\"nb-html\"><b>rich</b></div>", Shown(("text/plain", "poor"), ("image/png", Pixel), ("text/html", "<b>rich</b>")), StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/svg+xml;base64,", Shown(("text/plain", "poor"), ("image/png", Pixel), ("image/svg+xml", Drawing)), StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,", Shown(("text/plain", "poor"), ("image/png", Pixel)), StringComparison.Ordinal);
        Assert.Contains("<pre class=\"nb-text nb-value\">{\n  &quot;a&quot;: 1\n}</pre>", Shown(("text/plain", "poor"), ("application/json", new JsonObject { ["a"] = 1 })), StringComparison.Ordinal);
        Assert.Contains("<pre class=\"nb-text nb-value\">poor</pre>", Shown(("text/plain", "poor"), ("x/y", "?")), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_say_in_words_what_they_show_and_how_large_they_are()
    {
        Assert.Contains(" width=\"1\" height=\"1\" alt=\"one &lt;grey&gt; pixel\">", Shown(("image/png", Pixel), ("text/plain", "one <grey>\n  pixel")), StringComparison.Ordinal);
        Assert.Contains(" width=\"30\" height=\"20\" alt=\"Picture without a description\">", Shown(("image/svg+xml", Drawing)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_picture_gives_way_to_the_next_representation()
    {
        Assert.Contains("<pre class=\"nb-text nb-value\">words</pre>", Shown(("image/png", "bm90IGEgcGljdHVyZSBidXQgbG9uZyBlbm91Z2g="), ("text/plain", "words")), StringComparison.Ordinal);
        Assert.Contains("<pre class=\"nb-text nb-value\">words</pre>", Shown(("image/png", "%%%"), ("text/plain", "words")), StringComparison.Ordinal);
        Assert.Contains("<pre class=\"nb-text nb-value\">words</pre>", Shown(("text/html", "<script>draw()</script>"), ("text/plain", "words")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p style=\"color:red;position:fixed;top:0\">x</p>", "<p style=\"color: rgba(255, 0, 0, 1)\">x</p>")]
    [InlineData("<p style=\"width:calc((1em + 2px) / 2);background-image:url(x.png)\">x</p>", "<p style=\"width: calc((1em + 2px) / 2)\">x</p>")]
    [InlineData("<div style=\"display:flex;gap:12px;flex:1 1 260px\">x</div>", "<div style=\"display: flex; gap: 12px; flex: 1 1 260px\">x</div>")]
    [InlineData("<style>p { color: red }</style><b>x</b>", "<b>x</b>")]
    public void Harmless_styles_are_kept_and_those_that_fetch_or_cover_the_page_are_not(string html, string expected) =>
        Assert.Contains($"<div class=\"nb-html\">{expected}</div>", Shown(("text/html", html)), StringComparison.Ordinal);

    [Fact]
    public void A_drawing_within_HTML_keeps_its_attributes_and_refers_to_its_own_parts() => Assert.Contains(
        "<svg viewBox=\"0 0 3 2\"><linearGradient id=\"o1-g\"></linearGradient><path d=\"M0 0\" fill=\"url(#o1-g)\" style=\"stroke: url(#o1-g)\"></path><use href=\"#o1-p\"></use><image href=\"data:image/png;base64,AA\"></image></svg>",
        Shown(("text/html", "<svg viewBox=\"0 0 3 2\"><linearGradient id=g /><path d=\"M0 0\" fill=\"url('#g')\" style=\"stroke:url(#g)\"/><use xlink:href='#p'/><image xlink:href='data:image/png;base64,AA'/></svg>")),
        StringComparison.Ordinal);

    [Fact]
    public void HTML_without_end_is_not_shown_and_says_so()
    {
        static string Rows(int count) => $"<table>{string.Concat(Enumerable.Repeat("<tr><td>1</td></tr>", count))}</table>";
        Assert.Contains("<tr><td>1</td></tr></tbody></table>", Shown(("text/html", Rows(5_000))), StringComparison.Ordinal);
        Assert.Contains("This is too large or too tangled to be shown here. It is in the executed notebook.", Shown(("text/html", Rows(15_000))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_cannot_be_shown_is_named() =>
        Assert.Contains("An output of type application/x-volume that this page cannot show.", Shown(("application/x-volume", "AAAA")), StringComparison.Ordinal);

    [Fact]
    public void Without_the_script_a_chart_is_its_still_picture()
    {
        var file = Lesson.Showing((MimeBundle.Plotly, JsonNode.Parse(Figure)), (MimeBundle.Svg, Drawing), ("text/plain", "two bars"));
        foreach (var script in (string?[])[null, "/no/such/script.js"])
        {
            var page = NotebookPage.Render(file, null, Lesson.Plain with { PlotlyScript = script });
            Assert.Contains("data:image/svg+xml", page, StringComparison.Ordinal);
            Assert.DoesNotContain("application/json", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_script_is_written_once_only_with_charts_and_never_ends_early()
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "plotly.js");
        File.WriteAllText(script, "window.Plotly = \"</SCRIPT><!--\";\r\n");
        var parts = Lesson.Plain with { PlotlyScript = script };
        JsonObject Output() => new() { ["output_type"] = "display_data", ["data"] = new JsonObject { [MimeBundle.Plotly] = Figure, [MimeBundle.Svg] = Drawing } };
        var page = NotebookPage.Render(Lesson.WithOutputs(Output(), Output()), null, parts);
        Assert.Equal(1, NotebookPageTests.Count(page, "window.Plotly = \"<\\/script><\\!--\";\n"));
        Assert.Equal(2, NotebookPageTests.Count(page, "<div class=\"nb-still\"><img "));
        Assert.Equal(2, NotebookPageTests.Count(page, "\\u003C/script\\u003E\\u003Cscript\\u003E"));
        Assert.Equal(4, NotebookPageTests.Count(page, "</script>"));
        Assert.DoesNotContain("window.Plotly = ", NotebookPage.Render(Lesson.Executed, null, Lesson.Plain with { PlotlyScript = null }), StringComparison.Ordinal);
        Assert.DoesNotContain("window.Plotly = ", NotebookPage.Render(Lesson.WithMarkdown("# T"), null, parts), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_printed_in_a_row_is_one_text_without_what_only_a_terminal_understands()
    {
        static JsonObject Stream(string name, JsonNode text) => new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };
        var body = Lesson.Body(Lesson.WithOutputs(
            Stream("stdout", "a\u001b[31mb\u001b[0m"), Stream("stdout", new JsonArray("c\n", "10 %\r50 %\r100 %\r\nd < e")), Stream("stderr", "careful")));
        Assert.Contains("<pre class=\"nb-text\">abc\n100 %\nd &lt; e</pre>", body, StringComparison.Ordinal);
        Assert.Contains("<div class=\"nb-stderr\"><p class=\"nb-note\">Printed as a warning</p><pre class=\"nb-text\">careful</pre></div>", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Forty_lines_are_shown_whole_and_one_more_scrolls()
    {
        static string Lines(int count) => string.Join('\n', Enumerable.Range(1, count));
        Assert.DoesNotContain("data-nb-long", Shown(("text/plain", Lines(40))), StringComparison.Ordinal);
        Assert.Contains("data-nb-long tabindex=\"0\" role=\"region\" aria-label=\"Long text output, 41 lines\"", Shown(("text/plain", Lines(41))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_text_is_cut_and_says_so()
    {
        var shown = Shown(("text/plain", new string('x', 300_000)));
        Assert.Contains("x\n… 100,000 more characters; the executed notebook has them all.</pre>".Replace("…", "…", StringComparison.Ordinal), shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 200_000, 203_000);
    }

    [Fact]
    public void An_error_shows_its_message_and_folds_its_traceback()
    {
        var body = Lesson.Body(Lesson.WithOutputs(new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = "ShapeException",
            ["evalue"] = "1 channel was expected, 3 were found.",
            ["traceback"] = new JsonArray("\u001b[31mat A\u001b[0m", "at B"),
        }));
        Assert.Contains("<p class=\"nb-error-name\">ShapeException</p><p class=\"nb-error-message\">1 channel was expected, 3 were found.</p>", body, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Where it happened</summary><pre class=\"nb-text\">at A\nat B</pre></details>", body, StringComparison.Ordinal);
    }

    private static string Shown(params (string, JsonNode?)[] data) => Lesson.Body(Lesson.Showing(data));
}
