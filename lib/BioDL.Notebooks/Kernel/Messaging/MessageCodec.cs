using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BioDL.Notebooks.Kernel.Messaging;

/// <summary>
/// Jupyter's wire format: identities, <c>&lt;IDS|MSG&gt;</c>, the signature (HMAC-SHA256 of the four parts that follow, in hexadecimal digits), header,
/// parent header, metadata, content, and buffers. What is unsigned, wrongly signed, sent again or malformed is dropped and noted.
/// </summary>
internal sealed class MessageCodec(byte[] key, KernelLog log)
{
    /// <summary>The protocol's version that the kernel speaks.</summary>
    public const string ProtocolVersion = "5.4";

    private const int SignatureLength = 64;
    private const int MostRemembered = 1 << 16;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly Lock gate = new();
    private readonly HashSet<string> seen = [];
    private readonly Queue<string> seenInOrder = new();
    private long sent;

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Makes a message out of frames.</summary>
    /// <returns>Null when it had to be dropped.</returns>
    public JupyterMessage? Read(byte[][] frames, string channel)
    {
        var at = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual(Delimiter));
        if (at < 0 || frames.Length < at + 6)
            return Drop("malformed", channel, "it has not the frames of a Jupyter message");
        var signature = frames[at + 1];
        if (signature.Length == 0)
            return Drop("unsigned", channel, "it is not signed");
        if (signature.Length != SignatureLength || !CryptographicOperations.FixedTimeEquals(Sign(frames.AsSpan(at + 2, 4)), signature))
            return Drop("signature", channel, "its signature is wrong");
        if (!Remember(Encoding.ASCII.GetString(signature)))
            return Drop("replayed", channel, "it came before");
        try
        {
            var header = Parse(frames[at + 2]);
            // Parents and metadata say nothing to a kernel, but rubbish is rubbish.
            _ = (Parse(frames[at + 3]), Parse(frames[at + 4]));
            return (string?)header["msg_id"] is { Length: > 0 } id && (string?)header["msg_type"] is { Length: > 0 } type
                ? new JupyterMessage(frames[..at], frames[at + 2], id, type, Parse(frames[at + 5]))
                : Drop("malformed", channel, "its header names no msg_id or msg_type");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return Drop("malformed", channel, $"it is not well formed: {fault.Message}");
        }
    }

    /// <summary>Makes the frames of a message.</summary>
    /// <param name="identities">The receiver's way back, or the topic.</param>
    /// <param name="type">The type: "execute_reply".</param>
    /// <param name="parent">Header of the message that this one follows from; null when there is none.</param>
    /// <param name="content">What it says.</param>
    public byte[][] Write(IReadOnlyList<byte[]> identities, string type, byte[]? parent, JsonObject content)
    {
        var header = new JsonObject
        {
            ["msg_id"] = string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref sent)}"),
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] parts = [Bytes(header), parent ?? EmptyObject, EmptyObject, Bytes(content)];
        return [.. identities, Delimiter.ToArray(), Sign(parts), .. parts];
    }

    private static JsonObject Parse(byte[] bytes)
    {
        var json = JsonNode.Parse(bytes, documentOptions: Reading) as JsonObject ?? throw new JsonException("a part is no JSON object");
        return json;
    }

    private static byte[] Bytes(JsonObject json)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            json.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private byte[] Sign(ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Front ends never send the same message twice; who does has recorded one.</summary>
    private bool Remember(string signature)
    {
        lock (gate)
        {
            if (!seen.Add(signature))
                return false;
            seenInOrder.Enqueue(signature);
            if (seenInOrder.Count > MostRemembered)
                seen.Remove(seenInOrder.Dequeue());
            return true;
        }
    }

    private JupyterMessage? Drop(string kind, string channel, string reason)
    {
        log.Note(kind, $"{channel}: a message was dropped, because {reason}.");
        return null;
    }
}
