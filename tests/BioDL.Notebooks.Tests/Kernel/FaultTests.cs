using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Kernel.Transport;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>Peers that break off, lie about lengths, sign wrongly or do not read: the kernel stays up, for the others and in its memory.</summary>
public sealed class FaultTests
{
    [Fact]
    public Task The_kernel_outlives_several_hundred_bad_peers() => SufferAsync(400);

    [Fact]
    [Trait("Tier", "long")]
    public Task The_kernel_outlives_ten_thousand_bad_peers() => SufferAsync(10_000);

    [Fact]
    public async Task A_subscriber_that_does_not_read_is_disconnected_and_the_others_get_everything()
    {
        await using var kernel = new RunningKernel(limits: new ZmtpLimits { Behind = 64 << 10, Stalled = TimeSpan.FromMilliseconds(300) });
        await using var reading = await kernel.ConnectAsync();
        using var sleeping = await GreetedAsync(kernel.Server.Connection.OutputPort, "SUB");
        await sleeping.SendAsync(ZmtpWire.Message([[1]]));
        await Task.Delay(200);
        var answer = await reading.ExecuteAsync("var text = new string('x', 500_000); for (var i = 0; i < 60; i++) display(BioDL.Hosting.MimeBundle.OfText(text));");
        Assert.Equal("ok", answer.Status);
        Assert.Equal(60, answer.Published.Count(heard => heard.Type == "display_data"));
        Assert.Contains("iopub: a front end took nothing for 0.3 s and was disconnected.", kernel.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_own_context_and_a_peer_that_falls_silent_is_let_go()
    {
        await using var kernel = new RunningKernel();
        using var peer = await GreetedAsync(kernel.Server.Connection.HeartbeatPort, "REQ");
        await peer.SendAsync(ZmtpWire.Command("PING", [0, 3, 42, 43]));
        Assert.Equal(ZmtpWire.Command("PONG", [42, 43]), await ReadAsync(peer, 9));
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await peer.ReceiveAsync(new byte[1]));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.2, 5);
    }

    [Fact]
    public async Task The_heartbeat_gives_back_what_it_got()
    {
        await using var kernel = new RunningKernel();
        using var peer = await GreetedAsync(kernel.Server.Connection.HeartbeatPort, "REQ");
        var beat = ZmtpWire.Message([[], "ping"u8.ToArray()]);
        await peer.SendAsync(beat);
        Assert.Equal(beat, await ReadAsync(peer, beat.Length));
    }

    [Fact]
    public async Task Subscriptions_in_both_forms_choose_by_beginning_and_can_be_taken_back()
    {
        using var notes = new StringWriter();
        await using var publisher = new PublisherSocket("iopub", new ZmtpLimits(), new BioDL.Notebooks.Kernel.KernelLog(notes));
        var port = publisher.Listen(System.Net.IPAddress.Loopback, 0);
        using var old = await GreetedAsync(port, "SUB");
        using var young = await GreetedAsync(port, "SUB");
        await old.SendAsync(ZmtpWire.Message([[1, (byte)'a', (byte)'b']]));
        await young.SendAsync(ZmtpWire.Command("SUBSCRIBE", "abc"u8));
        await young.SendAsync(ZmtpWire.Command("SUBSCRIBE", "x"u8));
        await young.SendAsync(ZmtpWire.Command("CANCEL", "abc"u8));
        await Task.Delay(300);
        foreach (var text in new[] { "abcd", "ab", "a", "x" })
            publisher.Send([System.Text.Encoding.ASCII.GetBytes(text)]);
        byte[] both = [.. ZmtpWire.Message(["abcd"u8.ToArray()]), .. ZmtpWire.Message(["ab"u8.ToArray()])];
        Assert.Equal(both, await ReadAsync(old, both.Length));
        Assert.Equal(ZmtpWire.Message(["x"u8.ToArray()]), await ReadAsync(young, 3));
    }

    private static async Task SufferAsync(int peers)
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("var kept = 7;");
        var chance = new Random(1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < peers; i++)
            await MisbehaveAsync(kernel.Server.Connection, chance, i % 6);
        Assert.Equal("7", (await client.ExecuteAsync("kept")).Text("execute_result"));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 << 20);
        // Every message with a wrong signature was noticed; the last ones may still be on their way.
        var watch = Stopwatch.StartNew();
        while (kernel.Log.CountOf("signature") < peers / 6 && watch.Elapsed < TimeSpan.FromSeconds(10))
            await Task.Delay(20);
        Assert.InRange(kernel.Log.CountOf("signature"), peers / 6, (peers / 6) + 1);
        Assert.InRange(kernel.Log.CountOf("protocol"), peers / 3, peers);
    }

    private static async Task MisbehaveAsync(ConnectionFile connection, Random chance, int kind)
    {
        int[] ports = [connection.ShellPort, connection.ControlPort, connection.InputPort];
        var port = ports[chance.Next(ports.Length)];
        var noise = new byte[chance.Next(1, 300)];
        chance.NextBytes(noise);
        using var peer = kind < 2 ? await ConnectedAsync(port) : await GreetedAsync(port, "DEALER");
        switch (kind)
        {
            case 0:
                await peer.SendAsync(ZmtpWire.Greeting().AsMemory(0, chance.Next(64)));
                break;
            case 1:
                noise[0] = 0;
                await peer.SendAsync((byte[])[.. noise, .. new byte[64]]);
                break;
            case 2:
                // Eight bytes of length: up to 9 exabytes are promised.
                await peer.SendAsync((byte[])[2, (byte)chance.Next(128), 255, 255, 255, 255, 255, 255, 255]);
                break;
            case 3:
                var whole = ZmtpWire.Message(Signed(connection.Key));
                await peer.SendAsync(whole.AsMemory(0, chance.Next(1, whole.Length)));
                break;
            case 4:
                await peer.SendAsync(ZmtpWire.Message(Signed("another key"u8.ToArray())));
                break;
            default:
                noise[0] = 0xF8;
                await peer.SendAsync(noise);
                break;
        }
        peer.Shutdown(SocketShutdown.Send);
        await peer.ReceiveAsync(new byte[256]);
    }

    private static byte[][] Signed(byte[] key) =>
        new MessageCodec(key, new BioDL.Notebooks.Kernel.KernelLog(TextWriter.Null)).Write([], "execute_request", null, new JsonObject { ["code"] = "kept = 8;" });

    private static async Task<Socket> ConnectedAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>A peer that has introduced itself, and has read what the kernel said at first.</summary>
    private static async Task<Socket> GreetedAsync(int port, string type)
    {
        var socket = await ConnectedAsync(port);
        await socket.SendAsync(ZmtpWire.Greeting());
        await ReadAsync(socket, ZmtpWire.GreetingLength);
        var frame = await ReadAsync(socket, 2);
        await ReadAsync(socket, frame[1]);
        await socket.SendAsync(ZmtpWire.Command("READY", ZmtpWire.Properties(("Socket-Type", type))));
        return socket;
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        for (var have = 0; have < count;)
        {
            var part = await socket.ReceiveAsync(bytes.AsMemory(have), patience.Token);
            have += part > 0 ? part : throw new EndOfStreamException();
        }
        return bytes;
    }
}
