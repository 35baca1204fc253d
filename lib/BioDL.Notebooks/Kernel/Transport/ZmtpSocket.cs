using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>A listening ZeroMQ socket: it accepts peers and serves each until it goes, whatever a single one of them does.</summary>
internal abstract class ZmtpSocket(string name, ZmtpLimits limits, KernelLog log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ZmtpConnection, Task> peers = new();
    private readonly CancellationTokenSource closing = new();
    private Socket? listener;
    private Task accepting = Task.CompletedTask;

    protected ZmtpLimits Limits { get; } = limits;

    protected KernelLog Log { get; } = log;

    /// <summary>What this socket is called in messages: "shell".</summary>
    protected string Name { get; } = name;

    protected abstract string SocketType { get; }

    protected abstract IReadOnlyCollection<string> PeerTypes { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="port">The port, or 0 for any that is free.</param>
    /// <returns>The port.</returns>
    public int Listen(IPAddress address, int port)
    {
        listener = new Socket(address.AddressFamily, System.Net.Sockets.SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(64);
        accepting = AcceptAsync();
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    /// <summary>Lets what is queued be sent, for a moment, then closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        listener?.Dispose();
        foreach (var peer in peers.Keys)
            peer.Complete();
        Leaving();
        await Task.WhenAny(Task.WhenAll(peers.Values.Append(accepting)), Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(peers.Values.Append(accepting)), Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
        closing.Dispose();
    }

    protected virtual void Joined(ZmtpConnection peer)
    {
    }

    protected virtual void Left(ZmtpConnection peer)
    {
    }

    /// <summary>The socket is being closed: whoever waits for room in it should stop.</summary>
    protected virtual void Leaving()
    {
    }

    protected abstract ValueTask ReceivedAsync(ZmtpConnection peer, byte[][] frames, CancellationToken cancellation);

    protected virtual void Commanded(ZmtpConnection peer, string command, byte[] data)
    {
        // Commands that are not known are ignored, as the standard says.
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var socket = await listener!.AcceptAsync(closing.Token).ConfigureAwait(false);
                if (peers.Count >= Limits.Peers)
                {
                    Log.Note("too many peers", $"{Name}: {Limits.Peers} front ends are connected already; another one was refused.");
                    socket.Dispose();
                    continue;
                }
                var peer = new ZmtpConnection(socket, Limits, closing.Token);
                peers[peer] = Task.CompletedTask;
                var serving = ServeAsync(peer);
                peers.TryUpdate(peer, serving, Task.CompletedTask);
            }
            catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException fault)
            {
                if (closing.IsCancellationRequested || fault.SocketErrorCode == SocketError.OperationAborted)
                    return;
                // A peer that went before it was accepted, or no file handles left: the latter takes a moment to pass.
                Log.Note("accept", $"{Name}: a connection could not be accepted: {fault.Message}");
                await Task.Delay(100).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(ZmtpConnection peer)
    {
        await Task.Yield();
        var joined = false;
        var sending = Task.CompletedTask;
        try
        {
            await peer.HandshakeAsync(SocketType, PeerTypes).ConfigureAwait(false);
            sending = SendAsync(peer);
            Joined(peer);
            joined = true;
            while (true)
            {
                var (command, frames) = await peer.ReceiveAsync().ConfigureAwait(false);
                if (command is not null)
                    Commanded(peer, command, frames[0]);
                else
                    await ReceivedAsync(peer, frames, closing.Token).ConfigureAwait(false);
            }
        }
        catch (ZmtpException fault)
        {
            Log.Note("protocol", $"{Name}: {fault.Message}. That connection was closed.");
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The peer went, or the kernel ends.
        }
        finally
        {
            if (joined)
                Left(peer);
            peer.Close();
            await sending.ConfigureAwait(false);
            peers.TryRemove(peer, out _);
            peer.Dispose();
        }
    }

    private static async Task SendAsync(ZmtpConnection peer)
    {
        try
        {
            await peer.SendAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            peer.Close();
        }
    }
}
