using System.Diagnostics;
using System.Text.Json.Nodes;

namespace BioDL.Tests.Jupyter;

/// <summary>Makes the kernel of the tests' own build known to Jupyter's programs, for as long as this lives.</summary>
public sealed class KernelSpecFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="program">Path of <c>BioDL.Notebooks.dll</c>.</param>
    /// <param name="library">The folder in which cells find <c>BioDL.dll</c>.</param>
    public KernelSpecFolder(string program, string library)
    {
        var spec = Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, "kernels", "biodl-csharp")).FullName;
        File.WriteAllText(System.IO.Path.Combine(spec, "kernel.json"), new JsonObject
        {
            ["argv"] = new JsonArray(DotNet, program, "kernel", "{connection_file}", library),
            ["display_name"] = "C# (BioDL)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
        }.ToJsonString());
    }

    /// <summary>The program that runs the tests.</summary>
    public static string DotNet => Environment.ProcessPath is { } path && System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>The folder for <c>JUPYTER_PATH</c>.</summary>
    public string Path => folder.Path;

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    /// <summary>Runs a program that finds the kernel, and fails with what it said unless it ends well.</summary>
    public async Task<string> RunAsync(string program, string workingFolder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = workingFolder };
        start.Environment["JUPYTER_PATH"] = Path;
        start.Environment["JUPYTER_RUNTIME_DIR"] = System.IO.Path.Combine(Path, "runtime");
        start.Environment["BIODL_OUTPUT"] = workingFolder;
        // Debian's Python is old enough to warn of its own parts.
        start.Environment["PYTHONWARNINGS"] = "ignore";
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said[0]}\n{said[1]}");
        return said[0] + said[1];
    }
}
