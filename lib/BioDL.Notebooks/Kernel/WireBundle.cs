using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Hosting;

namespace BioDL.Notebooks.Kernel;

/// <summary>A value's representations as Jupyter's messages carry them: JSON types as JSON, everything else as text.</summary>
internal static class WireBundle
{
    public static JsonObject Of(IReadOnlyDictionary<string, string> bundle)
    {
        var data = new JsonObject();
        foreach (var (mimeType, content) in bundle)
            data[mimeType] = MimeBundle.IsJson(mimeType) ? Parse(content) : content;
        return data;
    }

    private static JsonNode? Parse(string content)
    {
        try
        {
            return JsonNode.Parse(content);
        }
        catch (JsonException)
        {
            return content;
        }
    }
}
