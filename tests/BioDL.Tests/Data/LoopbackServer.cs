using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BioDL.Tests.Data;

/// <summary>A web server on this machine that behaves as badly as a test wants: each request is answered by the test's own function.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<LoopbackRequest, Task> answer;

    public LoopbackServer(Func<LoopbackRequest, Task> answer)
    {
        this.answer = answer;
        listener.Start(64);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Every request so far.</summary>
    public ConcurrentQueue<LoopbackRequest> Requests { get; } = [];

    /// <summary>A server that answers well: files by path, with ranges.</summary>
    public static LoopbackServer Of(IReadOnlyDictionary<string, byte[]> files) => new(request =>
        files.TryGetValue(request.Path, out var content) ? request.SendAsync(content) : request.RefuseAsync(404));

    public void Dispose()
    {
        closing.Cancel();
        listener.Dispose();
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync(closing.Token) is { Length: > 0 } first)
                {
                    long? from = null;
                    while (await reader.ReadLineAsync(closing.Token) is { Length: > 0 } header)
                    {
                        if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                            from = long.Parse(header["Range: bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
                    }
                    var request = new LoopbackRequest(client, Uri.UnescapeDataString(first.Split(' ')[1][1..]), from, closing.Token);
                    Requests.Enqueue(request);
                    await answer(request);
                    if (request.Ended)
                        return;
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The client left, or the test is over.
            }
        }
    }
}

/// <summary>One request and the ways to answer it.</summary>
internal sealed class LoopbackRequest(TcpClient client, string path, long? from, CancellationToken closing)
{
    public string Path => path;

    /// <summary>Where the client wants to continue.</summary>
    public long? From => from;

    /// <summary>Whether the connection was ended.</summary>
    public bool Ended { get; private set; }

    public Task SendAsync(byte[] content, bool ranges = true) => ranges && from is { } start
        ? WriteAsync($"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\nContent-Length: {content.Length - start}\r\n\r\n", content[(int)start..])
        : WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\n\r\n", content);

    public Task RefuseAsync(int code, string headers = "") => WriteAsync($"HTTP/1.1 {code} No\r\n{headers}Content-Length: 0\r\n\r\n", []);

    /// <summary>Promises all of the content, sends some of it, and ends the connection.</summary>
    public async Task TruncateAsync(byte[] content, int sent)
    {
        await SendPartAsync(content, sent);
        Ended = true;
    }

    /// <summary>Promises all of the content, sends some of it, and nothing more.</summary>
    public async Task StallAsync(byte[] content, int sent)
    {
        await SendPartAsync(content, sent);
        await Task.Delay(Timeout.Infinite, closing);
    }

    /// <summary>Promises all of the content, sends some of it, and resets the connection.</summary>
    public async Task ResetAsync(byte[] content, int sent)
    {
        await SendPartAsync(content, sent);
        await Task.Delay(300, closing); // What was sent should arrive before the reset.
        client.LingerState = new LingerOption(true, 0);
        client.Close();
        Ended = true;
    }

    public Task NeverAnswerAsync() => Task.Delay(Timeout.Infinite, closing);

    private Task SendPartAsync(byte[] content, int sent) => from is { } start
        ? WriteAsync($"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\nContent-Length: {content.Length - start}\r\n\r\n", content[(int)start..sent])
        : WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\n\r\n", content[..sent]);

    private async Task WriteAsync(string head, byte[] body)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), closing);
        await client.GetStream().WriteAsync(body, closing);
    }
}
