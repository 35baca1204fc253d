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

    private static string LessonPage() => NotebookPage.Render(Lesson.Executed, Lesson.Run, Lesson.Plain with { PlotlyScript = Lesson.PlotlyScript });

    private async Task RequireAsync(string name, string html, int width, bool dark)
    {
        var path = fixture.Write(name, html);
        await using var page = await (await fixture.BrowserAsync()).OpenAsync(width, dark: dark);
        var problems = await PageCheck.ProblemsAsync(page, path);
        if (Environment.GetEnvironmentVariable("BIODL_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(Path.Combine(folder, name + ".png"));
            if (!dark)
                await page.PrintAsync(Path.Combine(folder, name + ".pdf"));
        }
        Assert.Empty(problems);
    }
}
