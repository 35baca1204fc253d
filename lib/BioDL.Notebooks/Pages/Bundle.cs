using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Hosting;

namespace BioDL.Notebooks.Pages;

/// <summary>The representations of one output, read with patience: notebooks from elsewhere hold odd shapes.</summary>
internal sealed class Bundle
{
    private readonly Dictionary<string, JsonNode> parts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The MIME types that are there.</summary>
    public IEnumerable<string> Types => parts.Keys;

    /// <summary>What the value is in words, on one line; stands in for pictures where they are not seen.</summary>
    public string? Words => Text(MimeBundle.PlainText) is { } text && Html.Collapse(TextBlock.Clean(text)) is { Length: > 0 } words ? words : null;

    /// <summary>Reads <c>data</c>, whatever it is.</summary>
    public static Bundle Of(JsonNode? data)
    {
        var bundle = new Bundle();
        foreach (var (type, content) in data as JsonObject ?? [])
        {
            if (content is not null)
                bundle.parts[type] = content;
        }
        return bundle;
    }

    /// <summary>A representation as text; null when it is missing.</summary>
    public string? Text(string type) => parts.TryGetValue(type, out var node) ? TextOf(node) : null;

    /// <summary>A representation as JSON, whether it was stored as JSON or as a text of JSON; null when it is missing or neither.</summary>
    public JsonNode? Json(string type)
    {
        if (!parts.TryGetValue(type, out var node))
            return null;
        if (node is not JsonValue value || !value.TryGetValue(out string? text))
            return node;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The first picture as a data address; null when there is none.</summary>
    public string? FirstPicture() => parts.Keys.Select(type => Picture.Of(this, type)).FirstOrDefault(picture => picture is not null)?.Address;

    /// <summary>A text stored whole, as a list of lines, or as something else, which is then shown as JSON.</summary>
    public static string TextOf(JsonNode? node) => node switch
    {
        null => "",
        JsonArray lines => string.Concat(lines.Select(TextOf)),
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => node.ToJsonString(),
    };
}
