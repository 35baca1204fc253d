using System.Globalization;
using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Kernel;

/// <summary>The host that cells and the library meet inside of a kernel: everything shown goes to the front ends at once.</summary>
internal sealed class KernelHost(KernelSockets sockets, InputRequests input, string outputFolder) : IHost, IDisposable
{
    private readonly string displayPrefix = Guid.NewGuid().ToString("N")[..12];
    private CancellationTokenSource interrupt = new();
    private byte[]? parent;
    private volatile bool isSilent;
    private int displays;

    public CancellationToken Cancellation => interrupt.Token;

    public string OutputFolder => outputFolder;

    /// <summary>From here on, output belongs to this request.</summary>
    public void Begin(JupyterMessage request, bool silent)
    {
        if (interrupt.IsCancellationRequested)
            interrupt = new CancellationTokenSource();
        parent = request.Header;
        isSilent = silent;
    }

    /// <summary>Asks the running cell to stop.</summary>
    public void Interrupt() => interrupt.Cancel();

    public MimeBundle Format(object? value) => ValueFormatter.Format(value);

    public string Display(MimeBundle bundle)
    {
        FlushConsole();
        var id = $"{displayPrefix}-{Interlocked.Increment(ref displays).ToString(CultureInfo.InvariantCulture)}";
        Send("display_data", Shown(id, bundle));
        return id;
    }

    public void Update(string displayId, MimeBundle bundle) => Send("update_display_data", Shown(displayId, bundle));

    public void Clear(bool wait)
    {
        FlushConsole();
        Send("clear_output", new JsonObject { ["wait"] = wait });
    }

    public string Save(NotebookResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.WriteTo(outputFolder);
    }

    public async Task<string> AskAsync(string prompt, bool isPassword)
    {
        FlushConsole();
        return await input.AskAsync(prompt, isPassword, Cancellation).ConfigureAwait(false)
            ?? throw new NotSupportedException("This cell asks for input, but the program that runs it has nobody to answer. "
                + "Run the cell in a notebook that is open in Jupyter, or put the value into the cell as a variable.");
    }

    /// <summary>Sends what a cell wrote to its console.</summary>
    /// <param name="stream">"stdout" or "stderr".</param>
    /// <param name="text">What it wrote.</param>
    public void Write(string stream, string text) => Send("stream", new JsonObject { ["name"] = stream, ["text"] = text });

    /// <summary>Sends something of the running cell's; waits when a front end is behind.</summary>
    public void Send(string type, JsonObject content)
    {
        if (isSilent)
            return;
        try
        {
            // An interrupt may abort the cell's thread at any point but within a finally block: no lock of the sockets' is left held.
        }
        finally
        {
            sockets.Publish(type, parent, content);
        }
        if (sockets.WaitForRoomAsync() is { IsCompleted: false } waiting)
            waiting.GetAwaiter().GetResult();
    }

    public void Dispose() => interrupt.Dispose();

    /// <summary>Keeps what was printed before a picture above that picture.</summary>
    public static void FlushConsole()
    {
        Console.Out.Flush();
        Console.Error.Flush();
    }

    private static JsonObject Shown(string id, MimeBundle bundle) => new()
    {
        ["data"] = WireBundle.Of(bundle),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = id },
    };
}
