using BioDL.Cli.Showing;
using BioDL.Notebooks.Pages;
using BioDL.Tests.Browser;

namespace BioDL.Cli.Tests;

public sealed class GalleryTests
{
    private static string Page(string? plotly) => NotebookPage.Render(Gallery.Notebook(), null, new PageParts { PlotlyScript = plotly });

    [Fact]
    public void Every_kind_is_shown_and_the_same_in_every_run()
    {
        var page = Page(null);
        string[] kinds = ["Histogram", "Line", "Scatter", "Step", "Strip", "Box", "Bar", "Confusion"];

        Assert.All(kinds, kind => Assert.Contains($"Chart.{kind}(", System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(page, "<[^>]+>", "")), StringComparison.Ordinal));
        Assert.DoesNotContain("could not be", page, StringComparison.Ordinal);
        Assert.Equal(page, Page(null));
    }

    [ChromiumFact]
    public async Task The_gallery_holds_up_on_a_desk_a_projector_and_a_phone_in_light_and_dark()
    {
        using var folder = new BioDL.Tests.TemporaryFolder();
        var path = Path.Combine(folder.Path, "gallery.html");
        await File.WriteAllTextAsync(path, Page(Environment.GetEnvironmentVariable("BIODL_PLOTLY")));
        await using var browser = await Chromium.StartAsync();
        foreach (var (width, dark) in new[] { (1280, false), (1920, true), (390, false), (390, true) })
        {
            await using var window = await browser.OpenAsync(width, dark: dark);
            Assert.Empty(await PageCheck.ProblemsAsync(window, path));
        }
    }
}
