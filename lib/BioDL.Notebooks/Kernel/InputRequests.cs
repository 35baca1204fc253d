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

    /// <summary>Asks, and waits for the answer.</summary>
    /// <returns>Null when the front end has nobody to ask.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public async Task<string?> AskAsync(string prompt, bool isPassword, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting = answer;
        if (asking is null || !sockets.AskForInput(asking, new JsonObject { ["prompt"] = prompt, ["password"] = isPassword }))
            return null;
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
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
