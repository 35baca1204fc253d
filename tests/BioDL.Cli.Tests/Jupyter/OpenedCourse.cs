using System.Text.RegularExpressions;
using BioDL.Notebooks.Runner;

namespace BioDL.Cli.Tests.Jupyter;

/// <summary>A <c>biodl open</c> that runs, without a browser of its own, on copies in a temporary folder.</summary>
internal sealed class OpenedCourse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder folder;
    private readonly CancellationTokenSource end = new();
    private readonly StringWriter written = new();
    private readonly Task<int> running;

    private OpenedCourse(TemporaryFolder folder, params string[] arguments)
    {
        this.folder = folder;
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        Directory.CreateSymbolicLink(folder.At("build", "lib"), here);
        Directory.CreateSymbolicLink(folder.At("build", "worker"), Path.GetDirectoryName(typeof(NotebookRunner).Assembly.Location)!);
        var output = TextWriter.Synchronized(written);
        var surroundings = new Surroundings(Workplace.Find(null, here), new Screen(output, output, isTerminal: false), folder.At("build"));
        running = FrontDoor.InvokeAsync(["open", "--no-browser", "--folder", folder.At("mine"), .. arguments], surroundings, end.Token);
    }

    /// <summary>The address of the first notebook, with the token.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string Token => Address.Query["?token=".Length..];

    public string Folder => folder.At("mine");

    public string Written => written.ToString();

    /// <summary>Starts, on a quick copy of a notebook with simulated images.</summary>
    public static async Task<OpenedCourse> StartAsync(string notebook)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("build"));
        var original = Path.Combine(Workplace.Find(null, AppContext.BaseDirectory).Notebooks, notebook + ".ipynb");
        folder.Write($"mine/{notebook}.ipynb", File.ReadAllText(original).Replace("string data = \\\"auto\\\"", "string data = \\\"embedded\\\"", StringComparison.Ordinal)
            .Replace("bool quick = false", "bool quick = true ", StringComparison.Ordinal));
        var opened = new OpenedCourse(folder, notebook);
        await opened.WaitAsync();
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
        folder.Dispose();
    }

    private async Task WaitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        Match found;
        while (!(found = Regex.Match(Written, @"http://127\.0\.0\.1:\S+token=\S+")).Success)
        {
            if (running.IsCompleted)
                await running;
            await Task.Delay(50, patience.Token);
        }
        Address = new Uri(found.Value);
    }
}
