using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>The checklist over all models of a collection: how many meet each criterion. It shows as a chart and a table.</summary>
public sealed class CollectionChecklist : IDisplayable
{
    private static readonly (string Criterion, string Label)[] Charted =
    [
        ("Licence", "licence"), ("Training data are named", "data named"), ("Training data can be reached", "data reachable"), ("Pixel size is known", "pixel size"),
        ("Weights run here", "runs here"), ("Published test passed", "test passed"),
    ];

    private readonly string? why;

    internal CollectionChecklist(IReadOnlyList<Checklist> models, string? why) => (Models, this.why) = (models, why);

    /// <summary>The checklist of each model.</summary>
    public IReadOnlyList<Checklist> Models { get; }

    /// <summary>How many models get an answer to a criterion.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="verdict">The answer.</param>
    public int Count(string criterion, ChecklistVerdict verdict) => Models.Count(model => model[criterion].Verdict == verdict);

    /// <summary>One criterion as a sentence: <c>11 of 44 models: Training data can be reached</c>.</summary>
    public string Sentence(string criterion) => $"{Count(criterion, ChecklistVerdict.Met)} of {Models.Count} models: {criterion}";

    /// <summary>How many models meet the criteria that decide whether a model can be judged and run, a column each.</summary>
    public Chart ToChart() => Chart.Bar(Charted.Select(pair => new Column(pair.Label, Count(pair.Criterion, ChecklistVerdict.Met))), $"Models that meet it (of {Models.Count})", "What the authors of published models state");

    /// <summary>Met, not met and cannot tell for each criterion.</summary>
    public Table ToTable() => Table.Of(
        ChecklistRules.Criteria, ("Criterion", criterion => criterion), ("Met", criterion => Count(criterion, ChecklistVerdict.Met)), ("Not met", criterion => Count(criterion, ChecklistVerdict.NotMet)),
        ("Cannot tell", criterion => Count(criterion, ChecklistVerdict.CannotTell))).Titled($"{Models.Count} models{(why is null ? "" : $" that ship. {why}")}");

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => ToTable().ToMimeBundle();
}
