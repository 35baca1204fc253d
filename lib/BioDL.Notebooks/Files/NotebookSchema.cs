using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BioDL.Notebooks.Files;

/// <summary>What this engine requires of a notebook's JSON before it trusts its shape, and the upgrade of 4.0–4.4 to 4.5.</summary>
internal static partial class NotebookSchema
{
    public static JsonObject Require(JsonNode? node, string name)
    {
        if (node is not JsonObject root)
            throw new NotebookFormatException($"{name} is not a notebook: its JSON is {Kind(node)}, and a notebook is an object with 'cells'.");
        if (root["nbformat"] is not JsonValue version || !version.TryGetValue(out int major))
            throw new NotebookFormatException($"{name} is not a notebook: 'nbformat' is {Kind(root["nbformat"])}, and a whole number was expected.");
        if (major != 4)
            throw new NotebookFormatException(
                $"{name} is a notebook of format {major}; format 4 is read. Convert it with 'jupyter nbconvert --to notebook'.");
        if (root["cells"] is not JsonArray cells)
            throw new NotebookFormatException($"{name} is not a notebook: 'cells' is {Kind(root["cells"])}, and a list was expected.");
        if (root["metadata"] is null)
            root["metadata"] = new JsonObject();
        if (root["metadata"] is not JsonObject)
            throw new NotebookFormatException($"{name}: 'metadata' is {Kind(root["metadata"])}, and an object was expected.");
        for (var i = 0; i < cells.Count; i++)
            RequireCell(cells[i], i, name);
        RequireTexts(root);
        GiveIds(cells);
        if (root["nbformat_minor"] is not JsonValue minorNode || !minorNode.TryGetValue(out int minor) || minor < 5)
            root["nbformat_minor"] = 5;
        return root;
    }

    /// <summary>Reads every text once: half of a surrogate pair would otherwise surface only when the notebook is written.</summary>
    /// <exception cref="InvalidOperationException">A text is no valid Unicode.</exception>
    private static void RequireTexts(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach (var field in fields)
                RequireTexts(field.Value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                RequireTexts(item);
        }
        else if (node is JsonValue value)
        {
            value.TryGetValue(out string? _);
        }
    }

    private static void RequireCell(JsonNode? node, int index, string name)
    {
        string Where() => $"{name}: cell {index + 1}";
        if (node is not JsonObject cell)
            throw new NotebookFormatException($"{Where()} is {Kind(node)}, and an object was expected.");
        if (cell["cell_type"] is not JsonValue type || !type.TryGetValue(out string? cellType) || cellType is not ("code" or "markdown" or "raw"))
            throw new NotebookFormatException($"{Where()} has 'cell_type' {Kind(cell["cell_type"])}; 'code', 'markdown' or 'raw' was expected.");
        if (!IsText(cell["source"]))
            throw new NotebookFormatException($"{Where()}: 'source' is {Kind(cell["source"])}, and a text or a list of texts was expected.");
        cell["metadata"] ??= new JsonObject();
        if (cell["metadata"] is not JsonObject metadata)
            throw new NotebookFormatException($"{Where()}: 'metadata' is {Kind(cell["metadata"])}, and an object was expected.");
        if (metadata["tags"] is { } tags && !(tags is JsonArray list && list.All(tag => tag is JsonValue value && value.TryGetValue(out string? _))))
            throw new NotebookFormatException($"{Where()}: 'tags' is {Kind(tags)}, and a list of texts was expected.");
        if (cellType != "code")
            return;
        cell["outputs"] ??= new JsonArray();
        if (cell["outputs"] is not JsonArray outputs || outputs.Any(output => output is not JsonObject))
            throw new NotebookFormatException($"{Where()}: 'outputs' must be a list of objects.");
        if (!cell.ContainsKey("execution_count"))
            cell["execution_count"] = null;
    }

    private static void GiveIds(JsonArray cells)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i]!.AsObject();
            if (cell["id"] is JsonValue value && value.TryGetValue(out string? id) && ValidId().IsMatch(id) && seen.Add(id))
                continue;
            var made = $"cell-{i + 1}";
            while (!seen.Add(made))
                made += "-x";
            cell["id"] = made;
        }
    }

    private static bool IsText(JsonNode? node) =>
        node is JsonValue value ? value.TryGetValue(out string? _)
        : node is JsonArray lines && lines.All(line => line is JsonValue text && text.TryGetValue(out string? _));

    private static string Kind(JsonNode? node) => node switch
    {
        null => "missing",
        JsonArray => "a list",
        JsonObject => "an object",
        _ => node.ToJsonString() is { Length: > 40 } text ? text[..40] + "…" : node.ToJsonString(),
    };

    [GeneratedRegex("^[a-zA-Z0-9-_]{1,64}$")]
    private static partial Regex ValidId();
}
