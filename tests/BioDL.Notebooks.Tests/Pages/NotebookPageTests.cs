using BioDL.Notebooks.Files;
using BioDL.Notebooks.Pages;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Tests.Pages;

public sealed class NotebookPageTests
{
    private static readonly string Page = NotebookPage.Render(Lesson.Executed, Lesson.Run, Lesson.Plain);

    [Fact]
    public void The_first_heading_is_the_title_and_stands_once()
    {
        Assert.Contains("<title>Do I need deep learning at all?</title>", Page, StringComparison.Ordinal);
        Assert.Equal(1, Count(Page, "<h1"));
        Assert.Contains("<h1 id=\"do-i-need-deep-learning-at-all\">Do I need deep learning at all?</h1>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Contents_list_sections_and_subsections_and_lead_to_them()
    {
        Assert.Equal(2, Count(Page, "<a href=\"#what-is-in-the-picture\">What is in the picture?</a>"));
        Assert.Contains("<h2 id=\"what-is-in-the-picture\">", Page, StringComparison.Ordinal);
        Assert.Contains("<li class=\"nb-level-3\"><a href=\"#which-threshold\">", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_in_Jupyter_spelling_find_their_heading_and_links_to_notebooks_their_page()
    {
        Assert.Contains("<a href=\"#what-is-in-the-picture\">what is in the picture</a>", Page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"00-the-path.html\">The path</a>", Page, StringComparison.Ordinal);
        Assert.Contains("<a>Pick a model</a>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_look_as_their_tags_say()
    {
        Assert.Contains("<details class=\"nb-fold\"><summary>Set-up</summary>", Page, StringComparison.Ordinal);
        Assert.Contains("<details class=\"nb-fold\"><summary>Parameters</summary>", Page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"nb-label\">Parameters of this run</p>", Page, StringComparison.Ordinal);
        Assert.Equal(1, Count(Page, "<p class=\"nb-label\">Exercise</p>"));
        Assert.Equal(1, Count(Page, "<details class=\"nb-fold nb-solution\"><summary>Show a solution</summary>"));
        Assert.Equal(1, Count(Page, "<p class=\"nb-label\">Check</p>"));
    }

    [Fact]
    public void A_failure_is_told_at_the_top_with_a_link_to_its_cell()
    {
        Assert.Contains("<strong>Stopped at a cell that failed.</strong>", Page, StringComparison.Ordinal);
        Assert.Contains("The image has no pixel size, and diameters in &#181;m need one.\nSet it: image with", Page, StringComparison.Ordinal);
        var failed = Lesson.Executed.Cells.Where(cell => cell.IsCode).ElementAt(11).Id;
        Assert.Contains($"<a href=\"#nb-cell-{failed}\">Go to cell 12, line 2</a>", Page, StringComparison.Ordinal);
        Assert.Contains($"<div class=\"nb-cell nb-failed\" id=\"nb-cell-{failed}\">", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_went_well_has_no_banner_and_says_its_data_time_and_memory()
    {
        var page = NotebookPage.Render(Lesson.WithMarkdown("# T"), Lesson.Good("made", "T"), Lesson.Plain);
        Assert.DoesNotContain("class=\"nb-failure\"", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"nb-run\">Built-in simulation &#183; ran for 31 s &#183; 1.4 GB of memory at most</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_cell_that_is_folded_is_shown_unfolded()
    {
        var file = NotebookFile.Parse("""
            {"nbformat": 4, "cells": [{"cell_type": "code", "id": "s", "source": "Fail();", "metadata": {"tags": ["setup"]},
              "outputs": [{"output_type": "error", "ename": "E", "evalue": "the message", "traceback": []}]}]}
            """, "made");
        var page = Lesson.Render(file);
        Assert.Contains("<details class=\"nb-fold\" open><summary>Set-up</summary>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"nb-message\">the message</p><p><a href=\"#nb-cell-s\">Go to cell 1</a></p>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunStatus.Refused, "Was not run.")]
    [InlineData(RunStatus.TimedOut, "Took longer than it was given.")]
    [InlineData(RunStatus.OutOfMemory, "Needed more memory than it was given.")]
    [InlineData(RunStatus.ProcessEnded, "Its process ended before its cells did.")]
    [InlineData(RunStatus.Interrupted, "Was stopped.")]
    public void Every_way_to_fail_is_said_in_words(RunStatus status, string words)
    {
        var page = NotebookPage.Render(Lesson.WithMarkdown("# T"), Lesson.Run with { Status = status, FailedCell = null, Message = "What to do." }, Lesson.Plain);
        Assert.Contains($"<strong>{words}</strong></p><p class=\"nb-message\">What to do.</p></section>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_is_coloured_by_kind_of_word_and_keeps_every_character()
    {
        var file = NotebookFile.Parse("""{"nbformat": 4, "cells": []}""", "made");
        const string Code = "#r \"A.dll\"\nvar x = $\"{y:0.0} <b>\"; // why & how\nif (x < 1.5) return 'c'; \"\"\"raw\"\"\" §broken \"open";
        file.InsertCode(0, "c", Code);
        var page = Lesson.Render(file);
        Assert.Contains("<span class=\"hl-directive\">#r &quot;A.dll&quot;\n</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"hl-keyword\">var</span> x = <span class=\"hl-string\">$&quot;{y:0.0} &lt;b&gt;&quot;</span>;", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"hl-comment\">// why &amp; how</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"hl-keyword\">if</span> (x &lt; <span class=\"hl-number\">1.5</span>)", page, StringComparison.Ordinal);
        var shown = page[(page.IndexOf("<pre><code>", StringComparison.Ordinal) + 11)..page.IndexOf("</code></pre>", StringComparison.Ordinal)];
        var text = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(shown, "<[^>]*>", ""));
        Assert.Equal(Code, text);
    }

    [Fact]
    public void Code_in_another_language_is_left_uncoloured()
    {
        var file = NotebookFile.Parse("""{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"language": "python"}}}""", "made");
        file.InsertCode(0, "c", "return 'abc'");
        Assert.Contains("<pre><code>return &#39;abc&#39;</code></pre>", Lesson.Render(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_of_the_same_words_get_anchors_of_their_own()
    {
        var body = Lesson.Body(Lesson.WithMarkdown("## Same\n\n## Same\n\n## nb-main\n\n## !?"));
        foreach (var id in (string[])["same", "same-2", "h-nb-main", "section"])
            Assert.Equal(1, Count(body, $"<h2 id=\"{id}\">"));
    }

    [Fact]
    public void A_picture_attached_to_a_Markdown_cell_is_shown()
    {
        var file = NotebookFile.Parse("""
            {"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "![two cells](attachment:a%20b.png) ![](c.png)",
              "attachments": {"a b.png": {"image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}}}]}
            """, "made");
        var body = Lesson.Body(file);
        Assert.Contains("<img src=\"data:image/png;base64,iVBORw0KGgo", body, StringComparison.Ordinal);
        Assert.Contains("alt=\"two cells\"", body, StringComparison.Ordinal);
        Assert.Contains("[picture that is not part of this page: no description]", body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_footer_names_what_made_the_page() => Assert.Matches(@"<footer class=""nb-footer""><p>BioDL \d+\.\d+\.\d+ · \.NET \d+\.", Page);

    internal static int Count(string text, string part) => text.Split(part).Length - 1;
}
