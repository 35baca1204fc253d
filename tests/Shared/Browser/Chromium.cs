using System.Diagnostics;
using System.Text.Json.Nodes;

namespace BioDL.Tests.Browser;

/// <summary>A headless Chromium of its own, with a profile of its own; both are gone after <see cref="DisposeAsync"/>.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder profile = new();
    private Process? process;
    private DevTools? tools;

    private Chromium()
    {
    }

    /// <summary>The browser's program: <c>BIODL_CHROMIUM</c>, else Debian's; null when there is none.</summary>
    public static string? Path =>
        new[] { Environment.GetEnvironmentVariable("BIODL_CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(path => path is not null && File.Exists(path));

    /// <summary>Starts a browser.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var browser = new Chromium();
        try
        {
            browser.process = Process.Start(browser.Command()) ?? throw new InvalidOperationException($"{Path} did not start.");
            browser.process.OutputDataReceived += static (_, _) => { };
            browser.process.ErrorDataReceived += static (_, _) => { };
            browser.process.BeginOutputReadLine();
            browser.process.BeginErrorReadLine();
            browser.tools = await DevTools.ConnectAsync(await browser.AddressAsync());
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an empty tab.</summary>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="height">Height of the window in CSS pixels.</param>
    /// <param name="dark">Whether the reader prefers dark pages.</param>
    public async Task<BrowserPage> OpenAsync(int width, int height = 900, bool dark = false)
    {
        var target = await tools!.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var id = target["targetId"]!.GetValue<string>();
        var session = await tools.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = id, ["flatten"] = true });
        var page = new BrowserPage(tools, id, session["sessionId"]!.GetValue<string>());
        await page.PrepareAsync(width, height, dark);
        return page;
    }

    /// <summary>Ends the browser with everything that it started, and deletes its profile.</summary>
    public async ValueTask DisposeAsync()
    {
        if (tools is not null)
            await tools.DisposeAsync();
        if (process is not null)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        profile.Dispose();
    }

    private ProcessStartInfo Command()
    {
        string[] arguments =
        [
            "--headless", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-extensions", "--disable-breakpad", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en", "about:blank",
        ];
        return new ProcessStartInfo(Path ?? throw new InvalidOperationException("There is no Chromium here."), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = profile.Path },
        };
    }

    /// <summary>The browser writes its port and path to a file once it listens.</summary>
    private async Task<Uri> AddressAsync()
    {
        var file = System.IO.Path.Combine(profile.Path, "DevToolsActivePort");
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartTimeout)
        {
            if (process!.HasExited)
                throw new InvalidOperationException($"{Path} ended with exit code {process.ExitCode} before it listened.");
            if (File.Exists(file) && await File.ReadAllLinesAsync(file) is [var port, var path, ..])
                return new Uri($"ws://127.0.0.1:{port}{path}");
            await Task.Delay(50);
        }
        throw new TimeoutException($"{Path} did not listen within {StartTimeout.TotalSeconds:0} s.");
    }
}
