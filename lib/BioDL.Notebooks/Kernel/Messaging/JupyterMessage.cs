using System.Text.Json.Nodes;

namespace BioDL.Notebooks.Kernel.Messaging;

/// <summary>A message as it came: signed rightly, and well formed.</summary>
/// <param name="Identities">The way back to its sender.</param>
/// <param name="Header">Its header, as bytes: the parent header of everything that follows from it.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Type">Its type: "execute_request".</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, byte[] Header, string Id, string Type, JsonObject Content)
{
    /// <summary>A text of the content; the fallback when it is absent or none.</summary>
    public string Text(string name, string fallback = "") => Content[name] is JsonValue value && value.TryGetValue(out string? text) ? text : fallback;

    /// <summary>A truth value of the content; the fallback when it is absent or none.</summary>
    public bool Flag(string name, bool fallback) => Content[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : fallback;

    /// <summary>A whole number of the content; the fallback when it is absent or none.</summary>
    public int Number(string name, int fallback) => Content[name] is JsonValue value && value.TryGetValue(out int number) ? number : fallback;
}
