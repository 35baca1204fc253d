using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BioDL.Hosting;

/// <summary>One key figure of a notebook.</summary>
/// <param name="Name">Short name, unique within the notebook: "mean accuracy".</param>
/// <param name="Value">The figure; not-a-number when it is undefined.</param>
/// <param name="Unit">Its unit, or empty for a ratio or a count.</param>
public sealed record Figure(string Name, double Value, string Unit = "");

/// <summary>A notebook's entry in the decision record: what was asked, what was decided, and why.</summary>
/// <param name="Question">The notebook's question.</param>
/// <param name="Verdict">The answer that the trainee can defend.</param>
/// <param name="Reason">The evidence, in one sentence.</param>
public sealed record Decision(string Question, string Verdict, string Reason);

/// <summary>What a notebook leaves behind for others to check or to build on: its key figures and its decision.</summary>
public sealed record NotebookResult : IDisplayable
{
    /// <summary>How the names of result files end.</summary>
    public const string Extension = ".result.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The notebook's name, which is also its file name without extension: <c>01-start-simple</c>.</summary>
    public required string Notebook { get; init; }

    /// <summary>Which data the figures come from: <c>real</c> or <c>embedded</c>.</summary>
    public required string Data { get; init; }

    /// <summary>The key figures, in the order in which the notebook states them.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>The notebook's entry in the decision record, if it comes to one.</summary>
    public Decision? Decision { get; init; }

    /// <summary>When the record was written; null until then.</summary>
    public DateTimeOffset? Saved { get; init; }

    /// <summary>What it was made with, by name: "BioDL", ".NET". Empty until the record is written.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>This record with one more figure.</summary>
    /// <exception cref="ArgumentException">A figure of that name exists already.</exception>
    public NotebookResult With(string name, double value, string unit = "") => Figures.Any(figure => figure.Name == name)
        ? throw new ArgumentException($"The result of {Notebook} already holds a figure named '{name}'. Give each figure its own name.", nameof(name))
        : this with { Figures = [.. Figures, new Figure(name, value, unit)] };

    /// <summary>This record with its decision.</summary>
    public NotebookResult Decide(string question, string verdict, string reason) =>
        this with { Decision = new Decision(question, verdict, reason) };

    /// <summary>Hands the record to the current host, which writes <c>&lt;notebook&gt;.result.json</c>.</summary>
    /// <returns>The path of the file.</returns>
    public string Save() => Host.Current.Save(this);

    /// <summary>
    /// Writes <c>&lt;notebook&gt;.result.json</c> into a folder, with date and versions; readers never see half a file. A file of that name that is no
    /// result of a notebook is kept beside it as <c>….unreadable</c>.
    /// </summary>
    /// <param name="folder">Made when it is not there.</param>
    /// <param name="clock">Where the date comes from; the system's clock when null.</param>
    public string WriteTo(string folder, TimeProvider? clock = null)
    {
        if (Notebook.Length == 0 || Notebook.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || Notebook is "." or "..")
            throw new InvalidOperationException($"'{Notebook}' cannot be a file name. Name the result after its notebook, as in '01-start-simple'.");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Notebook + Extension);
        var stamped = this with { Saved = (clock ?? TimeProvider.System).GetUtcNow(), Versions = Versions.Count > 0 ? Versions : Current() };
        SetAsideUnreadable(path);
        WholeFile.Write(path, JsonSerializer.Serialize(stamped, Json) + "\n");
        return path;
    }

    /// <summary>The verdict and the figures, one per line.</summary>
    public override string ToString() => string.Join("\n",
        (Decision is null ? [] : new[] { $"{Decision.Question} {Decision.Verdict}. {Decision.Reason}" })
        .Concat(Figures.Select(figure => $"{figure.Name}: {Shown(figure)}")));

    /// <summary>The verdict above a table of the figures.</summary>
    public MimeBundle ToMimeBundle()
    {
        var decision = Decision is null ? "" :
            $"<p>{Encode(Decision.Question)} <strong>{Encode(Decision.Verdict)}.</strong> {Encode(Decision.Reason)}</p>";
        var rows = string.Concat(Figures.Select(figure =>
            $"<tr><th scope=\"row\" style=\"text-align:left\">{Encode(figure.Name)}</th><td style=\"text-align:right\">{Encode(Shown(figure))}</td></tr>"));
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, $"{decision}<table><tbody>{rows}</tbody></table>");
    }

    /// <summary>Reads a record that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="JsonException">The file does not hold a result record.</exception>
    public static NotebookResult Read(string path)
    {
        var result = JsonSerializer.Deserialize<NotebookResult>(File.ReadAllText(path), Json);
        return result is { Notebook: not null, Data: not null, Figures: not null, Versions: not null } && result.Figures.All(figure => figure is { Name: not null })
            ? result
            : throw new JsonException($"{path} is JSON, but not a notebook's result.");
    }

    private static void SetAsideUnreadable(string path)
    {
        try
        {
            if (File.Exists(path))
                Read(path);
        }
        catch (JsonException)
        {
            File.Move(path, path + ".unreadable", overwrite: true);
        }
    }

    private static Dictionary<string, string> Current() => new()
    {
        ["BioDL"] = typeof(NotebookResult).Assembly.GetName().Version?.ToString(3) ?? "",
        [".NET"] = Environment.Version.ToString(),
    };

    private static string Shown(Figure figure) =>
        $"{figure.Value.ToString(figure.Value == Math.Floor(figure.Value) ? "0" : "0.000", CultureInfo.InvariantCulture)} {figure.Unit}".TrimEnd();

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
