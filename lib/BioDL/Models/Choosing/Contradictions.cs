using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>One thing that two versions of a description say differently.</summary>
/// <param name="What">What it is about: <c>training data</c>.</param>
/// <param name="Earlier">What the earlier version says.</param>
/// <param name="Later">What the later version says.</param>
/// <param name="Versions">Which two.</param>
public sealed record Contradiction(string What, string Earlier, string Later, string Versions);

/// <summary>Where versions of one description contradict each other. One of the two must be wrong, or the model was changed.</summary>
public sealed class Contradictions : IDisplayable
{
    private const string Nothing = "nothing";

    private Contradictions(IReadOnlyList<Contradiction> found, int versions) => (Found, Versions) = (found, versions);

    /// <summary>What was found, in the order of the versions.</summary>
    public IReadOnlyList<Contradiction> Found { get; }

    /// <summary>How many versions were compared.</summary>
    public int Versions { get; }

    /// <summary>Compares each version with the one before it.</summary>
    internal static Contradictions Between(IEnumerable<ModelDescription> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ModelDescription[] all = [.. versions];
        return new Contradictions([.. all.Zip(all.Skip(1)).SelectMany(pair => Compare(pair.First, pair.Second))], all.Length);
    }

    /// <inheritdoc/>
    public override string ToString() => Found.Count == 0 ? Heading : ToTable().ToString();

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => Found.Count == 0 ? MimeBundle.OfText(Heading) : ToTable().ToMimeBundle();

    private string Heading => $"{Versions} versions of a description: {(Found.Count == 0 ? "no" : Found.Count)} contradiction{(Found.Count == 1 ? "" : "s")}";

    private static IEnumerable<Contradiction> Compare(ModelDescription earlier, ModelDescription later)
    {
        var versions = $"{earlier.FormatVersion} → {later.FormatVersion}";
        foreach (var ((what, before), (_, after)) in Statements(earlier).Zip(Statements(later)))
        {
            if (before != after)
                yield return new Contradiction(what, before, after, versions);
        }
        if (earlier.TrainingData?.Comment is { } comment && later.TrainingData is { Comment: null } kept && BareId(earlier.TrainingData) == BareId(kept))
            yield return new Contradiction("training data's comment", $"'{comment}'", "the same data, without the comment", versions);
        foreach (var old in earlier.Weights)
        {
            if (later.Weights.FirstOrDefault(weights => weights.Format == old.Format) is { } now && old.File.Sha256 != now.File.Sha256)
                yield return new Contradiction($"{old.Format} weights", Short(old.File.Sha256), Short(now.File.Sha256), versions);
        }
    }

    private static IEnumerable<(string What, string Value)> Statements(ModelDescription description) =>
    [
        ("name", description.Name),
        ("licence", description.License ?? Nothing),
        ("training data", description.TrainingData is { } data ? BareId(data) : Nothing),
        ("preprocessing", Steps(description.Inputs)),
        ("postprocessing", Steps(description.Outputs)),
        ("output channels", string.Join(", ", description.Outputs.Select(output => output.Axes.FirstOrDefault(axis => axis.Kind == AxisKind.Channel)?.Size is FixedSize { Length: var count } ? $"{count}" : "?"))),
    ];

    /// <summary>A version at the end (<c>name/1</c>) is not another data set.</summary>
    private static string BareId(TrainingData data)
    {
        var name = data.Id ?? data.Name ?? data.Url ?? Nothing;
        var slash = name.LastIndexOf('/');
        return slash > 0 && name.IndexOf('/') < slash && name[(slash + 1)..].All(char.IsAsciiDigit) ? name[..slash] : name;
    }

    /// <summary>Conversions of type are written down in newer formats only: they are no contradiction.</summary>
    private static string Steps(IReadOnlyList<TensorDescription> tensors)
    {
        var steps = string.Join(", ", tensors.SelectMany(tensor => tensor.Processing).Where(step => step is not EnsureDataType).Select(step => step.GetType().Name));
        return steps.Length == 0 ? Nothing : steps;
    }

    private static string Short(string? hash) => hash is null ? "no checksum" : $"SHA-256 {hash[..12]}…";

    private Table ToTable() => Table.Of(Found, ("About", each => each.What), ("Earlier", each => each.Earlier), ("Later", each => each.Later), ("Formats", each => each.Versions)).Titled(Heading);
}
