using System.Text.Json.Nodes;
using BioDL.Notebooks.Files;
using BioDL.Tests.Browser;

namespace BioDL.Notebooks.Tests.Pages;

/// <summary>Notebooks from elsewhere: none of their scripts runs, nothing is fetched, and the page around them stays whole.</summary>
public sealed class HostileNotebookTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Attacks =
    [
        "<script>window.ran = 1</script>", "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>", "<script>alert(1)//", "<img src=x onerror=\"window.ran = 2\">",
        "<img src=\"https://evil.example/p.png\" alt=\"far away\">", "<img src=//evil.example/p.png>", "<a href=\"javascript:window.ran=3\">go</a>",
        "<a href=\" java\nscript:window.ran=3\">go</a>", "<a href=\"&#106;avascript:window.ran=3\">go</a>", "<svg onload=\"window.ran = 4\"><circle r=\"4\"/></svg>",
        "<svg><script>window.ran = 5</script><a xlink:href=\"javascript:window.ran=6\"><text>t</text></a></svg>", "</div></div></main></body></html>after",
        "<table><tr><td>cell</div></main></td></tr></table></table></table>", "<table><div><table><tr><td>x</table></div></div>",
        "<ul><li><div><li><div><li>x</ul></div></div></div>", "<button><div><button></div></div>", "<style>body { display: none }</style>seen",
        "<style>} body { display: none } {</style>seen", "<link rel=stylesheet href=https://evil.example/x.css>x", "<meta http-equiv=refresh content=\"0;url=https://evil.example\">x",
        "<base href=\"https://evil.example/\">x", "<iframe src=\"https://evil.example\"></iframe>x", "<form action=\"https://evil.example\"><input name=q><button>b</button></form>",
        "<div style=\"background:url(https://evil.example/b.png)\">styled</div>", "<div style=\"background:u\\72l(https://evil.example/b.png)\">escaped</div>", "<style>p { background: url(https://evil.example/c.png) }</style><p>x",
        "<div style='background:image-set(\"https://evil.example/d.png\" 1x)'>set</div>", "<style>@import url(https://evil.example/e.css);</style>x", "<object data=x></object><embed src=x>x", "<template><p>t</template></template>",
        "<!-- <p> --!> --><p>open", "<!--", "<p title=\"unclosed>text", "<plaintext>all the rest", "<textarea></div></main>", "<noscript><p title=\"</noscript><img src=x onerror=window.ran=7>\">",
        "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=8>", "<svg><style><img src=x onerror=window.ran=9></style>", "<svg><title><p><img src=x onerror=window.ran=10>",
        "<svg><foreignObject><div></svg></main>", "<details open ontoggle=\"window.ran=11\">d</details>", "<b><p></b></p><i>", "<h1><h2></h1></h2>", "<div id=nb-main class=\"nb-failure nb-chart\">fake</div>",
        "<a href=\"data:text/html,<script>1</script>\">d</a>", "<image src=x onerror=window.ran=12>", "<video src=https://evil.example/v></video>", "<select><option></main>", "\0<scr\0ipt>window.ran=13</scr\0ipt>",
        "<dl><dt><form><a><div><div><dd>out</dd></div></div></a></form></dt></dl>", "<ul><li><button><div><div><li>out</div></div></button></li></ul>", "<a src=https://evil.example/x>a</a><p fill='url(https://evil.example/y)'>p",
        "<p xlink:href=javascript:window.ran=14>p", "<svg><a xlink:href='#x' href='javascript:window.ran=14'><text>t</text></a></svg>", "<p style='position:fixed;inset:0;z-index:9'>cover</p>", "<svg><g filter='url(https://evil.example/f)' style='fill:url(https://evil.example/g)'/></svg>",
    ];

    [Fact]
    public void Scripts_handlers_and_foreign_addresses_do_not_get_into_the_page()
    {
        foreach (var attack in Attacks)
        {
            foreach (var body in (string[])[Lesson.Body(Lesson.Showing(("text/html", attack))), Lesson.Body(Lesson.WithMarkdown(attack)), Lesson.Body(Lesson.WithMarkdown("text " + attack))])
            {
                var tags = string.Join('\n', System.Text.RegularExpressions.Regex.Matches(body, "<[a-zA-Z][^>]*>").Select(tag => tag.Value));
                Assert.DoesNotMatch("(?i)<(script|iframe|object|embed|link|meta|base|form|button|template|video|textarea|select|foreignobject|math)", tags);
                Assert.DoesNotMatch("(?i)\\son[a-z]+\\s*=\\s*\"|javascript:|src=\"(?!data:image/)|srcdoc|href=\"(?!#|https?:|mailto:)", tags);
            }
        }
    }

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](<java\tscript:alert(1)>)")]
    [InlineData("[a](vbscript:x) <javascript:alert(1)>")]
    [InlineData("[a]: javascript:alert(1)\n\n[a]")]
    [InlineData("[a](file:///etc/passwd)")]
    public void Markdown_links_to_anything_but_pages_lose_their_address(string markdown)
    {
        var body = Lesson.Body(Lesson.WithMarkdown(markdown));
        Assert.DoesNotMatch("href=", body);
    }

    [Fact]
    public void Markdown_nested_beyond_reason_is_shown_as_it_is_written()
    {
        foreach (var deep in (string[])[new string('>', 20_000) + " x", new string('[', 20_000), string.Concat(Enumerable.Repeat("<div>", 20_000)), new string('*', 9_999) + "a"])
            Assert.EndsWith("</html>\n", Lesson.Render(Lesson.WithMarkdown(deep)), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_of_odd_shape_are_shown_or_left_out_but_never_stop_the_page()
    {
        string[] odd =
        [
            "{}", "{\"output_type\": 7}", "{\"output_type\": \"display_data\"}", "{\"output_type\": \"display_data\", \"data\": [1]}", "{\"output_type\": \"display_data\", \"data\": \"x\"}",
            "{\"output_type\": \"display_data\", \"data\": {\"text/plain\": null}}", "{\"output_type\": \"display_data\", \"data\": {\"text/plain\": {\"a\": [1]}}}",
            "{\"output_type\": \"display_data\", \"data\": {\"text/html\": [1, null, [\"<b>x</b>\"]]}}", "{\"output_type\": \"display_data\", \"data\": {\"image/png\": {\"a\": 1}}}",
            "{\"output_type\": \"display_data\", \"data\": {\"image/svg+xml\": \"<svg><path\"}}", "{\"output_type\": \"display_data\", \"data\": {\"image/svg+xml\": \"garbage\"}}",
            "{\"output_type\": \"display_data\", \"data\": {\"application/vnd.plotly.v1+json\": \"{\", \"text/plain\": \"still\"}}",
            "{\"output_type\": \"display_data\", \"data\": {\"application/vnd.plotly.v1+json\": {\"data\": 3}}}", "{\"output_type\": \"stream\", \"text\": {\"a\": 1}}", "{\"output_type\": \"stream\"}",
            "{\"output_type\": \"error\"}", "{\"output_type\": \"error\", \"ename\": [1], \"evalue\": {}, \"traceback\": \"one line\"}", "{\"output_type\": \"error\", \"traceback\": [1, null, {\"a\": 2}]}",
        ];
        foreach (var json in odd)
            Assert.EndsWith("</html>\n", Lesson.Render(Lesson.WithOutputs(JsonNode.Parse(json)!.AsObject())), StringComparison.Ordinal);
        var metadata = NotebookFile.Parse("""{"nbformat": 4, "metadata": {"kernelspec": [1], "language_info": "x"}, "cells": [{"cell_type": "markdown", "source": "a", "attachments": 3}]}""", "odd");
        Assert.Contains("<p>a</p>", Lesson.Render(metadata), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<div ")]
    [InlineData("<div a='")]
    [InlineData("</div")]
    [InlineData("<!--")]
    [InlineData("<table><tr><td>")]
    [InlineData("<style>/*")]
    [InlineData("<p style='a:url(")]
    [InlineData("<svg><g>")]
    [InlineData("<b id=x><p>")]
    [InlineData("<b>")]
    public void A_megabyte_of_anything_is_filtered_within_seconds(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.EndsWith("</html>\n", Lesson.Render(Lesson.Showing(("text/html", html), ("text/plain", html))), StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed.TotalSeconds:0.0} s.");
    }

    [ChromiumFact]
    public async Task In_a_browser_no_attack_runs_fetches_or_breaks_out_of_its_cell()
    {
        var file = Lesson.WithMarkdown("# Attacks");
        foreach (var attack in Attacks)
            Add(file, attack);
        var random = new Random(5);
        for (var i = 0; i < 1500; i++)
            Add(file, RandomTags(random));
        await RequireWholeAsync("attacks", Lesson.Render(file), file.Cells.Count);
    }

    [ChromiumFact]
    public async Task In_a_browser_Markdown_attacks_stay_within_their_cells()
    {
        var cells = new JsonArray([.. Attacks.Select((attack, i) => new JsonObject { ["cell_type"] = "markdown", ["id"] = $"m{i}", ["source"] = $"Before\n\n{attack}\n\nAfter {attack}" })]);
        var file = NotebookFile.Parse(new JsonObject { ["nbformat"] = 4, ["cells"] = cells }.ToJsonString(), "made");
        await RequireWholeAsync("markdown", Lesson.Render(file), file.Cells.Count);
    }

    [ChromiumFact]
    public async Task In_a_browser_the_policy_stops_what_a_filter_would_have_missed()
    {
        const string Missed = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><a id=j href='javascript:window.ran = 3'>j</a><img src='https://evil.example/p.png'>";
        var html = Lesson.Render(Lesson.WithMarkdown("MARK")).Replace("<p>MARK</p>", Missed, StringComparison.Ordinal);
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(1280);
        await page.GoToAsync(fixture.Write("missed", html));
        var ran = await page.EvaluateAsync("document.getElementById('j').click(); new Promise(go => setTimeout(() => go(String(window.ran)), 100))");
        Assert.Equal("undefined", ran!.GetValue<string>());
        Assert.Contains(page.Faults, fault => fault.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Faults, fault => fault.StartsWith("request: ", StringComparison.Ordinal));
    }

    private async Task RequireWholeAsync(string name, string html, int cells)
    {
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(1280);
        await page.GoToAsync(fixture.Write(name, html));
        Assert.Empty(page.Faults);
        Assert.Equal("undefined", (await page.EvaluateAsync("String(window.ran)"))!.GetValue<string>());
        Assert.Empty(await page.EvaluateTextsAsync($$"""
            (() => {
              const cells = [...document.querySelectorAll('[id^="nb-cell-"]')];
              const lost = cells.filter(cell => cell.parentElement.id !== 'nb-main').map(cell => cell.id + ' lies in ' + cell.parentElement.outerHTML.slice(0, 200));
              if (cells.length + 1 < {{cells}}) lost.push(`${cells.length} of {{cells}} cells are left`);
              if (!document.querySelector('body > footer')) lost.push('the footer is not in the body');
              if (getComputedStyle(document.body).display === 'none') lost.push('a style sheet left its output');
              if (document.querySelectorAll('.nb-main script, iframe, form, meta[http-equiv=refresh], #nb-main > .nb-failure').length) lost.push('something is there that should not be');
              return lost;
            })()
            """));
    }

    private static void Add(NotebookFile file, string html) => file.InsertCode(file.Cells.Count, $"a{file.Cells.Count}", "1").AddOutput(new JsonObject
    {
        ["output_type"] = "display_data",
        ["data"] = new JsonObject { ["text/html"] = html },
    });

    /// <summary>Tags in no order, such as no program would write but an attacker might.</summary>
    private static string RandomTags(Random random)
    {
        string[] names = ["div", "p", "table", "tr", "td", "th", "tbody", "caption", "ul", "li", "dl", "dd", "a", "b", "svg", "g", "title", "desc", "text", "h2", "pre", "details", "summary", "main", "section", "style", "img", "col", "colgroup", "span"];
        return string.Concat(Enumerable.Range(0, random.Next(2, 14)).Select(_ => random.Next(5) switch
        {
            0 => "text",
            1 or 2 => $"</{names[random.Next(names.Length)]}>",
            _ => $"<{names[random.Next(names.Length)]}>",
        }));
    }
}
