using System.Diagnostics;
using System.Text.Json.Nodes;
using BioDL.Tests.Jupyter;

namespace BioDL.Cli.Tests.Jupyter;

/// <summary>JupyterLab's own library talks to our kernel through the server that <c>biodl open</c> starts.</summary>
public sealed class JavaScriptClientTests
{
    private const string Notebook = "01-start-simple";

    [JupyterToolsFact("notebook", "npm")]
    public async Task JupyterLabs_own_library_runs_a_notebook_completes_asks_interrupts_and_restarts()
    {
        using var client = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Jupyter", "JavaScript")))
            File.Copy(file, client.At(Path.GetFileName(file)));
        await RunAsync("npm", client.Path, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error");
        await using var course = await OpenedCourse.StartAsync(Notebook);
        var server = new Uri(course.Address, "/").AbsoluteUri;
        var said = await RunAsync("node", client.Path, "client.js", server, course.Token, Notebook + ".ipynb");
        // The library talks, too; the last line is ours.
        var found = JsonNode.Parse(said.TrimEnd().Split('\n')[^1])!;
        Assert.Equal("[]", found["errors"]!.ToJsonString());
        Assert.True((int)found["cells"]! > 10);
        Assert.Equal(("C# (BioDL)", "C#"), ((string?)found["spec"], (string?)found["language"]));
        Assert.Equal("""["logo-32x32","logo-64x64","logo-svg"]""", found["logos"]!.ToJsonString());
        Assert.Contains("application/vnd.plotly.v1\\u002Bjson", found["kinds"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("🧫 ü", "HeLa!"), ((string?)found["unicode"]![0], (string?)found["answer"]));
        Assert.Equal((true, true, "incomplete"), ((bool)found["completion"]!, (bool)found["inspection"]!, (string?)found["unfinished"]));
        Assert.Equal("\"🧫 ü\"", (string?)found["history"]);
        Assert.Equal(("Interrupted", "CompilationError"), ((string?)found["interrupted"], (string?)found["forgotten"]));
    }

    private static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said[0]}\n{said[1]}");
        return said[0];
    }
}
