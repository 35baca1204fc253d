using System.Text.Json.Nodes;
using BioDL.Notebooks.Pages;
using BioDL.Tests.Browser;

namespace BioDL.Notebooks.Tests.Pages;

/// <summary>The pages in a real browser. Set <c>BIODL_SCREENSHOTS</c> to a folder to keep pictures of them.</summary>
public sealed class BrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [ChromiumFact]
    public Task The_lesson_reads_well_on_a_wide_screen() => RequireAsync("lesson-1280", LessonPage(), 1280, dark: false);

    [ChromiumFact]
    public Task The_lesson_reads_well_on_a_wide_screen_in_the_dark() => RequireAsync("lesson-1280-dark", LessonPage(), 1280, dark: true);

    [ChromiumFact]
    public Task The_lesson_reads_well_on_a_phone() => RequireAsync("lesson-390", LessonPage(), 390, dark: false);

    [ChromiumFact]
    public Task The_lesson_reads_well_on_a_phone_in_the_dark() => RequireAsync("lesson-390-dark", LessonPage(), 390, dark: true);

    [ChromiumFact]
    public Task The_index_reads_well_on_a_wide_screen() => RequireAsync("index-1280", IndexPage.Render(Lesson.Report), 1280, dark: false);

    [ChromiumFact]
    public Task The_index_reads_well_on_a_phone_in_the_dark() => RequireAsync("index-390-dark", IndexPage.Render(Lesson.Report), 390, dark: true);

    [PlotlyFact]
    public async Task Charts_are_drawn_by_Plotly_within_the_policy()
    {
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(1280);
        Assert.Empty(await PageCheck.ProblemsAsync(page, fixture.Write("charts", LessonPage())));
        var drawn = await page.EvaluateTextsAsync("[...document.querySelectorAll('.nb-chart')].map(chart => chart.dataset.nbDrawn + ' ' + chart.querySelectorAll('.scatterlayer .trace').length + ' ' + chart.querySelector('.nb-still').checkVisibility())");
        Assert.Equal(["yes 2 false"], drawn);
        Assert.Equal(0, (await page.EvaluateAsync("document.querySelectorAll('[data-title*=hare], [data-title*=loud]').length"))!.GetValue<int>());
    }

    [ChromiumFact]
    public async Task A_chart_that_cannot_be_drawn_stays_a_picture()
    {
        var script = fixture.Write("broken-script", "window.Plotly = { newPlot() { throw new Error('no'); } };");
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(390);
        await page.GoToAsync(fixture.Write("broken", NotebookPage.Render(Lesson.Executed, null, Lesson.Plain with { PlotlyScript = script })));
        Assert.Empty(page.Faults);
        Assert.Equal(["failed true"], await page.EvaluateTextsAsync("[...document.querySelectorAll('.nb-chart')].map(chart => chart.dataset.nbDrawn + ' ' + chart.querySelector('.nb-still img').checkVisibility())"));
    }

    [ChromiumFact]
    public async Task A_link_into_a_folded_solution_opens_it()
    {
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(1280);
        await page.GoToAsync(fixture.Write("fold", LessonPage()));
        var opened = await page.EvaluateAsync("""
            (async () => {
              const fold = document.querySelector('.nb-solution');
              const before = fold.open;
              location.hash = fold.querySelector('.nb-cell').id;
              await new Promise(go => setTimeout(go, 200));
              return before + ' ' + fold.open;
            })()
            """);
        Assert.Equal("false true", opened!.GetValue<string>());
    }

    [ChromiumFact]
    public async Task The_checks_themselves_notice_what_is_wrong_on_wide_screens_and_on_phones()
    {
        const string Wrong = "<p><span style='display:inline-block;width:3000px'>wide</span></p><p style='color:#bbb'>pale</p><img alt='gone' src='data:image/png;base64,AAAA'><a href='#nowhere'>dead</a><p id='twice'></p><p id='twice'></p><figure class='nb-chart' id='c'>chart</figure>";
        string[] expected = ["too little contrast", "cannot be seen: img \"gone\"", "leads nowhere: #nowhere", "occurs twice: twice", "not drawn: c", "Content Security Policy"];
        var html = Lesson.Render(Lesson.WithMarkdown("MARK")).Replace("<p>MARK</p>", Wrong + "<script>1</script>", StringComparison.Ordinal);
        foreach (var width in (int[])[1280, 390])
        {
            await using var page = await (await fixture.BrowserAsync()).OpenAsync(width);
            var problems = string.Join('\n', await PageCheck.ProblemsAsync(page, fixture.Write("wrong", html)));
            Assert.All([$"px wide in a window of {width} px", .. expected], problem => Assert.Contains(problem, problems, StringComparison.Ordinal));
        }
    }

    [PlotlyFact]
    public async Task On_paper_everything_is_unfolded_and_folded_again_afterwards()
    {
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(1280);
        await page.GoToAsync(fixture.Write("paper", LessonPage()));
        const string Open = "document.querySelectorAll('.nb-main details[open]').length";
        await page.EvaluateAsync($"window.addEventListener('beforeprint', () => {{ window.unfolded = {Open}; }})");
        await page.SendAsync("Page.printToPDF");
        Assert.Equal(["4", "0"], await page.EvaluateTextsAsync($"[String(window.unfolded), String({Open})]"));
        await page.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["media"] = "print" });
        Assert.Equal(["true"], await page.EvaluateTextsAsync("[...document.querySelectorAll('.nb-still img')].map(picture => String(picture.checkVisibility()))"));
    }

    private static string LessonPage() => NotebookPage.Render(Lesson.Executed, Lesson.Run, Lesson.Plain with { PlotlyScript = Lesson.PlotlyScript });

    private async Task RequireAsync(string name, string html, int width, bool dark)
    {
        var path = fixture.Write(name, html);
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(width, dark: dark);
        var problems = await PageCheck.ProblemsAsync(page, path);
        if (Environment.GetEnvironmentVariable("BIODL_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(Path.Combine(folder, name + ".png"));
            if (width > 1000 && !dark)
            {
                await page.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["media"] = "print" });
                await page.ScreenshotAsync(Path.Combine(folder, name + "-paper.png"));
                await page.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["media"] = "screen" });
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(fold => { fold.open = true; })");
                await page.ScreenshotAsync(Path.Combine(folder, name + "-open.png"));
            }
        }
        Assert.Empty(problems);
    }
}
