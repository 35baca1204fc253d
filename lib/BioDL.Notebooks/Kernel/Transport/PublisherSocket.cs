namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>
/// A PUB: a message goes to every peer that subscribed to a beginning of its first frame. A slow subscriber slows down whoever makes output (see
/// <see cref="WaitForRoomAsync"/>) and is disconnected when it takes nothing for a while: dropping single messages would leave it waiting for an end
/// that it never hears of, while one that was disconnected comes again and knows that it missed something.
/// </summary>
internal sealed class PublisherSocket(string name, ZmtpLimits limits, KernelLog log) : ZmtpSocket(name, limits, log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ZmtpConnection, List<byte[]>> subscriptions = [];
    private volatile bool isLeaving;

    /// <summary>A peer subscribed to messages that begin with these bytes; what is sent to it from here comes first.</summary>
    public Func<byte[], byte[][]?>? Welcome { get; init; }

    protected override string SocketType => "PUB";

    protected override IReadOnlyCollection<string> PeerTypes => ["SUB", "XSUB"];

    /// <summary>Queues a message for every subscriber. Messages reach each in the order of the calls.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        byte[]? wire = null;
        lock (gate)
        {
            foreach (var (peer, topics) in subscriptions)
            {
                if (topics.Any(topic => frames[0].AsSpan().StartsWith(topic)) && !peer.Send(wire ??= ZmtpWire.Message(frames)))
                    Log.Note("slow subscriber", $"{Name}: a front end was {Limits.MostBehind >> 20} MB behind and was disconnected.");
            }
        }
    }

    /// <summary>Waits until every subscriber has caught up; one that takes nothing for too long is disconnected.</summary>
    public async Task WaitForRoomAsync()
    {
        while (!isLeaving && FirstBehind() is { } peer)
        {
            if (!await peer.WaitForRoomAsync().ConfigureAwait(false))
            {
                Log.Note("slow subscriber", $"{Name}: a front end took nothing for {Limits.Stalled.TotalSeconds:0.#} s and was disconnected.");
                Left(peer);
            }
        }
    }

    protected override void Joined(ZmtpConnection peer)
    {
        lock (gate)
            subscriptions[peer] = [];
    }

    protected override void Left(ZmtpConnection peer)
    {
        lock (gate)
            subscriptions.Remove(peer);
    }

    protected override void Leaving() => isLeaving = true;

    /// <summary>ZMTP 3.1 subscribes with commands.</summary>
    protected override void Commanded(ZmtpConnection peer, string command, byte[] data)
    {
        if (command == "SUBSCRIBE")
            Subscribe(peer, data);
        else if (command == "CANCEL")
            Cancel(peer, data);
    }

    /// <summary>ZMTP 3.0 subscribes with messages: 1 and the topic, or 0 and the topic.</summary>
    protected override ValueTask ReceivedAsync(ZmtpConnection peer, byte[][] frames, CancellationToken cancellation)
    {
        if (frames is [[1, .. var topic]])
            Subscribe(peer, topic);
        else if (frames is [[0, .. var cancelled]])
            Cancel(peer, cancelled);
        return ValueTask.CompletedTask;
    }

    private void Subscribe(ZmtpConnection peer, byte[] topic)
    {
        if (topic.Length > Limits.CommandBytes)
            throw new ZmtpException($"a subscription of {topic.Length:N0} bytes came; {Limits.CommandBytes:N0} are allowed");
        lock (gate)
        {
            if (!subscriptions.TryGetValue(peer, out var topics))
                return;
            if (topics.Count >= Limits.Subscriptions)
                throw new ZmtpException($"more than {Limits.Subscriptions} subscriptions came");
            topics.Add(topic);
            if (Welcome?.Invoke(topic) is { } welcome)
                peer.Send(ZmtpWire.Message(welcome));
        }
    }

    private void Cancel(ZmtpConnection peer, byte[] topic)
    {
        lock (gate)
        {
            if (subscriptions.TryGetValue(peer, out var topics) && topics.FindIndex(known => known.AsSpan().SequenceEqual(topic)) is >= 0 and var at)
                topics.RemoveAt(at);
        }
    }

    private ZmtpConnection? FirstBehind()
    {
        lock (gate)
            return subscriptions.Keys.FirstOrDefault(peer => peer.IsBehind);
    }
}
