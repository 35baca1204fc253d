using System.Threading.Channels;

namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>
/// What waits to be sent to one peer. Putting something in never waits; whoever makes much output asks <see cref="WaitForRoomAsync"/> first. A peer
/// that is behind and takes nothing for a while, or is too far behind, is given up.
/// </summary>
internal sealed class SendQueue(Stream stream, ZmtpLimits limits)
{
    private const int Piece = 256 << 10;

    private readonly Channel<byte[]> waiting = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock gate = new();
    private long bytes;
    private long taken;
    private volatile bool isComplete;
    private TaskCompletionSource room = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether output should wait for this peer.</summary>
    public bool IsBehind => !isComplete && Interlocked.Read(ref bytes) > limits.Behind;

    /// <summary>Puts a message in.</summary>
    /// <returns>False when the peer is too far behind, or gone.</returns>
    public bool Put(byte[] wire) =>
        Interlocked.Add(ref bytes, wire.Length) <= limits.MostBehind && waiting.Writer.TryWrite(wire);

    /// <summary>Nothing more will be put in; what is in is still sent.</summary>
    public void Complete()
    {
        isComplete = true;
        waiting.Writer.TryComplete();
        lock (gate)
            room.TrySetResult();
    }

    /// <summary>Waits until the peer has caught up.</summary>
    /// <returns>False when it took nothing for too long.</returns>
    public async Task<bool> WaitForRoomAsync()
    {
        while (IsBehind)
        {
            Task changed;
            lock (gate)
            {
                if (room.Task.IsCompleted)
                    room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = room.Task;
            }
            var before = Interlocked.Read(ref taken);
            if (!IsBehind)
                break;
            await Task.WhenAny(changed, Task.Delay(limits.Stalled)).ConfigureAwait(false);
            if (!changed.IsCompleted && Interlocked.Read(ref taken) == before)
                return false;
        }
        return true;
    }

    /// <summary>Sends what is put in until <see cref="Complete"/>.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        // Small messages travel together: a status, an input and a line of text are one packet.
        var together = new MemoryStream();
        while (await waiting.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            while (waiting.Reader.TryRead(out var wire))
            {
                if (together.Length > 0 && together.Length + wire.Length > Piece)
                    await FlushAsync(together, cancellation).ConfigureAwait(false);
                if (wire.Length > Piece)
                    await SendLargeAsync(wire, cancellation).ConfigureAwait(false);
                else
                    together.Write(wire);
            }
            await FlushAsync(together, cancellation).ConfigureAwait(false);
        }
    }

    private async Task FlushAsync(MemoryStream together, CancellationToken cancellation)
    {
        if (together.Length == 0)
            return;
        await stream.WriteAsync(together.GetBuffer().AsMemory(0, (int)together.Length), cancellation).ConfigureAwait(false);
        Sent((int)together.Length);
        together.SetLength(0);
    }

    private async Task SendLargeAsync(byte[] wire, CancellationToken cancellation)
    {
        for (var at = 0; at < wire.Length; at += Piece)
        {
            var part = Math.Min(Piece, wire.Length - at);
            await stream.WriteAsync(wire.AsMemory(at, part), cancellation).ConfigureAwait(false);
            Sent(part);
        }
    }

    private void Sent(int count)
    {
        Interlocked.Add(ref taken, count);
        if (Interlocked.Add(ref bytes, -count) > limits.Behind)
            return;
        lock (gate)
            room.TrySetResult();
    }
}
