using System.Text.Json.Nodes;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Kernel;

/// <summary>An error as front ends show it: what happened first and in red, then the way to it, the trainee's own line at its head.</summary>
internal static class ErrorText
{
    private const string Red = "\u001b[1;31m";
    private const string Plain = "\u001b[0m";

    public static JsonObject Content(CellError error)
    {
        var lines = error.Message.Split('\n');
        // Where in the runtime an interrupt was noticed says nothing to anybody.
        var places = error.Trace.Where(place => error.Name != CellError.Interrupted || place.StartsWith("at ", StringComparison.Ordinal));
        string[] traceback =
        [
            $"{Red}{error.Name}{Plain}: {lines[0]}",
            .. lines.Skip(1),
            .. places.Select(place => $"   {place}"),
        ];
        return new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
        };
    }
}
