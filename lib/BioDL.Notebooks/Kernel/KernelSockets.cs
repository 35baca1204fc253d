using System.Text;
using System.Text.Json.Nodes;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Kernel.Transport;

namespace BioDL.Notebooks.Kernel;

/// <summary>Where a request came from, and so where its reply goes.</summary>
internal enum KernelChannel
{
    /// <summary>Requests, one after the other.</summary>
    Shell,

    /// <summary>Requests that come before all others.</summary>
    Control,

    /// <summary>Answers to requests for input.</summary>
    Input,
}

/// <summary>The five sockets of a kernel, and the signing of what goes through them.</summary>
internal sealed class KernelSockets : IAsyncDisposable
{
    private readonly MessageCodec codec;
    private readonly RouterSocket shell;
    private readonly RouterSocket control;
    private readonly RouterSocket input;
    private readonly PublisherSocket output;
    private readonly ReplySocket heartbeat;
    private readonly string topic = $"kernel.{Guid.NewGuid():N}.";

    /// <summary>The connection, with the ports that are really listened on.</summary>
    public ConnectionFile Connection { get; private set; }

    private KernelSockets(byte[] key, ZmtpLimits limits, KernelLog log, Func<KernelChannel, JupyterMessage, CancellationToken, ValueTask> receive)
    {
        codec = new MessageCodec(key, log);
        Connection = new ConnectionFile { Address = System.Net.IPAddress.Loopback, Key = key };
        shell = Router("shell", KernelChannel.Shell);
        control = Router("control", KernelChannel.Control);
        input = Router("stdin", KernelChannel.Input);
        output = new PublisherSocket("iopub", limits, log) { Welcome = Welcome };
        heartbeat = new ReplySocket("heartbeat", limits, log);

        RouterSocket Router(string name, KernelChannel channel) => new(name, limits, log, async (frames, cancellation) =>
        {
            if (codec.Read(frames, name) is { } message)
                await receive(channel, message, cancellation).ConfigureAwait(false);
        });
    }

    /// <summary>Listens as a connection file says.</summary>
    public static KernelSockets Listen(
        ConnectionFile connection, ZmtpLimits limits, KernelLog log, Func<KernelChannel, JupyterMessage, CancellationToken, ValueTask> receive)
    {
        var sockets = new KernelSockets(connection.Key, limits, log, receive);
        // The heartbeat last: a front end that hears it finds everything else open.
        sockets.Connection = connection with
        {
            ShellPort = sockets.shell.Listen(connection.Address, connection.ShellPort),
            ControlPort = sockets.control.Listen(connection.Address, connection.ControlPort),
            InputPort = sockets.input.Listen(connection.Address, connection.InputPort),
            OutputPort = sockets.output.Listen(connection.Address, connection.OutputPort),
            HeartbeatPort = sockets.heartbeat.Listen(connection.Address, connection.HeartbeatPort),
        };
        return sockets;
    }

    /// <summary>Answers a request.</summary>
    public void Reply(KernelChannel channel, JupyterMessage request, string type, JsonObject content) =>
        (channel == KernelChannel.Control ? control : shell).Send(codec.Write(request.Identities, type, request.Header, content));

    /// <summary>Asks the front end that sent a request for a line of input.</summary>
    /// <returns>False when that front end is gone.</returns>
    public bool AskForInput(JupyterMessage request, JsonObject content) =>
        input.Send(codec.Write(request.Identities, "input_request", request.Header, content));

    /// <summary>Tells every front end something.</summary>
    /// <param name="type">The type of the message.</param>
    /// <param name="parent">Header of the request that it follows from.</param>
    /// <param name="content">What to say.</param>
    public void Publish(string type, byte[]? parent, JsonObject content) =>
        output.Send(codec.Write([Encoding.UTF8.GetBytes(topic + type)], type, parent, content));

    /// <summary>Waits until every front end has taken most of what was published.</summary>
    public Task WaitForRoomAsync() => output.WaitForRoomAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(
        output.DisposeAsync().AsTask(), shell.DisposeAsync().AsTask(), control.DisposeAsync().AsTask(),
        input.DisposeAsync().AsTask(), heartbeat.DisposeAsync().AsTask()).ConfigureAwait(false);

    /// <summary>Protocol 5.4: whoever subscribed is told so, and knows that it misses nothing from then on.</summary>
    private byte[][] Welcome(byte[] subscribed) =>
        codec.Write([subscribed], "iopub_welcome", null, new JsonObject { ["subscription"] = Encoding.UTF8.GetString(subscribed) });
}
