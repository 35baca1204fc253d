using System.Globalization;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>
/// Plants mistakes of chosen kinds in right labels: <c>var noisy = new LabelNoise { Missed = 0.1, Dilated = 0.2 }.Apply(field.Labels, seed: 1);</c>.
/// Shares are of all objects, rounded to whole objects; each object suffers one mistake at most, and what was done to which is kept.
/// </summary>
public sealed record LabelNoise
{
    /// <summary>Share of the objects that are missing, 0 to 1. All shares together make 1 at most.</summary>
    public double Missed { get; init; }

    /// <summary>
    /// Share of the objects that bear the number of a near neighbour, 0 to 1; fewer where objects have none within <see cref="MergeDistance"/>.
    /// </summary>
    public double Merged { get; init; }

    /// <summary>Share of the objects whose outline lies beside them, 0 to 1.</summary>
    public double Shifted { get; init; }

    /// <summary>Share of the objects whose outline is too narrow, 0 to 1.</summary>
    public double Eroded { get; init; }

    /// <summary>Share of the objects whose outline is too wide, 0 to 1.</summary>
    public double Dilated { get; init; }

    /// <summary>Share of the objects whose outline is jagged, 0 to 1.</summary>
    public double Jagged { get; init; }

    /// <summary>Share of the objects with a wrong class, 0 to 1; takes classes, at least two.</summary>
    public double WrongClass { get; init; }

    /// <summary>Largest gap between objects that are merged, 1 to 100 pixels from pixel to pixel; 1: they touch by an edge.</summary>
    public double MergeDistance { get; init; } = 4;

    /// <summary>How far outlines are shifted, 0 to 1,000 pixels, in a random direction.</summary>
    public double ShiftDistance { get; init; } = 4;

    /// <summary>By how much outlines are too narrow, 0 to 1,000 pixels; an object that would vanish keeps its innermost pixels.</summary>
    public double ErodeDistance { get; init; } = 2;

    /// <summary>By how much outlines are too wide, 0 to 1,000 pixels.</summary>
    public double DilateDistance { get; init; } = 2;

    /// <summary>How far jagged outlines stray from the true ones on average, 0 to 100 pixels; bits that come off are left out.</summary>
    public double Jaggedness { get; init; } = 1;

    /// <summary>Plants the mistakes. Pixels that two would claim stay with the object that had them, or the first that took them.</summary>
    /// <param name="labels">The truth, height × width.</param>
    /// <param name="seed">Another seed chooses other objects.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the shares make more than 1.</exception>
    public NoisyLabels Apply(LabelImage labels, int seed = 1) => Apply(labels, [], seed);

    /// <inheritdoc cref="Apply(LabelImage, int)"/>
    /// <param name="labels">The truth, height × width.</param>
    /// <param name="classes">The class of every label from 1 to the largest, such as <see cref="CellField.Classes"/>.</param>
    /// <param name="seed">Another seed chooses other objects.</param>
    public NoisyLabels Apply(LabelImage labels, IReadOnlyList<int> classes, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        Check(labels, classes);
        return new LabelSpoiler(this, labels, classes, seed).Spoil();
    }

    /// <summary>The kinds with their shares, in the order in which objects are dealt out to them: merged first, as not every object can be.</summary>
    internal IEnumerable<(LabelErrorKind Kind, double Share)> Shares() =>
    [
        (LabelErrorKind.Merged, Merged), (LabelErrorKind.Missed, Missed), (LabelErrorKind.Shifted, Shifted), (LabelErrorKind.Eroded, Eroded),
        (LabelErrorKind.Dilated, Dilated), (LabelErrorKind.Jagged, Jagged), (LabelErrorKind.WrongClass, WrongClass),
    ];

    private void Check(LabelImage labels, IReadOnlyList<int> classes)
    {
        foreach (var (kind, share) in Shares())
            SettingRange.Require(kind.ToString(), share, 0, 1);
        SettingRange.Require("The sum of all shares", Math.Round(Shares().Sum(pair => pair.Share), 9), 0, 1);
        SettingRange.Require(nameof(MergeDistance), MergeDistance, 1, 100, "pixels");
        SettingRange.Require(nameof(ShiftDistance), ShiftDistance, 0, 1000, "pixels");
        SettingRange.Require(nameof(ErodeDistance), ErodeDistance, 0, 1000, "pixels");
        SettingRange.Require(nameof(DilateDistance), DilateDistance, 0, 1000, "pixels");
        SettingRange.Require(nameof(Jaggedness), Jaggedness, 0, 100, "pixels");
        if (classes.Count > 0 && classes.Count < labels.Maximum)
            throw new ArgumentException($"{classes.Count} classes were given for labels up to {labels.Maximum}. Give one per label, from label 1.", nameof(classes));
        if (WrongClass > 0 && classes.Distinct().Count() < 2)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"WrongClass is {WrongClass}, but {classes.Distinct().Count()} different classes were given; ")
                + "expected the classes of all objects, at least two different ones.", nameof(classes));
    }
}
