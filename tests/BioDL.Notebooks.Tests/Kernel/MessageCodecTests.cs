using System.Text;
using System.Text.Json.Nodes;
using BioDL.Notebooks.Kernel;
using BioDL.Notebooks.Kernel.Messaging;

namespace BioDL.Notebooks.Tests.Kernel;

public sealed class MessageCodecTests : IDisposable
{
    private const string Header = """{"msg_id":"1","msg_type":"kernel_info_request"}""";

    /// <summary>Python's hmac module made this out of the header and three times <c>{}</c>, with the key "secret".</summary>
    private const string Signature = "0fca6e189cdcc0095e523565e0900c86cd24e5e0bfab2105ab98d33a07a29a4e";

    private readonly StringWriter notes = new();
    private readonly MessageCodec codec;

    public MessageCodecTests() => codec = new MessageCodec("secret"u8.ToArray(), new KernelLog(notes));

    public void Dispose() => notes.Dispose();

    [Fact]
    public void A_message_that_another_program_signed_is_read()
    {
        var message = codec.Read(Frames(Signature), "shell")!;
        Assert.Equal(("1", "kernel_info_request"), (message.Id, message.Type));
        Assert.Equal("peer", Encoding.UTF8.GetString(Assert.Single(message.Identities)));
        Assert.Empty(notes.ToString());
    }

    [Fact]
    public void A_message_that_comes_again_is_dropped_and_noted()
    {
        Assert.NotNull(codec.Read(Frames(Signature), "shell"));
        Assert.Null(codec.Read(Frames(Signature), "shell"));
        Assert.Contains("shell: a message was dropped, because it came before.", notes.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is not signed")]
    [InlineData("0fca", "its signature is wrong")]
    [InlineData("1fca6e189cdcc0095e523565e0900c86cd24e5e0bfab2105ab98d33a07a29a4e", "its signature is wrong")]
    public void A_message_without_the_right_signature_is_dropped_and_noted(string signature, string reason)
    {
        Assert.Null(codec.Read(Frames(signature), "control"));
        Assert.Contains($"control: a message was dropped, because {reason}.", notes.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("\u0001")]
    public void What_is_rightly_signed_and_yet_no_message_is_dropped(string content)
    {
        var frames = codec.Write([], "comm_msg", null, []);
        Assert.Null(codec.Read([.. frames[..5], Encoding.UTF8.GetBytes(content)], "shell"));
        var other = new MessageCodec("secret"u8.ToArray(), new KernelLog(notes));
        var signed = Resign(frames, content);
        Assert.Null(other.Read(signed, "shell"));
        Assert.Contains("it is not well formed", notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_that_are_too_few_are_dropped()
    {
        Assert.Null(codec.Read([], "shell"));
        Assert.Null(codec.Read(["<IDS|MSG>"u8.ToArray()], "shell"));
        Assert.Null(codec.Read(Frames(Signature)[..^1], "shell"));
        Assert.Equal(3, notes.ToString().Split("has not the frames").Length - 1);
    }

    [Fact]
    public void What_is_written_can_be_read_and_says_what_it_follows_from()
    {
        var parent = Encoding.UTF8.GetBytes(Header);
        var frames = codec.Write([[1], [2]], "status", parent, new JsonObject { ["execution_state"] = "idle" });
        Assert.Equal([[1], [2]], frames[..2]);
        Assert.Equal(parent, frames[5]);
        var message = codec.Read(frames, "iopub")!;
        Assert.Equal(("status", "idle"), (message.Type, message.Text("execution_state")));
        Assert.Equal("5.4", (string?)JsonNode.Parse(message.Header)!["version"]);
    }

    [Fact]
    public void A_connection_file_is_read_and_a_wrong_one_explained()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "kernel.json");
        const string Good = """{"ip":"127.0.0.1","transport":"tcp","signature_scheme":"hmac-sha256","key":"k","shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5}""";
        Assert.Equal((1, 2, 3, 4, 5), Ports(Read(Good)));
        Assert.Contains("asks for transport 'ipc'. This kernel speaks 'tcp'", Fault(Good.Replace("\"tcp\"", "\"ipc\"")), StringComparison.Ordinal);
        Assert.Contains("asks for signature_scheme 'hmac-md5'", Fault(Good.Replace("sha256", "md5")), StringComparison.Ordinal);
        Assert.Contains("holds no key", Fault(Good.Replace("\"k\"", "\"\"")), StringComparison.Ordinal);
        Assert.Contains("names no hb_port from 0 to 65535", Fault(Good.Replace(":5}", ":70000}")), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Fault("{"), StringComparison.Ordinal);
        Assert.Contains("no-such-file", Assert.Throws<FormatException>(() => ConnectionFile.Read("no-such-file")).Message, StringComparison.Ordinal);

        ConnectionFile Read(string text)
        {
            File.WriteAllText(path, text);
            return ConnectionFile.Read(path);
        }

        string Fault(string text) => Assert.Throws<FormatException>(() => Read(text)).Message;

        static (int, int, int, int, int) Ports(ConnectionFile file) => (file.ShellPort, file.OutputPort, file.InputPort, file.ControlPort, file.HeartbeatPort);
    }

    [Fact]
    public void Rubbish_does_not_fill_the_log()
    {
        for (var i = 0; i < 5000; i++)
            codec.Read(Frames(""), "shell");
        Assert.Equal(12, notes.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("(1,000 of this kind so far)", notes.ToString(), StringComparison.Ordinal);
    }

    private static byte[][] Frames(string signature) =>
    [
        "peer"u8.ToArray(), "<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(signature), Encoding.UTF8.GetBytes(Header),
        "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray(),
    ];

    private static byte[][] Resign(byte[][] frames, string content)
    {
        byte[][] parts = [.. frames[2..5], Encoding.UTF8.GetBytes(content)];
        var signature = System.Security.Cryptography.HMACSHA256.HashData("secret"u8, parts.SelectMany(part => part).ToArray());
        return [frames[0], Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), .. parts];
    }
}
