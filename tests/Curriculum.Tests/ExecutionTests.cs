using System.Diagnostics;
using BioDL.Hosting;
using BioDL.Notebooks.Runner;
using BioDL.Tests.Browser;

namespace Curriculum.Tests;

/// <summary>Every notebook runs, comes to the figures that it should, and leaves pages that a browser and Jupyter's own tools accept.</summary>
public sealed class ExecutionTests(ExecutedCourse course) : IClassFixture<ExecutedCourse>
{
    [Theory]
    [MemberData(nameof(ExecutedCourse.Runs), MemberType = typeof(ExecutedCourse))]
    public async Task A_notebook_runs_to_its_end_within_a_small_hosts_memory(string notebook, string mode)
    {
        var run = await course.RunOf(notebook, mode);
        Assert.Equal((RunStatus.Succeeded, null, null), (run.Status, run.FailedCell, run.Message));
        Assert.InRange(run.PeakMemoryMegabytes, 50, 1024);
    }

    [Theory]
    [MemberData(nameof(ExecutedCourse.Runs), MemberType = typeof(ExecutedCourse))]
    public async Task A_notebook_comes_to_the_expected_figures(string notebook, string mode)
    {
        var result = (await course.RunOf(notebook, mode)).Result;
        Assert.NotNull(result);
        Assert.Equal((notebook, mode), (result.Notebook, result.Data));
        Assert.Empty(ExpectedFigures.Of(notebook, mode).Differences(result));
    }

    [Theory]
    [MemberData(nameof(ExecutedCourse.Runs), MemberType = typeof(ExecutedCourse))]
    public async Task A_figure_that_was_changed_on_purpose_is_noticed(string notebook, string mode)
    {
        var result = (await course.RunOf(notebook, mode)).Result!;
        var expected = ExpectedFigures.Of(notebook, mode);
        foreach (var figure in result.Figures)
        {
            var step = expected.Figures[figure.Name].Tolerance + 1;
            var changed = result with { Figures = [.. result.Figures.Select(other => other == figure ? other with { Value = other.Value + (2 * step) } : other)] };
            Assert.Contains($"'{figure.Name}' is ", Assert.Single(expected.Differences(changed)), StringComparison.Ordinal);
        }
        Assert.Single(expected.Differences(result with { Figures = [.. result.Figures.Skip(1)] }));
        Assert.Single(expected.Differences(result.With("new", 1)));
    }

    [Theory]
    [MemberData(nameof(ExecutedCourse.Runs), MemberType = typeof(ExecutedCourse))]
    public async Task A_stub_gets_a_hint_and_a_solution_passes(string notebook, string mode)
    {
        await course.RunOf(notebook, mode);
        var cells = BioDL.Notebooks.Files.NotebookFile.Read(Path.Combine(course.FolderOf(mode), notebook + ".ipynb")).Cells;
        Assert.All(cells.Where(cell => cell.HasTag("check")), cell => Assert.Contains("Not yet: ", Words(cell), StringComparison.Ordinal));
        Assert.All(cells.Where(cell => cell.HasTag("solution")), cell => Assert.StartsWith("Right: ", Words(cell), StringComparison.Ordinal));

        static string Words(BioDL.Notebooks.Files.Cell cell) => BioDL.Notebooks.Files.Cell.TextOf(cell.Outputs[^1]["data"]![MimeBundle.PlainText]);
    }

    [ChromiumFact]
    public async Task The_pages_hold_up_in_a_browser_on_a_desk_and_on_a_phone()
    {
        await using var browser = await Chromium.StartAsync();
        foreach (var mode in ExecutedCourse.Modes)
        {
            foreach (var path in Course.Paths)
                await course.RunOf(Path.GetFileNameWithoutExtension(path), mode);
            foreach (var page in Directory.GetFiles(course.FolderOf(mode), "*.html"))
            {
                foreach (var width in new[] { 1280, 390 })
                {
                    await using var window = await browser.OpenAsync(width);
                    Assert.Empty(await PageCheck.ProblemsAsync(window, page));
                }
            }
        }
    }

    [JupyterFact]
    public async Task Jupyters_own_tools_accept_the_executed_notebooks()
    {
        foreach (var path in Course.Paths)
        {
            var name = Path.GetFileNameWithoutExtension(path);
            await course.RunOf(name, "embedded");
            var executed = Path.Combine(course.FolderOf("embedded"), name + ".ipynb");
            Run("/usr/bin/python3", "-c", "import sys, nbformat; nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT), relax_add_props=False)", executed);
            Run("/usr/bin/python3", "-c", "import sys, nbformat; nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT))", path);
            using var converted = new TemporaryFolder();
            Run("/usr/bin/python3", "-m", "jupyter", "nbconvert", "--to", "html", "--output-dir", converted.Path, executed);
            // It strips drawings, so that charts must be there as images.
            Assert.Contains("<img src=\"data:image/svg+xml;base64,", File.ReadAllText(Path.Combine(converted.Path, name + ".html")), StringComparison.Ordinal);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
    }
}
