using BioDL.Tests.Browser;

namespace BioDL.Notebooks.Tests.Pages;

/// <summary>One browser for all tests of a class, started when the first asks for it, and a folder for their pages.</summary>
public sealed class BrowserFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<Task<Chromium>> browser = new(Chromium.StartAsync);

    /// <summary>The browser.</summary>
    public Task<Chromium> BrowserAsync() => browser.Value;

    /// <summary>Writes a page.</summary>
    public string Write(string name, string html)
    {
        var path = Path.Combine(folder.Path, name + ".html");
        File.WriteAllText(path, html);
        return path;
    }

    /// <summary>Nothing is started ahead.</summary>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Ends the browser if it was started.</summary>
    public async Task DisposeAsync()
    {
        if (browser.IsValueCreated)
            await (await browser.Value).DisposeAsync();
    }

    /// <summary>Deletes the pages.</summary>
    public void Dispose() => folder.Dispose();
}
