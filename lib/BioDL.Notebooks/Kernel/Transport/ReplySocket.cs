namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>A REP that answers every message with itself: the heartbeat.</summary>
internal sealed class ReplySocket(string name, ZmtpLimits limits, KernelLog log) : ZmtpSocket(name, limits, log)
{
    protected override string SocketType => "REP";

    protected override IReadOnlyCollection<string> PeerTypes => ["REQ", "DEALER"];

    protected override ValueTask ReceivedAsync(ZmtpConnection peer, byte[][] frames, CancellationToken cancellation)
    {
        peer.Send(ZmtpWire.Message(frames));
        return ValueTask.CompletedTask;
    }
}
