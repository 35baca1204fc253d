using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>
/// The questions to ask of a model before it is used, answered from what its authors published. It judges what is stated, not whether that is true.
/// </summary>
public sealed class Checklist : IDisplayable
{
    internal Checklist(string model, IReadOnlyList<ChecklistItem> items) => (Model, Items) = (model, items);

    /// <summary>The model.</summary>
    public string Model { get; }

    /// <summary>The criteria with their answers.</summary>
    public IReadOnlyList<ChecklistItem> Items { get; }

    /// <summary>How many criteria have an answer.</summary>
    /// <param name="verdict">Which answer.</param>
    public int Count(ChecklistVerdict verdict) => Items.Count(item => item.Verdict == verdict);

    /// <summary>The answer to a criterion.</summary>
    /// <exception cref="KeyNotFoundException">There is no such criterion; the message lists them.</exception>
    public ChecklistItem this[string criterion] => Items.FirstOrDefault(item => item.Criterion == criterion)
        ?? throw new KeyNotFoundException($"There is no criterion '{criterion}'. There are: {string.Join("; ", Items.Select(item => item.Criterion))}.");

    /// <summary>Where versions of one description contradict each other; see <see cref="Models.Contradictions"/>.</summary>
    /// <param name="versions">Descriptions of the same model, the oldest first.</param>
    public static Contradictions Contradictions(params IEnumerable<ModelDescription> versions) => Models.Contradictions.Between(versions);

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => ToTable().ToMimeBundle();

    /// <summary>An answer in words.</summary>
    internal static string Word(ChecklistVerdict verdict) => verdict switch { ChecklistVerdict.Met => "met", ChecklistVerdict.NotMet => "not met", _ => "cannot tell" };

    private Table ToTable() => Table.Of(Items, ("Criterion", item => item.Criterion), ("Verdict", item => Word(item.Verdict)), ("Evidence", item => item.Evidence), ("Where", item => item.Path))
        .Titled($"{Model}: {Count(ChecklistVerdict.Met)} of {Items.Count} met, {Count(ChecklistVerdict.NotMet)} not met, {Count(ChecklistVerdict.CannotTell)} cannot be told from what is at hand");
}
