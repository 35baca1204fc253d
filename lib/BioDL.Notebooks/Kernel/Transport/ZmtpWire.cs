using System.Buffers.Binary;
using System.Text;

namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>The bytes of ZMTP 3.1 (ZeroMQ RFC 37): the greeting, frames and commands.</summary>
internal static class ZmtpWire
{
    public const int GreetingLength = 64;

    public const byte MoreFlag = 1;
    public const byte LongFlag = 2;
    public const byte CommandFlag = 4;

    private const int LongestShortFrame = 255;
    private const int VersionAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismLength = 20;

    private static ReadOnlySpan<byte> Null => "NULL"u8;

    /// <summary>Signature, version 3.1, mechanism NULL, not the server of a mechanism.</summary>
    public static byte[] Greeting()
    {
        var greeting = new byte[GreetingLength];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[VersionAt] = 3;
        greeting[VersionAt + 1] = 1;
        Null.CopyTo(greeting.AsSpan(MechanismAt));
        return greeting;
    }

    /// <summary>Refuses a peer that speaks something else, or an older ZMTP, or wants another mechanism than NULL.</summary>
    public static void RequireGreeting(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || (greeting[9] & 1) != 1)
            throw new ZmtpException("the peer does not speak ZMTP");
        if (greeting[VersionAt] < 3)
            throw new ZmtpException($"the peer speaks ZMTP {greeting[VersionAt]}; version 3.0 or later is needed");
        if (!greeting.Slice(MechanismAt, MechanismLength).TrimEnd((byte)0).SequenceEqual(Null))
            throw new ZmtpException("the peer asks for another security mechanism than NULL");
    }

    /// <summary>One message of one or more frames, ready to be sent.</summary>
    public static byte[] Message(IReadOnlyList<byte[]> frames)
    {
        var wire = new byte[frames.Sum(frame => HeaderLength(frame.Length) + frame.Length)];
        var at = 0;
        for (var i = 0; i < frames.Count; i++)
            at += WriteFrame(wire.AsSpan(at), i < frames.Count - 1 ? MoreFlag : (byte)0, frames[i]);
        return wire;
    }

    /// <summary>A command, ready to be sent: its name, and what the name's definition says.</summary>
    public static byte[] Command(string name, ReadOnlySpan<byte> data)
    {
        var body = new byte[1 + name.Length + data.Length];
        body[0] = (byte)name.Length;
        Encoding.ASCII.GetBytes(name, body.AsSpan(1));
        data.CopyTo(body.AsSpan(1 + name.Length));
        var wire = new byte[HeaderLength(body.Length) + body.Length];
        WriteFrame(wire, CommandFlag, body);
        return wire;
    }

    /// <summary>Takes a command apart.</summary>
    public static (string Name, byte[] Data) ReadCommand(byte[] body)
    {
        if (body.Length == 0 || body[0] == 0 || body[0] >= body.Length)
            throw new ZmtpException("a command without a name came");
        return (Encoding.ASCII.GetString(body, 1, body[0]), body[(1 + body[0])..]);
    }

    /// <summary>The properties of a READY command: each a short name and a long value.</summary>
    public static byte[] Properties(params ReadOnlySpan<(string Name, string Value)> properties)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var (name, value) in properties)
        {
            bytes.WriteByte((byte)name.Length);
            bytes.Write(Encoding.ASCII.GetBytes(name));
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            bytes.Write(length);
            bytes.Write(Encoding.ASCII.GetBytes(value));
        }
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Properties"/> writes; names are compared without regard to case, as the standard says.</summary>
    public static Dictionary<string, byte[]> ReadProperties(ReadOnlySpan<byte> data)
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        while (data.Length > 0)
        {
            var nameLength = data[0];
            if (data.Length < 1 + nameLength + 4)
                throw new ZmtpException("the peer's metadata end in the middle");
            var name = Encoding.ASCII.GetString(data.Slice(1, nameLength));
            var valueLength = BinaryPrimitives.ReadUInt32BigEndian(data[(1 + nameLength)..]);
            data = data[(1 + nameLength + 4)..];
            if (valueLength > (uint)data.Length)
                throw new ZmtpException("the peer's metadata end in the middle");
            properties[name] = data[..(int)valueLength].ToArray();
            data = data[(int)valueLength..];
        }
        return properties;
    }

    private static int HeaderLength(int bodyLength) => bodyLength > LongestShortFrame ? 9 : 2;

    private static int WriteFrame(Span<byte> target, byte flags, ReadOnlySpan<byte> body)
    {
        var header = HeaderLength(body.Length);
        target[0] = header == 9 ? (byte)(flags | LongFlag) : flags;
        if (header == 9)
            BinaryPrimitives.WriteInt64BigEndian(target[1..], body.Length);
        else
            target[1] = (byte)body.Length;
        body.CopyTo(target[header..]);
        return header + body.Length;
    }
}
