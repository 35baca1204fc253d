using System.Globalization;
using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Files;

namespace BioDL.Cli.Showing;

/// <summary>A notebook that is written, not run: headings, code as it would be typed, and what it shows.</summary>
internal sealed class GalleryNotebook
{
    private readonly JsonArray cells = [];

    public NotebookFile ToFile() => NotebookFile.Parse(new JsonObject
    {
        ["cells"] = cells.DeepClone(),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "biodl", ["display_name"] = "C# (BioDL)", ["language"] = "C#" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(), "gallery");

    public GalleryNotebook Text(string markdown)
    {
        cells.Add(Cell("markdown", markdown));
        return this;
    }

    /// <summary>A code cell with the value that its last line has.</summary>
    public GalleryNotebook Show(string code, IDisplayable value)
    {
        var data = new JsonObject();
        foreach (var (type, content) in value.ToMimeBundle())
            data[type] = MimeBundle.IsJson(type) ? JsonNode.Parse(content) : content;
        var cell = Cell("code", code);
        var number = cells.Count(other => (string?)other!["cell_type"] == "code") + 1;
        cell["execution_count"] = number;
        cell["outputs"] = new JsonArray(new JsonObject
        {
            ["output_type"] = "execute_result",
            ["execution_count"] = number,
            ["data"] = data,
            ["metadata"] = new JsonObject(),
        });
        cells.Add(cell);
        return this;
    }

    private JsonObject Cell(string type, string source) => new()
    {
        ["cell_type"] = type,
        ["id"] = "cell-" + cells.Count.ToString(CultureInfo.InvariantCulture),
        ["metadata"] = new JsonObject(),
        ["source"] = source,
    };
}
