using System.Text.Json.Nodes;
using BioDL.Notebooks.Kernel.Messaging;

namespace BioDL.Notebooks.Kernel;

/// <summary>Answers the requests that run no code.</summary>
internal sealed class RequestAnswers(CodeAssistance assistance, ExecutionHistory history, KernelSockets sockets, KernelLog log)
{
    private static readonly HashSet<string> Known =
    [
        "kernel_info_request", "connect_request", "history_request", "complete_request", "inspect_request", "is_complete_request",
        "comm_info_request", "comm_open", "comm_msg", "comm_close", "debug_request",
    ];

    public bool Knows(string type) => Known.Contains(type);

    /// <summary>The type of the reply to a type of request.</summary>
    public static string ReplyTo(string type) => type.Replace("_request", "_reply", StringComparison.Ordinal);

    /// <returns>The reply's content; null when that type of message has no reply.</returns>
    public async Task<JsonObject?> AnswerAsync(JupyterMessage request)
    {
        return request.Type switch
        {
            "kernel_info_request" => KernelInfo.Content(),
            "connect_request" => Ports(),
            "history_request" => history.Answer(request),
            "complete_request" => await assistance.CompleteAsync(request).ConfigureAwait(false),
            "inspect_request" => await assistance.InspectAsync(request).ConfigureAwait(false),
            "is_complete_request" => CodeAssistance.StateOf(request),
            "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
            "debug_request" => RefuseToDebug(request),
            "comm_open" => CloseComm(request),
            _ => Ignore(request),
        };
    }

    private JsonObject Ports() => new()
    {
        ["status"] = "ok",
        ["shell_port"] = sockets.Connection.ShellPort,
        ["iopub_port"] = sockets.Connection.OutputPort,
        ["stdin_port"] = sockets.Connection.InputPort,
        ["hb_port"] = sockets.Connection.HeartbeatPort,
        ["control_port"] = sockets.Connection.ControlPort,
    };

    private static JsonObject RefuseToDebug(JupyterMessage request) => new()
    {
        ["type"] = "response",
        ["request_seq"] = request.Number("seq", 0),
        ["seq"] = 0,
        ["success"] = false,
        ["command"] = request.Text("command"),
        ["message"] = "This kernel has no debugger.",
        ["body"] = new JsonObject(),
    };

    /// <summary>Nothing in this kernel listens to comms: whoever opens one is told that it is closed.</summary>
    private JsonObject? CloseComm(JupyterMessage request)
    {
        log.Note("comm", $"a comm for '{request.Text("target_name")}' was closed: this kernel knows no targets.");
        sockets.Publish("comm_close", request.Header, new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() });
        return null;
    }

    private JsonObject? Ignore(JupyterMessage request)
    {
        log.Note("comm", $"a {request.Type} came for a comm that is not open; it was ignored.");
        return null;
    }
}
