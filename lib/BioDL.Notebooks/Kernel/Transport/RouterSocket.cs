using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>
/// A ROUTER: every message that comes is led by the identity of its sender, and every message that goes names the identity of its receiver first.
/// A peer that comes again under its old identity takes that over.
/// </summary>
internal sealed class RouterSocket(string name, ZmtpLimits limits, KernelLog log, Func<byte[][], CancellationToken, ValueTask> receive)
    : ZmtpSocket(name, limits, log)
{
    private readonly ConcurrentDictionary<string, ZmtpConnection> peers = new();
    private readonly ConcurrentDictionary<ZmtpConnection, byte[]> identities = new();

    protected override string SocketType => "ROUTER";

    protected override IReadOnlyCollection<string> PeerTypes => ["DEALER", "REQ", "ROUTER"];

    /// <summary>Sends a message to the peer whose identity is its first frame.</summary>
    /// <returns>False when that peer is gone.</returns>
    public bool Send(IReadOnlyList<byte[]> frames) =>
        peers.TryGetValue(Convert.ToHexString(frames[0]), out var peer) && peer.Send(ZmtpWire.Message([.. frames.Skip(1)]));

    protected override void Joined(ZmtpConnection peer)
    {
        // An identity that begins with 0 is one that the router gave.
        var identity = peer.Identity.Length > 0 ? peer.Identity : [0, .. RandomNumberGenerator.GetBytes(8)];
        identities[peer] = identity;
        ZmtpConnection? earlier = null;
        peers.AddOrUpdate(Convert.ToHexString(identity), peer, (_, known) =>
        {
            earlier = known;
            return peer;
        });
        earlier?.Close();
    }

    protected override void Left(ZmtpConnection peer)
    {
        if (identities.TryRemove(peer, out var identity))
            peers.TryRemove(KeyValuePair.Create(Convert.ToHexString(identity), peer));
    }

    protected override ValueTask ReceivedAsync(ZmtpConnection peer, byte[][] frames, CancellationToken cancellation) =>
        receive([identities[peer], .. frames], cancellation);
}
