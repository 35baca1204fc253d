using System.Buffers.Binary;

namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>One frame as it came.</summary>
internal readonly record struct ZmtpFrame(bool IsCommand, bool HasMore, byte[] Body);

/// <summary>
/// Reads frames off a connection. A peer can claim any length: one above the bounds ends the connection before memory is taken for it, and one
/// within them takes memory only as fast as its bytes arrive.
/// </summary>
internal sealed class ZmtpReader(Stream stream, ZmtpLimits limits)
{
    private const int FirstPiece = 64 << 10;

    private readonly byte[] buffer = new byte[16 << 10];
    private int start;
    private int end;

    /// <summary>Reads exactly as many bytes as the target holds.</summary>
    /// <exception cref="EndOfStreamException">The connection ended before.</exception>
    public async ValueTask ReadAsync(Memory<byte> target, CancellationToken cancellation)
    {
        while (target.Length > 0)
        {
            if (start == end && target.Length >= buffer.Length)
            {
                await stream.ReadExactlyAsync(target, cancellation).ConfigureAwait(false);
                return;
            }
            if (start == end)
                await FillAsync(cancellation).ConfigureAwait(false);
            var part = Math.Min(target.Length, end - start);
            buffer.AsSpan(start, part).CopyTo(target.Span);
            start += part;
            target = target[part..];
        }
    }

    /// <summary>Reads one frame.</summary>
    /// <param name="room">Bytes that its body may have.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<ZmtpFrame> ReadFrameAsync(int room, CancellationToken cancellation)
    {
        var header = new byte[9];
        await ReadAsync(header.AsMemory(0, 2), cancellation).ConfigureAwait(false);
        var flags = header[0];
        if ((flags & ~(ZmtpWire.MoreFlag | ZmtpWire.LongFlag | ZmtpWire.CommandFlag)) != 0)
            throw new ZmtpException($"a frame came with flags 0x{flags:X2}, which mean nothing");
        var isLong = (flags & ZmtpWire.LongFlag) != 0;
        if (isLong)
            await ReadAsync(header.AsMemory(2, 7), cancellation).ConfigureAwait(false);
        var length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(1)) : header[1];
        var isCommand = (flags & ZmtpWire.CommandFlag) != 0;
        var hasMore = (flags & ZmtpWire.MoreFlag) != 0;
        if (isCommand && hasMore)
            throw new ZmtpException("a command came in several frames");
        var most = isCommand ? limits.CommandBytes : room;
        if (length > (ulong)most)
            throw new ZmtpException($"a frame of {length:N0} bytes came; {most:N0} are allowed here");
        return new ZmtpFrame(isCommand, hasMore, await ReadBodyAsync((int)length, cancellation).ConfigureAwait(false));
    }

    private async ValueTask<byte[]> ReadBodyAsync(int length, CancellationToken cancellation)
    {
        var body = new byte[Math.Min(length, FirstPiece)];
        await ReadAsync(body, cancellation).ConfigureAwait(false);
        while (body.Length < length)
        {
            var have = body.Length;
            Array.Resize(ref body, (int)Math.Min(length, have * 2L));
            await ReadAsync(body.AsMemory(have), cancellation).ConfigureAwait(false);
        }
        return body;
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        start = 0;
        end = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        if (end == 0)
            throw new EndOfStreamException();
    }
}
