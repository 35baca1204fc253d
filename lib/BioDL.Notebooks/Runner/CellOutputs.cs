using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Worker;

namespace BioDL.Notebooks.Runner;

/// <summary>Collects what a cell puts out, in the form of nbformat; what would be a wall of text is cut in the middle.</summary>
internal sealed class CellOutputs(Dictionary<string, JsonObject> shown)
{
    private const int MostOutputs = 200;
    private const int MostStreamCharacters = 40_000;
    private const long MostCharacters = 64L << 20;

    private readonly List<JsonObject> outputs = [];
    private readonly Dictionary<JsonObject, int> leftOut = [];
    private int outputsLeftOut;
    private long characters;

    public void Take(Report report, int executionCount)
    {
        switch (report)
        {
            case Report.Text text:
                Append(text.Stream, text.Written);
                break;
            case Report.Shown display:
                var output = Bundle("display_data", display.Data);
                if (Add(output, SizeOf(display.Data)))
                    shown[display.Id] = output;
                break;
            case Report.Updated update when shown.TryGetValue(update.Id, out var earlier):
                earlier["data"] = Data(update.Data);
                break;
            case Report.Value value:
                var result = Bundle("execute_result", value.Data);
                result["execution_count"] = executionCount;
                Add(result, SizeOf(value.Data));
                break;
            case Report.Failed failed:
                AddError(failed.Name, failed.Message, failed.Trace);
                break;
        }
    }

    public void AddError(string name, string message, IEnumerable<string> trace) => Add(new JsonObject
    {
        ["output_type"] = "error",
        ["ename"] = name,
        ["evalue"] = message,
        ["traceback"] = new JsonArray([$"{name}: {message}", .. trace.Select(line => (JsonNode)$"   {line}")]),
    });

    public void WriteTo(Cell cell)
    {
        foreach (var (stream, characters) in leftOut)
            stream["text"] = Cell.Lines(Cell.TextOf(stream["text"]) + $"\n… {characters:N0} more characters were left out.\n");
        if (outputsLeftOut > 0)
            outputs.Add(Stream("stderr", $"… {outputsLeftOut:N0} more outputs were left out.\n"));
        cell.SetOutputs(outputs);
    }

    private static JsonObject Bundle(string type, Dictionary<string, string> data) => new()
    {
        ["output_type"] = type,
        ["metadata"] = new JsonObject(),
        ["data"] = Data(data),
    };

    private static JsonObject Stream(string name, string text) => new()
    {
        ["output_type"] = "stream",
        ["name"] = name,
        ["text"] = Cell.Lines(text),
    };

    private static JsonObject Data(Dictionary<string, string> data)
    {
        var json = new JsonObject();
        foreach (var (mimeType, content) in data)
            json[mimeType] = MimeBundle.IsJson(mimeType) ? Parse(content) : mimeType == MimeBundle.Png ? content : Cell.Lines(content);
        return json;
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

    private static long SizeOf(Dictionary<string, string> data) => data.Values.Sum(content => (long)content.Length);

    /// <summary>Keeps an output while there is room: in number (errors always fit) and in characters.</summary>
    private bool Add(JsonObject output, long size = 0)
    {
        var fits = (outputs.Count < MostOutputs || (string?)output["output_type"] is "error" or "execute_result") && characters + size <= MostCharacters;
        if (fits)
            outputs.Add(output);
        else
            outputsLeftOut++;
        characters += fits ? size : 0;
        return fits;
    }

    private void Append(string stream, string text)
    {
        var last = outputs.LastOrDefault();
        if (last is null || (string?)last["output_type"] != "stream" || (string?)last["name"] != stream)
            Add(last = Stream(stream, ""));
        var have = Cell.TextOf(last["text"]);
        var room = MostStreamCharacters - have.Length;
        if (room > 0)
            last["text"] = Cell.Lines(have + text[..Math.Min(room, text.Length)]);
        if (text.Length > room)
            leftOut[last] = leftOut.GetValueOrDefault(last) + text.Length - Math.Max(room, 0);
    }
}
