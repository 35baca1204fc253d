using System.Collections;
using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>What was noticed about an image before a model runs on it: <c>model.Examine(field.Image)</c>.</summary>
public sealed class InputExamination : IReadOnlyList<InputFinding>, IDisplayable
{
    private readonly IReadOnlyList<InputFinding> findings;

    internal InputExamination(string model, IReadOnlyList<InputFinding> findings) => (Model, this.findings) = (model, findings);

    /// <summary>The model.</summary>
    public string Model { get; }

    /// <summary>Whether the model can run on the image; its answer may still be worthless, see the findings.</summary>
    public bool CanRun => findings.All(finding => !finding.Prevents);

    /// <inheritdoc/>
    public int Count => findings.Count;

    /// <inheritdoc/>
    public InputFinding this[int index] => findings[index];

    /// <inheritdoc/>
    public IEnumerator<InputFinding> GetEnumerator() => findings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line for each finding.</summary>
    public override string ToString() => findings.Count == 0
        ? $"Nothing speaks against running {Model} on this image. Whether it suits the image only labels can tell."
        : string.Join("\n", findings);

    /// <summary>The findings as a table.</summary>
    public MimeBundle ToMimeBundle() => findings.Count == 0
        ? MimeBundle.OfText(ToString())
        : Table.Of(findings, ("About", finding => finding.Subject), ("Finding", finding => finding.Message), ("Can it run?", finding => finding.Prevents ? "no" : "yes"))
            .Titled($"Before {Model} runs").ToMimeBundle();

    /// <exception cref="ArgumentException">A finding prevents the model from running.</exception>
    internal void RequireRunnable()
    {
        if (!CanRun)
            throw new ArgumentException(string.Join(" ", findings.Where(finding => finding.Prevents).Select(finding => finding.Message)));
    }
}
