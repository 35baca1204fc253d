using BioDL.Notebooks.Pages;

namespace BioDL.Notebooks.Tests.Pages;

public sealed class IndexPageTests
{
    private static readonly string Page = IndexPage.Render(Lesson.Report);

    [Fact]
    public void It_says_how_many_ran_on_which_data_and_how_long() =>
        Assert.Contains("2 of 3 notebooks ran to the end &#183; Built-in simulation &#183; 2 min 11 s", Page, StringComparison.Ordinal);

    [Fact]
    public void Each_notebook_has_its_links_time_memory_figures_and_verdict()
    {
        Assert.Contains("<h2><a href=\"00-the-path.html\">Where does my problem stand?</a></h2>", Page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"00-the-path.ipynb\">executed notebook</a>", Page, StringComparison.Ordinal);
        Assert.Contains("Ran to its end</span> &#183; 31 s &#183; 1.4 GB &#183; built-in simulation", Page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">mean accuracy at 0.5</th><td class=\"nb-right\">0.873</td>", Page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">nuclei</th><td class=\"nb-right\">1,204</td>", Page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">slope</th><td class=\"nb-right\">undefined</td>", Page, StringComparison.Ordinal);
        Assert.Contains("<strong>Not for well separated nuclei.</strong>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_told_at_the_top_and_in_its_entry()
    {
        Assert.Contains("<strong>One notebook did not run to the end.</strong>", Page, StringComparison.Ordinal);
        Assert.Contains("Stopped at a cell that failed (cell 12, line 2)</span>", Page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"nb-message\">The image has no pixel size", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_the_run_are_never_markup()
    {
        var run = Lesson.Run with { Title = "<script>x()</script>", Message = "<img src=x>", PageFile = "a\"b.html", ExecutedFile = null };
        var page = IndexPage.Render(Lesson.Report with { Notebooks = [run], Machine = "<b>" });
        Assert.DoesNotContain("<script>x()", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("href=\"a%22b.html\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
    }
}
