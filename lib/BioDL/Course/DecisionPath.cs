using System.Globalization;
using System.Text;
using System.Text.Json;
using BioDL.Hosting;

namespace BioDL.Course;

/// <summary>One question on the way from images to a trusted result, and what a notebook has answered so far.</summary>
/// <param name="Notebook">The notebook that asks it.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The notebook's result, with verdict, reason, figures, date and versions; null while the question is open.</param>
public sealed record PathStep(string Notebook, string Question, NotebookResult? Answer)
{
    /// <summary>Whether there is a verdict.</summary>
    public bool IsAnswered => Answer?.Decision is not null;

    /// <summary>The verdict, or "open".</summary>
    public string Verdict => Answer?.Decision?.Verdict ?? "open";
}

/// <summary>
/// The decisions of the course in their order (Uhlmann, Donati and Sage 2022, Figs. 4–6), as the notebooks' results in one folder hold them. A notebook fills in
/// its entry with <c>result.Decide(…).Save()</c>; <c>DecisionPath.Read()</c> shows what is answered and what is open. Each notebook has a file of its own, so
/// that no notebook can spoil another's entry, and a damaged file is named and left alone.
/// </summary>
public sealed record DecisionPath : IDisplayable
{
    private static readonly (string Notebook, string Question)[] Questions =
    [
        ("00-the-path", "Where does my problem stand on the way from images to a trusted result?"),
        ("01-start-simple", "Do I need deep learning at all?"),
        ("02-pick-a-model", "Which pretrained model?"),
        ("03-detect-shift", "May I use it on my images as they are?"),
        ("04-fine-tune", "How do I adapt it with few labels?"),
        ("05-validate", "May I trust the result, and may others?"),
    ];

    private DecisionPath(IReadOnlyList<PathStep> steps, IReadOnlyList<string> problems) => (Steps, Problems) = (steps, problems);

    /// <summary>The questions of the course in their order, then those of further notebooks.</summary>
    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>Files that could not be read, each with the reason and what to do.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The first question that is open; null when all are answered.</summary>
    public PathStep? Next => Steps.FirstOrDefault(step => !step.IsAnswered);

    /// <summary>The step of a notebook.</summary>
    /// <exception cref="ArgumentException">No notebook of that name is on the path.</exception>
    public PathStep this[string notebook] => Steps.FirstOrDefault(step => step.Notebook == notebook)
        ?? throw new ArgumentException($"'{notebook}' is not on the path; it holds {string.Join(", ", Steps.Select(step => step.Notebook))}.", nameof(notebook));

    /// <summary>Reads the results that lie in a folder.</summary>
    /// <param name="folder">The folder; where the running notebook's own result goes when null.</param>
    public static DecisionPath Read(string? folder = null)
    {
        var from = folder ?? Host.Current.OutputFolder;
        var results = new Dictionary<string, NotebookResult>(StringComparer.Ordinal);
        var problems = new List<string>();
        string[] files = Directory.Exists(from) ? Directory.GetFiles(from, "*" + NotebookResult.Extension) : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            if (Read(file, problems) is { } result)
                results[result.Notebook] = result;
        }
        var course = Questions.Select(step => new PathStep(step.Notebook, step.Question, results.GetValueOrDefault(step.Notebook)));
        var further = results.Values.Where(result => result.Decision is not null && !Array.Exists(Questions, step => step.Notebook == result.Notebook));
        return new DecisionPath([.. course, .. further.Select(result => new PathStep(result.Notebook, result.Decision!.Question, result))], problems);
    }

    /// <summary>One line for each question.</summary>
    public override string ToString() => string.Join("\n", Steps.Select((step, i) => $"{i + 1}. [{(step.IsAnswered ? "answered" : "open")}] {step.Question}"
        + (step.Answer?.Decision is { } decision ? $" {decision.Verdict}. {decision.Reason} ({Stamp(step.Answer)})" : "")).Concat(Problems));

    /// <summary>The questions as a path from top to bottom, answered or open.</summary>
    public MimeBundle ToMimeBundle()
    {
        var html = new StringBuilder("<ol style=\"list-style:none;margin:0;padding:0;max-width:44rem\">");
        foreach (var step in Steps)
            html.Append(Entry(step));
        html.Append("</ol>");
        foreach (var problem in Problems)
            html.Append($"<p role=\"alert\"><strong>!</strong> {Encode(problem)}</p>");
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, html.ToString());
    }

    private static string Entry(PathStep step)
    {
        var border = step.IsAnswered ? "solid #009E73" : "dashed #858C94";
        var head = $"<li style=\"border-left:0.35em {border};padding:0.5em 0 0.5em 1em;margin:0 0 0.5em\"><strong>{(step.IsAnswered ? "✓ answered" : "○ open")}</strong> "
            + $"{Encode(step.Question)} <small>({Encode(step.Notebook)})</small>";
        if (step.Answer?.Decision is not { } decision)
            return head + "</li>";
        var figures = string.Join(" · ", step.Answer.Figures.Take(6).Select(figure =>
            string.Create(CultureInfo.InvariantCulture, $"{figure.Name}: {figure.Value:0.###} {figure.Unit}").TrimEnd()));
        return $"{head}<br><strong>{Encode(decision.Verdict)}.</strong> {Encode(decision.Reason)}"
            + (figures.Length > 0 ? $"<br><small>{Encode(figures)}</small>" : "") + $"<br><small>{Encode(Stamp(step.Answer))}</small></li>";
    }

    private static NotebookResult? Read(string file, List<string> problems)
    {
        try
        {
            return NotebookResult.Read(file);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{Path.GetFileName(file)} could not be read as the result of a notebook and was left as it is ({fault.Message.TrimEnd('.')}). "
                + "Run that notebook again to replace it; a damaged file is kept beside the new one.");
            return null;
        }
    }

    private static string Stamp(NotebookResult result) => string.Join(", ", new[]
    {
        result.Saved?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no date",
        $"{result.Data} images",
    }.Concat(result.Versions.Where(version => version.Value.Length > 0).Select(version => $"{version.Key} {version.Value}")));

    private static string Encode(string text) => System.Net.WebUtility.HtmlEncode(text);
}
