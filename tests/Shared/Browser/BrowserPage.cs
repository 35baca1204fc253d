using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BioDL.Tests.Browser;

/// <summary>One tab. It collects what a page should not do: errors, exceptions, and requests to anywhere else.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly DevTools tools;
    private readonly string target;
    private readonly string session;
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentDictionary<string, string> requests = new();
    private TaskCompletionSource loaded = new();

    internal BrowserPage(DevTools tools, string target, string session)
    {
        (this.tools, this.target, this.session) = (tools, target, session);
        tools.Happened += Accept;
    }

    /// <summary>Errors on the console, exceptions, and requests other than <c>file:</c> and <c>data:</c>, in words.</summary>
    public IReadOnlyList<string> Faults => [.. faults, .. requests.Values];

    /// <summary>Opens an address and waits until it is loaded.</summary>
    public async Task GoToAsync(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Opens a local file and waits until it is loaded and its charts are drawn.</summary>
    public async Task GoToAsync(string path)
    {
        await GoToAsync(new Uri(Path.GetFullPath(path)));
        await EvaluateAsync("""
            (async () => {
              const until = performance.now() + 20000;
              while (document.querySelector('[data-nb-drawn="started"]') && performance.now() < until) await new Promise(go => setTimeout(go, 50));
              await new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)));
            })()
            """);
    }

    /// <summary>Evaluates JavaScript in the page; a promise is waited for.</summary>
    public async Task<JsonNode?> EvaluateAsync(string script)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } fault
            ? throw new InvalidOperationException($"The script failed in the page: {fault.ToJsonString()}")
            : answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>Waits until an expression is true in the page.</summary>
    public async Task UntilAsync(string condition, TimeSpan patience)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while ((await EvaluateAsync($"Boolean({condition})"))?.GetValue<bool>() != true)
        {
            if (watch.Elapsed > patience)
                throw new TimeoutException($"Within {patience.TotalSeconds:0} s this did not come true in the page: {condition}");
            await Task.Delay(100);
        }
    }

    /// <summary>Evaluates JavaScript that gives a list of texts.</summary>
    public async Task<IReadOnlyList<string>> EvaluateTextsAsync(string script) =>
        [.. ((await EvaluateAsync(script)) as JsonArray ?? []).Select(text => text!.GetValue<string>())];

    /// <summary>Writes a picture of the page: all of it, or what the window shows.</summary>
    public async Task ScreenshotAsync(string path, bool whole = true)
    {
        var picture = await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = whole });
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(picture["data"]!.GetValue<string>()));
    }

    /// <summary>Sends a command of the protocol to this tab.</summary>
    public Task<JsonObject> SendAsync(string method, JsonObject? parameters = null) => tools.SendAsync(method, parameters, session);

    /// <summary>Closes the tab.</summary>
    public async ValueTask DisposeAsync()
    {
        tools.Happened -= Accept;
        await tools.SendAsync("Target.closeTarget", new JsonObject { ["targetId"] = target });
    }

    internal async Task PrepareAsync(int width, int height, bool dark)
    {
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
            await SendAsync(domain + ".enable");
        var screen = new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 };
        await SendAsync("Emulation.setDeviceMetricsOverride", screen);
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
        });
    }

    private void Accept(string from, string method, JsonObject parameters)
    {
        if (from != session)
            return;
        if (method == "Page.loadEventFired")
            loaded.TrySetResult();
        else if (method.StartsWith("Network.", StringComparison.Ordinal))
            Watch(method, parameters);
        else if (FaultOf(method, parameters) is { } fault)
            faults.Enqueue(fault);
    }

    /// <summary>A request that the page's own policy stops is announced all the same; it is on the console already.</summary>
    private void Watch(string method, JsonObject parameters)
    {
        var id = parameters["requestId"]?.GetValue<string>() ?? "";
        if (method == "Network.requestWillBeSent" && parameters["request"]!["url"]!.GetValue<string>() is var url && !IsLocal(url))
            requests[id] = "request: " + url;
        else if (method == "Network.loadingFailed" && parameters["blockedReason"]?.GetValue<string>() == "csp")
            requests.TryRemove(id, out _);
    }

    private static string? FaultOf(string method, JsonObject parameters) => method switch
    {
        "Runtime.exceptionThrown" => "exception: " + parameters["exceptionDetails"]!.ToJsonString(),
        "Runtime.consoleAPICalled" when parameters["type"]!.GetValue<string>() is "error" or "assert" => "console: " + parameters["args"]!.ToJsonString(),
        "Log.entryAdded" when parameters["entry"]!["level"]!.GetValue<string>() == "error" => "log: " + parameters["entry"]!["text"],
        _ => null,
    };

    private static bool IsLocal(string url) =>
        url == "about:blank" || new[] { "file:", "data:", "blob:" }.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
}
