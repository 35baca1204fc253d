using System.Text.Json.Nodes;

namespace BioDL.Notebooks.Files;

/// <summary>One cell of a notebook: a view over its JSON.</summary>
public sealed class Cell
{
    internal Cell(JsonObject json) => Json = json;

    /// <summary>The cell's identifier: stable, unique in its notebook.</summary>
    public string Id => Json["id"]!.GetValue<string>();

    /// <summary>Whether the cell holds code.</summary>
    public bool IsCode => Type == "code";

    /// <summary>Whether the cell holds Markdown.</summary>
    public bool IsMarkdown => Type == "markdown";

    /// <summary>The cell's text or code, with line feeds between its lines.</summary>
    public string Source => TextOf(Json["source"]);

    /// <summary>The cell's tags, such as <c>parameters</c> or <c>exercise</c>.</summary>
    public IReadOnlyList<string> Tags =>
        Json["metadata"]?["tags"] is JsonArray tags ? [.. tags.Select(tag => tag!.GetValue<string>())] : [];

    /// <summary>The outputs of a code cell, as nbformat has them; empty for other cells.</summary>
    public IReadOnlyList<JsonObject> Outputs => Json["outputs"] is JsonArray outputs ? [.. outputs.Select(output => output!.AsObject())] : [];

    /// <summary>The cell's metadata.</summary>
    public JsonObject Metadata => Json["metadata"]!.AsObject();

    /// <summary>The number that the front end shows beside the cell; null before it ran.</summary>
    public int? ExecutionCount
    {
        get => Json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set => Json["execution_count"] = value;
    }

    internal JsonObject Json { get; }

    private string Type => Json["cell_type"]!.GetValue<string>();

    /// <summary>Whether the cell bears a tag.</summary>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>Forgets what an earlier run left: outputs and execution count.</summary>
    public void ClearOutputs()
    {
        Json["outputs"] = new JsonArray();
        ExecutionCount = null;
    }

    /// <summary>Replaces the cell's outputs; the objects become part of the notebook, so that later changes to them count.</summary>
    public void SetOutputs(IEnumerable<JsonObject> outputs) =>
        Json["outputs"] = new JsonArray([.. outputs]);

    /// <summary>Adds one output at the end.</summary>
    public void AddOutput(JsonObject output) => Json["outputs"]!.AsArray().Add((JsonNode)output);

    internal static Cell NewCode(string id, string source, IEnumerable<string> tags) => new(new JsonObject
    {
        ["cell_type"] = "code",
        ["id"] = id,
        ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
        ["execution_count"] = null,
        ["outputs"] = new JsonArray(),
        ["source"] = Lines(source),
    });

    /// <summary>A text that nbformat stores whole or as a list of lines.</summary>
    public static string TextOf(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line!.GetValue<string>())),
        JsonValue value => value.GetValue<string>(),
        _ => "",
    };

    /// <summary>A text as nbformat stores it: a list of lines that keep their line feeds.</summary>
    internal static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var feed ? feed + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }
}
