using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Tests.Runner;

/// <summary>Small notebooks for tests, the folder that they are run in, and what the runner told about them.</summary>
internal sealed class Notebooks : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("biodl runner ").FullName;

    public string Output => Path.Combine(Folder, "output");

    public Log Observed { get; } = new();

    public RunOptions Options(params string[] names) => new()
    {
        Notebooks = [.. names.Select(name => Path.Combine(Folder, name + ".ipynb"))],
        OutputFolder = Output,
        Worker = typeof(NotebookRunner).Assembly.Location,
        SearchPath = [Folder],
    };

    /// <summary>Writes a notebook of code cells; a cell that starts with <c>[tag]</c> bears that tag.</summary>
    public string Add(string name, params string[] cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((cell, i) => (JsonNode)CellOf(cell, i))]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "biodl-csharp", ["language"] = "C#", ["display_name"] = "C# (BioDL)" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return AddText(name, json.ToJsonString());
    }

    public string AddText(string name, string text)
    {
        var path = Path.Combine(Folder, name + ".ipynb");
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<NotebookRun> Run(string name, Func<RunOptions, RunOptions>? with = null)
    {
        var options = Options(name);
        var report = await new NotebookRunner(with?.Invoke(options) ?? options, Observed).RunAsync();
        return report.Notebooks.Single();
    }

    public NotebookFile Executed(string name) => NotebookFile.Read(Path.Combine(Output, name + ".ipynb"));

    /// <summary>Everything that a cell of an executed notebook put out, as one text.</summary>
    public string Outputs(string name, int cell) => string.Concat(Executed(name).Cells[cell].Outputs.Select(TextOf));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static JsonObject CellOf(string source, int index)
    {
        var tags = new JsonArray();
        if (source.StartsWith('[') && source.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            tags.Add(source[1..end]);
            source = source[(end + 1)..];
        }
        return new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = $"cell-{index}",
            ["metadata"] = new JsonObject { ["tags"] = tags, ["kept"] = "yes" },
            ["execution_count"] = null,
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        };
    }

    private static string TextOf(JsonObject output) =>
        output["text"] is { } text ? Cell.TextOf(text)
        : output["data"]?["text/plain"] is { } plain ? Cell.TextOf(plain)
        : output["evalue"]?.GetValue<string>() ?? JsonSerializer.Serialize(output);

    internal sealed class Log : IRunObserver
    {
        public List<string> Lines { get; } = [];

        public void NotebookStarted(string notebook, int codeCells) => Add($"{notebook} starts, {codeCells} cells");

        public void CellStarted(string notebook, int number, int codeCells, string firstLine) => Add($"{notebook} {number}/{codeCells}: {firstLine}");

        public void CellProgress(string notebook, string text) => Add($"{notebook} … {text}");

        public void NotebookEnded(NotebookRun run) => Add($"{run.Notebook} ends: {run.Status}");

        private void Add(string line)
        {
            lock (Lines)
                Lines.Add(line);
        }
    }
}
