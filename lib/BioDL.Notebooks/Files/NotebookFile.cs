using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Hosting;

namespace BioDL.Notebooks.Files;

/// <summary>
/// A Jupyter notebook (nbformat 4.x, written as 4.5). It is a view over the file's own JSON: fields that this engine does not know stay
/// where they are, in their order.
/// </summary>
public sealed class NotebookFile
{
    /// <summary>Larger files are refused before they are read: no lesson needs as much.</summary>
    public const long MaximumBytes = 256L << 20;

    private const int MaximumDepth = 128;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaximumDepth, AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        MaxDepth = MaximumDepth + 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject root;

    private NotebookFile(JsonObject root, string name)
    {
        this.root = root;
        Name = name;
    }

    /// <summary>The file's name without folder and extension.</summary>
    public string Name { get; }

    /// <summary>The cells from top to bottom.</summary>
    public IReadOnlyList<Cell> Cells => [.. CellArray.Select(node => new Cell(node!.AsObject()))];

    /// <summary>The notebook's metadata (kernelspec, language_info and whatever tools left there).</summary>
    public JsonObject Metadata => root["metadata"]!.AsObject();

    /// <summary>The text of the first Markdown heading, or the file's name.</summary>
    public string Title => Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Name;

    private JsonArray CellArray => root["cells"]!.AsArray();

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="NotebookFormatException">It is no notebook, or of a format before 4.</exception>
    public static NotebookFile Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new NotebookFormatException($"{path} was not found. Check the path, or list the notebooks with 'biodl run --list'.");
        if (file.Length > MaximumBytes)
            throw new NotebookFormatException($"{path} has {file.Length >> 20} MB; notebooks of up to {MaximumBytes >> 20} MB are read. Clear its outputs first.");
        return Parse(File.ReadAllText(path), Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Reads a notebook from its JSON text.</summary>
    /// <exception cref="NotebookFormatException">It is no notebook, or of a format before 4.</exception>
    public static NotebookFile Parse(string json, string name)
    {
        try
        {
            return new NotebookFile(NotebookSchema.Require(JsonNode.Parse(json, documentOptions: Strict), name), name);
        }
        catch (JsonException fault)
        {
            var reason = fault.Message.Contains("duplicate", StringComparison.OrdinalIgnoreCase) ? "an object in it names a field twice"
                : fault.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase) ? "it is nested too deep"
                : "it is not JSON";
            throw new NotebookFormatException(
                $"{name} is not a notebook: {reason} "
                + $"(line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}). "
                + "Open it in an editor, or fetch it again; a half-downloaded file looks like this.", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new NotebookFormatException($"{name} is not a notebook: a text in it is no valid Unicode ({fault.Message}). Save it again as UTF-8.", fault);
        }
    }

    /// <summary>Makes sure that the cells are C#, as far as the notebook says.</summary>
    /// <exception cref="NotebookFormatException">Its metadata name another language.</exception>
    public void RequireCSharp()
    {
        var language = (Metadata["kernelspec"] as JsonObject)?["language"] ?? (Metadata["language_info"] as JsonObject)?["name"];
        if (language is JsonValue value && value.TryGetValue(out string? name) && name.ToLowerInvariant() is not ("c#" or "csharp" or "polyglot-notebook"))
            throw new NotebookFormatException($"{Name} is a notebook in {name}; this engine runs C#. Open it with the kernel that it was made for.");
    }

    /// <summary>Writes the notebook as nbformat 4.5, under a temporary name first: readers never see half a file.</summary>
    public void Write(string path) => WholeFile.Write(path, ToJson());

    /// <summary>The notebook's JSON text, indented by one space as Jupyter does it.</summary>
    public string ToJson() => root.ToJsonString(Indented) + "\n";

    /// <summary>Inserts a code cell.</summary>
    /// <param name="index">0-based place among all cells.</param>
    /// <param name="id">The cell's identifier, unique in the notebook.</param>
    /// <param name="source">Its code.</param>
    /// <param name="tags">Its tags.</param>
    public Cell InsertCode(int index, string id, string source, params string[] tags)
    {
        var cell = Cell.NewCode(id, source, tags);
        CellArray.Insert(index, cell.Json);
        return cell;
    }

    /// <summary>An independent copy.</summary>
    public NotebookFile Copy() => new(root.DeepClone().AsObject(), Name);
}
