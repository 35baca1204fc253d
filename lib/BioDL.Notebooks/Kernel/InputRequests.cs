using System.Text.Json.Nodes;
using BioDL.Notebooks.Kernel.Messaging;

namespace BioDL.Notebooks.Kernel;

/// <summary>Asks the front end that runs a cell for a line of input, and waits for it.</summary>
internal sealed class InputRequests(KernelSockets sockets)
{
    private readonly Lock gate = new();
    private JupyterMessage? asking;
    private TaskCompletionSource<string>? waiting;

    /// <summary>From here on, input is asked of the sender of this request.</summary>
    public void Begin(JupyterMessage request) => asking = request.Flag("allow_stdin", false) ? request : null;

    /// <summary>Waits for a line.</summary>
    /// <exception cref="InvalidOperationException">The front end cannot ask anybody.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public string Ask(string prompt, bool hidden, CancellationToken cancellation)
    {
        KernelHost.FlushConsole();
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting = answer;
        if (asking is null || !sockets.AskForInput(asking, new JsonObject { ["prompt"] = prompt, ["password"] = hidden }))
            throw new InvalidOperationException(
                "This cell asks for input, but where the notebook runs there is nobody to ask. Put the value into a variable instead.");
        using var giveUp = cancellation.Register(() => answer.TrySetCanceled(cancellation));
        return answer.Task.GetAwaiter().GetResult();
    }

    /// <summary>An input_reply came.</summary>
    public void Answer(JupyterMessage reply)
    {
        lock (gate)
        {
            waiting?.TrySetResult(reply.Text("value"));
            waiting = null;
        }
    }
}
