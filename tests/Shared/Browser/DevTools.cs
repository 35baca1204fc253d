using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BioDL.Tests.Browser;

/// <summary>The browser's DevTools protocol: commands with answers, and events.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> waiting = new();
    private readonly SemaphoreSlim sending = new(1);
    private Task listening = Task.CompletedTask;
    private int last;

    /// <summary>An event: session, method, parameters. Called from the thread that reads.</summary>
    public event Action<string, string, JsonObject>? Happened;

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        tools.socket.Options.Proxy = null;
        await tools.socket.ConnectAsync(address, CancellationToken.None);
        tools.listening = Task.Run(tools.ListenAsync);
        return tools;
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    public async Task<JsonObject> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref last);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            message["sessionId"] = session;
        var answer = waiting[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
        return await answer.Task.WaitAsync(AnswerTimeout);
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await listening;
        socket.Dispose();
        sending.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (JsonNode.Parse(message.ToArray()) is JsonObject content)
                    Accept(content);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            foreach (var answer in waiting.Values)
                answer.TrySetException(new InvalidOperationException("The browser closed the connection.", fault));
        }
    }

    private void Accept(JsonObject content)
    {
        if (content["id"] is not { } id)
            Happened?.Invoke(content["sessionId"]?.GetValue<string>() ?? "", content["method"]!.GetValue<string>(), content["params"]!.AsObject());
        else if (waiting.TryRemove(id.GetValue<int>(), out var answer))
            _ = content["error"] is { } error
                ? answer.TrySetException(new InvalidOperationException($"The browser refused: {error.ToJsonString()}"))
                : answer.TrySetResult(content["result"]!.AsObject());
    }
}
