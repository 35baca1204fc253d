using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Labels with planted mistakes, and what was done to which object.</summary>
public sealed record NoisyLabels : IDisplayable
{
    /// <summary>The labels with mistakes; objects keep their numbers.</summary>
    public required LabelImage Labels { get; init; }

    /// <summary>The labels as they were.</summary>
    public required LabelImage Truth { get; init; }

    /// <summary>The classes with mistakes, from label 1; empty when none were given.</summary>
    public required IReadOnlyList<int> Classes { get; init; }

    /// <summary>Every mistake, in the order of the true labels.</summary>
    public required IReadOnlyList<LabelError> Errors { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"Labels of {Truth.Count} objects with {Errors.Count} mistakes"
        + string.Concat(Errors.CountBy(error => error.Kind).OrderBy(pair => pair.Key).Select(pair => $", {pair.Value} {Word(pair.Key)}"));

    /// <summary>True and noisy labels side by side.</summary>
    public MimeBundle ToMimeBundle() => Panels.Of(Truth.Show("Truth"), Labels.Show(ToString())).ToMimeBundle();

    private static string Word(LabelErrorKind kind) => kind == LabelErrorKind.WrongClass ? "of a wrong class" : kind.ToString().ToLowerInvariant();
}
