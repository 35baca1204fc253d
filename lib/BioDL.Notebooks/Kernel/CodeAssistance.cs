using System.Text.Json.Nodes;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Kernel;

/// <summary>Answers what front ends ask while somebody types.</summary>
internal sealed class CodeAssistance(Task<CSharpSession> starting)
{
    /// <summary>Content of a complete_reply; front ends that know the second list show kinds and signatures.</summary>
    public async Task<JsonObject> CompleteAsync(JupyterMessage request)
    {
        var (code, cursor) = Place(request);
        var list = await (await starting.ConfigureAwait(false)).CompleteAsync(code, cursor).ConfigureAwait(false);
        var (start, end) = (CursorPositions.ToCharacters(code, list.Start), CursorPositions.ToCharacters(code, list.End));
        var described = list.Matches.Select(match => (JsonNode)new JsonObject
        {
            ["text"] = match.Text,
            ["type"] = match.Kind,
            ["signature"] = match.Signature,
            ["start"] = start,
            ["end"] = end,
        });
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. list.Matches.Select(match => (JsonNode)match.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. described]) },
        };
    }

    /// <summary>Content of an inspect_reply.</summary>
    public async Task<JsonObject> InspectAsync(JupyterMessage request)
    {
        var (code, cursor) = Place(request);
        var found = await (await starting.ConfigureAwait(false)).InspectAsync(code, cursor).ConfigureAwait(false);
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = found is not null,
            ["data"] = found is null ? new JsonObject() : WireBundle.Of(found),
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>Content of an is_complete_reply.</summary>
    public static JsonObject StateOf(JupyterMessage request)
    {
        var state = CSharpSession.StateOf(request.Text("code"));
        var content = new JsonObject { ["status"] = state.Status };
        if (state.Status == "incomplete")
            content["indent"] = state.Indentation;
        return content;
    }

    private static (string Code, int Cursor) Place(JupyterMessage request)
    {
        var code = request.Text("code");
        return (code, CursorPositions.ToUnits(code, request.Number("cursor_pos", int.MaxValue)));
    }
}
