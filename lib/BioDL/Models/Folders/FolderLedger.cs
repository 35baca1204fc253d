using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace BioDL.Models;

/// <summary>
/// The record of what was made from what, beside the results: a line of CSV for each image, appended once its files are whole. A last line that was
/// cut off by a crash does not count.
/// </summary>
internal sealed class FolderLedger
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "predictions.csv";

    private static readonly string[] Columns = ["image", "image_sha256", "model_sha256", "options", "results", "note"];

    private readonly string path;
    private readonly Dictionary<string, string[]> lines = new(StringComparer.Ordinal);

    public FolderLedger(string folder)
    {
        path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return;
        foreach (var line in Read(path))
            lines[line[0]] = line;
    }

    /// <summary>The note of an image whose results are there, made from the same; null when they are not.</summary>
    public string? Find(string image, string imageHash, string modelHash, string options, IEnumerable<string> results) =>
        lines.TryGetValue(image, out var line) && line[1] == imageHash && line[2] == modelHash && line[3] == options && results.All(File.Exists) ? line[5] : null;

    /// <summary>Writes down that an image's results are whole.</summary>
    public void Add(string image, string imageHash, string modelHash, string options, IEnumerable<string> results, string note)
    {
        string[] line = [image, imageHash, modelHash, options, string.Join("; ", results), note];
        var isNew = !File.Exists(path);
        // A line that was cut off would swallow the beginning of the next one.
        var isCut = !isNew && LastByte() is not (byte)'\n';
        using var writer = new StreamWriter(path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (isCut)
            writer.Write('\n');
        if (isNew)
            Write(writer, Columns);
        Write(writer, line);
        lines[image] = line;
    }

    private byte LastByte()
    {
        using var file = File.OpenRead(path);
        if (file.Length == 0)
            return (byte)'\n';
        file.Seek(-1, SeekOrigin.End);
        return (byte)file.ReadByte();
    }

    private static void Write(TextWriter writer, string[] fields) =>
        writer.Write(string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"")) + "\n");

    private static List<string[]> Read(string path)
    {
        // Each record is one line, so that a broken one spoils no other.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, BadDataFound = null, MissingFieldFound = null };
        var lines = new List<string[]>();
        foreach (var text in File.ReadAllLines(path).Skip(1))
        {
            using var parser = new CsvParser(new StringReader(text), configuration);
            if (parser.Read() && parser.Record is { } record && record.Length == Columns.Length && text.EndsWith('"'))
                lines.Add(record);
        }
        return lines;
    }
}
