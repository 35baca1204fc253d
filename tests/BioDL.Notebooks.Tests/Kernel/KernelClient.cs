using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using BioDL.Notebooks.Kernel;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Kernel.Transport;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>A message as a front end sees it.</summary>
internal sealed record Heard(string Type, string? ParentId, JsonObject Content)
{
    public string? State => (string?)Content["execution_state"];
}

/// <summary>A reply, and what was published on the way to it.</summary>
internal sealed record Answer(JsonObject Reply, IReadOnlyList<Heard> Published)
{
    public string Status => (string)Reply["status"]!;

    public string Written(string stream) => string.Concat(Published
        .Where(heard => heard.Type == "stream" && (string?)heard.Content["name"] == stream).Select(heard => (string?)heard.Content["text"]));

    public JsonObject Only(string type) => Assert.Single(Published, heard => heard.Type == type).Content;

    public string Text(string type) => (string)Only(type)["data"]!["text/plain"]!;
}

/// <summary>A small front end: one connection to each of a kernel's sockets.</summary>
internal sealed class KernelClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConnectionFile connection;
    private readonly KernelLog log = new(TextWriter.Null);
    private readonly MessageCodec codec;
    private readonly string identity = Guid.NewGuid().ToString("N");
    private readonly List<ZmtpConnection> open = [];
    private readonly List<Task> tasks = [];
    private readonly Channel<Heard> published = Channel.CreateUnbounded<Heard>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> waiting = new();
    private ZmtpConnection shell = null!;
    private ZmtpConnection control = null!;
    private ZmtpConnection input = null!;

    private KernelClient(ConnectionFile connection) => (this.connection, codec) = (connection, new MessageCodec(connection.Key, log));

    /// <summary>What to say when the kernel asks for input: prompt and whether it is a password.</summary>
    public Func<string, bool, string>? Reader { get; set; }

    public static async Task<KernelClient> ConnectAsync(ConnectionFile connection)
    {
        var client = new KernelClient(connection);
        client.shell = await client.OpenAsync(connection.ShellPort, "DEALER", "ROUTER", client.TakeReply);
        client.control = await client.OpenAsync(connection.ControlPort, "DEALER", "ROUTER", client.TakeReply);
        client.input = await client.OpenAsync(connection.InputPort, "DEALER", "ROUTER", client.TakeQuestion);
        var output = await client.OpenAsync(connection.OutputPort, "SUB", "PUB", client.TakePublished);
        output.Send(ZmtpWire.Message([[1]]));
        while ((await client.published.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Type != "iopub_welcome")
        {
            // Whatever was published before belongs to others.
        }
        return client;
    }

    public Task<Answer> ExecuteAsync(string code, bool silent = false, bool storeHistory = true, bool stopOnError = true, JsonObject? expressions = null) =>
        AskAsync("execute_request", new JsonObject
        {
            ["code"] = code,
            ["silent"] = silent,
            ["store_history"] = storeHistory,
            ["stop_on_error"] = stopOnError,
            ["user_expressions"] = expressions ?? [],
            ["allow_stdin"] = Reader is not null,
        });

    /// <summary>Sends a request and waits for its reply and for the kernel to be idle again.</summary>
    public async Task<Answer> AskAsync(string type, JsonObject content, bool onControl = false)
    {
        var (id, reply) = Send(type, content, onControl);
        var heard = new List<Heard>();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = await published.Reader.ReadAsync(patience.Token);
            if (next.ParentId != id)
                continue;
            heard.Add(next);
            if (next.State == "idle")
                return new Answer(await reply.WaitAsync(Patience), heard);
        }
    }

    /// <summary>Sends a request without waiting.</summary>
    public (string Id, Task<JsonObject> Reply) Send(string type, JsonObject content, bool onControl = false)
    {
        var frames = codec.Write([], type, null, content);
        var id = (string)JsonNode.Parse(frames[2])!["msg_id"]!;
        var reply = waiting[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        (onControl ? control : shell).Send(ZmtpWire.Message(frames));
        return (id, reply.Task);
    }

    public Task<Heard> NextPublishedAsync() => published.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        open.ForEach(peer => peer.Close());
        await Task.WhenAll(tasks);
        open.ForEach(peer => peer.Dispose());
    }

    private async Task<ZmtpConnection> OpenAsync(int port, string type, string peerType, Action<Heard> take)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(connection.Address, port);
        var peer = new ZmtpConnection(socket, new ZmtpLimits { MessageBytes = 256 << 20 }, CancellationToken.None);
        open.Add(peer);
        await peer.HandshakeAsync(type, [peerType], type == "DEALER" ? identity : "");
        tasks.Add(Quietly(peer.SendAsync()));
        tasks.Add(Quietly(ListenAsync(peer, take)));
        return peer;
    }

    private async Task ListenAsync(ZmtpConnection peer, Action<Heard> take)
    {
        while (true)
        {
            var (command, frames) = await peer.ReceiveAsync();
            if (command is null && codec.Read(frames, "client") is { } message)
                take(new Heard(message.Type, (string?)JsonNode.Parse(frames[^3])!["msg_id"], message.Content));
        }
    }

    private void TakeReply(Heard heard)
    {
        if (heard.ParentId is { } id && waiting.TryRemove(id, out var reply))
            reply.TrySetResult(heard.Content);
    }

    private void TakePublished(Heard heard) => published.Writer.TryWrite(heard);

    private void TakeQuestion(Heard heard)
    {
        var answer = Reader!((string)heard.Content["prompt"]!, (bool)heard.Content["password"]!);
        input.Send(ZmtpWire.Message(codec.Write([], "input_reply", null, new JsonObject { ["value"] = answer, ["status"] = "ok" })));
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The connection ended.
        }
    }
}
