using System.Net.Sockets;
using System.Text;

namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>One peer: the handshake, the messages and commands that it sends, and what waits to be sent to it.</summary>
internal sealed class ZmtpConnection : IDisposable
{
    private readonly NetworkStream stream;
    private readonly ZmtpLimits limits;
    private readonly ZmtpReader reader;
    private readonly SendQueue queue;
    private readonly CancellationTokenSource closing;
    private TimeSpan silenceAllowed = Timeout.InfiniteTimeSpan;

    public ZmtpConnection(Socket socket, ZmtpLimits limits, CancellationToken cancellation)
    {
        this.limits = limits;
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new ZmtpReader(stream, limits);
        queue = new SendQueue(stream, limits);
        closing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>The name that the peer gave to itself; empty when it gave none.</summary>
    public byte[] Identity { get; private set; } = [];

    public bool IsBehind => queue.IsBehind;

    /// <summary>Greets the peer, and learns what kind of socket it is.</summary>
    /// <param name="socketType">What kind of socket this is.</param>
    /// <param name="peerTypes">The kinds that may talk to it.</param>
    /// <param name="identity">What a router at the other end is to call this peer; empty when it may choose.</param>
    /// <exception cref="ZmtpException">The peer is of no kind that fits.</exception>
    public async Task HandshakeAsync(string socketType, IReadOnlyCollection<string> peerTypes, string identity = "")
    {
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        hurry.CancelAfter(limits.Handshake);
        await stream.WriteAsync(ZmtpWire.Greeting(), hurry.Token).ConfigureAwait(false);
        var greeting = new byte[ZmtpWire.GreetingLength];
        await reader.ReadAsync(greeting, hurry.Token).ConfigureAwait(false);
        ZmtpWire.RequireGreeting(greeting);
        await stream.WriteAsync(ZmtpWire.Command("READY", ZmtpWire.Properties(("Socket-Type", socketType), ("Identity", identity))), hurry.Token).ConfigureAwait(false);
        var frame = await reader.ReadFrameAsync(0, hurry.Token).ConfigureAwait(false);
        if (!frame.IsCommand || ZmtpWire.ReadCommand(frame.Body) is not ("READY", var data))
            throw new ZmtpException("the peer did not introduce itself");
        var properties = ZmtpWire.ReadProperties(data);
        var type = properties.TryGetValue("Socket-Type", out var value) ? Encoding.ASCII.GetString(value) : "";
        if (!peerTypes.Contains(type))
        {
            await stream.WriteAsync(ZmtpWire.Command("ERROR", [(byte)"wrong socket type".Length, .. "wrong socket type"u8]), hurry.Token).ConfigureAwait(false);
            throw new ZmtpException($"a socket of type '{type}' came to one of type {socketType}");
        }
        Identity = properties.GetValueOrDefault("Identity") ?? [];
        if (Identity.Length > 255)
            throw new ZmtpException("the peer's identity has more than 255 bytes");
    }

    /// <summary>The peer's next message, or command; heartbeats are answered on the way.</summary>
    public async ValueTask<(string? Command, byte[][] Frames)> ReceiveAsync()
    {
        var frames = new List<byte[]>();
        var room = limits.MessageBytes;
        while (true)
        {
            closing.CancelAfter(silenceAllowed);
            var frame = await reader.ReadFrameAsync(room, closing.Token).ConfigureAwait(false);
            if (frame.IsCommand)
            {
                var (name, data) = ZmtpWire.ReadCommand(frame.Body);
                if (!IsHeartbeat(name, data))
                    return (name, [data]);
                continue;
            }
            frames.Add(frame.Body);
            room -= frame.Body.Length;
            if (!frame.HasMore)
                return (null, [.. frames]);
            if (frames.Count >= limits.Frames)
                throw new ZmtpException($"a message of more than {limits.Frames} frames came");
        }
    }

    /// <summary>Sends what is queued, until the connection is closed or <see cref="Complete"/> was called.</summary>
    public Task SendAsync() => queue.SendAsync(closing.Token);

    /// <summary>Queues a message; a peer that is too far behind is disconnected.</summary>
    /// <returns>Whether the message was queued.</returns>
    public bool Send(byte[] wire)
    {
        var queued = queue.Put(wire);
        if (!queued)
            Close();
        return queued;
    }

    /// <summary>Waits until the peer has caught up; one that takes nothing for too long is disconnected.</summary>
    /// <returns>Whether it caught up.</returns>
    public async Task<bool> WaitForRoomAsync()
    {
        var caughtUp = await queue.WaitForRoomAsync().ConfigureAwait(false);
        if (!caughtUp)
            Close();
        return caughtUp;
    }

    /// <summary>Nothing more will be sent; what is queued still is.</summary>
    public void Complete() => queue.Complete();

    public void Close()
    {
        queue.Complete();
        try
        {
            closing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is closed already.
        }
    }

    public void Dispose()
    {
        queue.Complete();
        stream.Dispose();
        closing.Dispose();
    }

    /// <summary>ZMTP 3.1: a PING carries how long its sender may be silent (tenths of a second) and a context that the PONG repeats.</summary>
    private bool IsHeartbeat(string name, byte[] data)
    {
        if (name == "PONG")
            return true;
        if (name != "PING")
            return false;
        if (data.Length is < 2 or > 18)
            throw new ZmtpException($"a PING of {data.Length} bytes came; 2 to 18 are allowed");
        var tenths = (data[0] << 8) | data[1];
        silenceAllowed = tenths == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(tenths * 100);
        Send(ZmtpWire.Command("PONG", data.AsSpan(2)));
        return true;
    }
}
