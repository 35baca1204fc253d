using BioDL.Hosting;

namespace BioDL.Metrics;

/// <summary>A score, and why it suits a task or why it does not.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Why">The reason, in a sentence or two.</param>
/// <param name="Call">How it is computed here.</param>
public sealed record MetricAdvice(string Metric, string Why, string Call = "");

/// <summary>By which scores to judge an analysis, and by which not.</summary>
public sealed record MetricChoice : IDisplayable
{
    internal MetricChoice(MetricTask task, IReadOnlyList<MetricAdvice> use, IReadOnlyList<MetricAdvice> avoid) => (Task, Use, Avoid) = (task, use, avoid);

    /// <summary>The task.</summary>
    public MetricTask Task { get; }

    /// <summary>Scores that suit it; the first is the one to compare methods by, the others say what it hides.</summary>
    public IReadOnlyList<MetricAdvice> Use { get; }

    /// <summary>Scores that are often used for such tasks, and why they mislead here.</summary>
    public IReadOnlyList<MetricAdvice> Avoid { get; }

    /// <summary>Where the advice comes from.</summary>
    public string Source => MetricChooser.Source;

    /// <inheritdoc/>
    public override string ToString() => $"Compare by: {Use[0].Metric}. Beside it: {string.Join(", ", Use.Skip(1).Select(one => one.Metric))}. Not by: {string.Join(", ", Avoid.Select(one => one.Metric))}.";

    /// <summary>What to use and what not, with reasons.</summary>
    public MimeBundle ToMimeBundle() => new MetricTable("By which scores to judge this", ["", "Score", "Why", "Call"],
    [
        .. Use.Select((one, n) => (string[])[n == 0 ? "compare by" : "and", one.Metric, one.Why, one.Call]),
        .. Avoid.Select(one => (string[])["not by", one.Metric, one.Why, one.Call]),
    ], "Score every independent field, then average: pixels and objects of one field are no independent measurements. Fix the score before you see results.", Source).ToMimeBundle();
}
