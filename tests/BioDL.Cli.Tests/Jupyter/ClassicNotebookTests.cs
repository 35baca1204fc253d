using BioDL.Tests.Browser;
using BioDL.Tests.Jupyter;

namespace BioDL.Cli.Tests.Jupyter;

/// <summary>
/// The way of a trainee, in a real browser: open a copy, run all, see pictures and charts, make a mistake, interrupt, restart, run again. With
/// <c>BIODL_SCREENSHOTS</c> set to a folder, pictures of each step are left there for people to look at.
/// </summary>
public sealed class ClassicNotebookTests
{
    private const string Notebook = "01-start-simple";
    private const string Ready = "window.Jupyter?.notebook?._fully_loaded && Jupyter.notebook.kernel?.is_connected() && Jupyter.notebook.kernel.info_reply?.language_info";
    private const string Done = "Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code').every(c => typeof c.input_prompt_number === 'number')";
    private const string Scrolling = "html, body, #site, #ipython-main-app, #notebook_panel, #notebook";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [JupyterToolsFact("notebook", "chromium")]
    public async Task A_trainee_runs_a_lesson_errs_interrupts_restarts_and_runs_it_again()
    {
        await using var course = await OpenedCourse.StartAsync(Notebook);
        await using var browser = await Chromium.StartAsync();
        await using var page = await browser.OpenAsync(1280, 1000);
        await page.GoToAsync(course.Address);
        await page.UntilAsync(Ready, Patience);
        Assert.Equal("C# (BioDL)", await TextAsync(page, "document.querySelector('.kernel_indicator_name').textContent.trim()"));

        await RunAllAsync(page);
        await KeepAsync(page, "1-all-run", whole: true);
        Assert.Equal("[]", await TextAsync(page, "JSON.stringify([...document.querySelectorAll('.output_error')].map(e => e.textContent))"));
        await page.UntilAsync("[...document.querySelectorAll('.output img')].every(i => i.complete)", Patience);
        Assert.True(await NumberAsync(page, "[...document.querySelectorAll('.output img')].filter(i => i.naturalWidth > 50 && i.getBoundingClientRect().width > 50).length") >= 5, "too few pictures are visible");
        Assert.True(await NumberAsync(page, "[...document.querySelectorAll('.output img[src^=\"data:image/svg\"], .output svg')].filter(s => s.getBoundingClientRect().width > 100).length") >= 1, "no chart is visible");

        await RunCellAsync(page, "var cells = 12;\\nvar mean = cells / nothing;");
        await page.UntilAsync("document.querySelector('.output_error')", Patience);
        var error = await TextAsync(page, "document.querySelector('.output_error').textContent");
        Assert.Contains("line 2", error, StringComparison.Ordinal);
        Assert.Contains("'nothing'", error, StringComparison.Ordinal);
        await KeepAsync(page, "2-error");

        await RunCellAsync(page, "long steps = 0;\\nwhile (true) steps++;");
        await Task.Delay(1500);
        await page.EvaluateAsync("document.querySelector('button[data-jupyter-action=\"jupyter-notebook:interrupt-kernel\"]').click()");
        await page.UntilAsync($"[...document.querySelectorAll('.output_error')].some(e => e.textContent.includes('Interrupted')) && {Done}", Patience);
        await RunCellAsync(page, "steps > 1000");
        await page.UntilAsync("[...document.querySelectorAll('.output_text')].at(-1)?.textContent.includes('True')", Patience);
        await KeepAsync(page, "3-interrupted");

        await page.EvaluateAsync("for (let i = 0; i < 3; i++) Jupyter.notebook.delete_cell(Jupyter.notebook.ncells() - 1); Jupyter.notebook.clear_all_output(); Jupyter.notebook.kernel.restart()");
        await Task.Delay(1000);
        await page.UntilAsync(Ready, Patience);
        await RunAllAsync(page);
        Assert.Equal(0, await NumberAsync(page, "document.querySelectorAll('.output_error').length"));
        Assert.Equal(1, await NumberAsync(page, "Jupyter.notebook.get_cells().find(c => c.cell_type === 'code').input_prompt_number"));
        await KeepAsync(page, "4-run-again", whole: true);
        Assert.DoesNotContain(page.Faults, fault => fault.StartsWith("exception:", StringComparison.Ordinal));
    }

    private static async Task RunAllAsync(BrowserPage page)
    {
        await page.EvaluateAsync("Jupyter.notebook.execute_all_cells()");
        await Task.Delay(500);
        await page.UntilAsync(Done, Patience);
    }

    private static async Task RunCellAsync(BrowserPage page, string code) => await page.EvaluateAsync($$"""
        (() => {
          const cell = Jupyter.notebook.insert_cell_at_bottom('code');
          cell.set_text("{{code}}");
          Jupyter.notebook.select(Jupyter.notebook.ncells() - 1);
          cell.execute();
          cell.element[0].scrollIntoView({ block: 'center' });
        })()
        """);

    private static async Task<string> TextAsync(BrowserPage page, string script) => (await page.EvaluateAsync(script))!.GetValue<string>();

    private static async Task<int> NumberAsync(BrowserPage page, string script) => (await page.EvaluateAsync(script))!.GetValue<int>();

    private static async Task KeepAsync(BrowserPage page, string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("BIODL_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        if (!whole)
        {
            await page.EvaluateAsync("Jupyter.notebook.scroll_to_bottom()");
            await Task.Delay(500);
            await page.ScreenshotAsync(Path.Combine(folder, name + ".png"), whole: false);
            return;
        }
        // The classic Notebook scrolls within its page: for a picture of everything the page itself is let grow.
        await page.EvaluateAsync($"for (const node of document.querySelectorAll('{Scrolling}')) [node.dataset.before, node.style.cssText] = [node.style.cssText, 'height: auto; overflow: visible; position: static; display: block']");
        await page.ScreenshotAsync(Path.Combine(folder, name + ".png"));
        await page.EvaluateAsync($"for (const node of document.querySelectorAll('{Scrolling}')) node.style.cssText = node.dataset.before");
    }
}
