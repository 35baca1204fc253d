using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Hosting;

namespace BioDL.Notebooks.Kernel.Messaging;

/// <summary>What a front end writes into a file for the kernel: where to listen, and the key that messages are signed with.</summary>
internal sealed record ConnectionFile
{
    /// <summary>The address to listen on.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The signing key.</summary>
    public required byte[] Key { get; init; }

    /// <summary>Port of requests; 0 for any that is free, as for the others.</summary>
    public int ShellPort { get; init; }

    /// <summary>Port of what everybody may see: outputs and status.</summary>
    public int OutputPort { get; init; }

    /// <summary>Port of requests for input.</summary>
    public int InputPort { get; init; }

    /// <summary>Port of requests that come before all others.</summary>
    public int ControlPort { get; init; }

    /// <summary>Port of the heartbeat.</summary>
    public int HeartbeatPort { get; init; }

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="FormatException">It cannot be used; the message says why, and what to do.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new FormatException($"{path} is no connection file: it holds no JSON object.");
            return Read(json, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"The connection file {path} cannot be read: {fault.Message} Jupyter writes it when it starts a kernel; choose 'C# (BioDL)' there.", fault);
        }
    }

    /// <summary>Writes the ports that were found free into the file that asked for any, so that front ends can read them there.</summary>
    /// <param name="path">The file; what else it holds stays.</param>
    public void WritePorts(string path)
    {
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        (json["shell_port"], json["iopub_port"], json["stdin_port"]) = (ShellPort, OutputPort, InputPort);
        (json["control_port"], json["hb_port"]) = (ControlPort, HeartbeatPort);
        WholeFile.Write(path, json.ToJsonString());
    }

    private static ConnectionFile Read(JsonObject json, string path)
    {
        Require("transport", "tcp");
        Require("signature_scheme", "hmac-sha256");
        var key = (string?)json["key"] is { Length: > 0 } text ? text
            : throw new FormatException($"{path} holds no key. Without one anybody on this machine could run code; leave Jupyter's setting 'Session.key' as it was.");
        return new ConnectionFile
        {
            Address = AddressOf((string?)json["ip"] ?? "127.0.0.1"),
            Key = Encoding.UTF8.GetBytes(key),
            ShellPort = Port("shell_port"),
            OutputPort = Port("iopub_port"),
            InputPort = Port("stdin_port"),
            ControlPort = Port("control_port"),
            HeartbeatPort = Port("hb_port"),
        };

        void Require(string name, string expected)
        {
            if (((string?)json[name] ?? expected) is var found && found != expected)
                throw new FormatException($"{path} asks for {name} '{found}'. This kernel speaks '{expected}'; set that in Jupyter's configuration.");
        }

        int Port(string name) => (int?)json[name] is >= 0 and <= 65535 and var port ? port
            : throw new FormatException($"{path} names no {name} from 0 to 65535. Start the kernel from Jupyter again.");
    }

    private static IPAddress AddressOf(string name) => name switch
    {
        "*" => IPAddress.Any,
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(name, out var address) => address,
        _ => Dns.GetHostAddresses(name).FirstOrDefault() ?? throw new FormatException($"The connection file names the address '{name}', which nobody knows."),
    };
}
