using BioDL.Display;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Every kind of simulated field by name: <c>Presets.Sheet()</c> shows them all.</summary>
public static class Presets
{
    private static readonly (string Name, Func<int, (Image Image, Picture Picture)> Render)[] Kinds =
    [
        Grey("FluorescenceNuclei.Default", seed => FluorescenceNuclei.Default.Render(seed).Image),
        Grey("FluorescenceNuclei.Crowded", seed => FluorescenceNuclei.Crowded.Render(seed).Image),
        Grey("FluorescenceNuclei.Dim", seed => FluorescenceNuclei.Dim.Render(seed).Image),
        Cells("FluorescenceCells.Default", FluorescenceCells.Default),
        Cells("FluorescenceCells.Confluent", FluorescenceCells.Confluent),
        Cells("FluorescenceCells.Dividing", FluorescenceCells.Dividing),
        Grey("StainedTissue.Default", seed => StainedTissue.Default.Render(seed).Image),
        Grey("StainedTissue.SingleDye", seed => StainedTissue.SingleDye.Render(seed).Image),
        Grey("PhaseContrastCells.Default", seed => PhaseContrastCells.Default.Render(seed).Image),
        Grey("PhaseContrastCells.Spindles", seed => PhaseContrastCells.Spindles.Render(seed).Image),
        Grey("PhaseContrastCells.Rounded", seed => PhaseContrastCells.Rounded.Render(seed).Image),
        Grey("Filaments.Default", seed => Filaments.Default.Render(seed).Image),
        Grey("Filaments.Curly", seed => Filaments.Curly.Render(seed).Image),
        Grey("Filaments.Dense", seed => Filaments.Dense.Render(seed).Image),
        Grey("Rings.Default", seed => Rings.Default.Render(seed).Image),
        Grey("Rings.Small", seed => Rings.Small.Render(seed).Image),
        Grey("Blobs.Default", seed => Blobs.Default.Render(seed).Image),
        Grey("Blobs.Crowded", seed => Blobs.Crowded.Render(seed).Image),
        Grey("Blobs.Beads", seed => Blobs.Beads.Render(seed).Image),
    ];

    /// <summary>The names, as they are written in code: "FluorescenceNuclei.Crowded".</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>The image of a preset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="seed">Another seed gives another field.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static Image Image(string name, int seed = 1) => Array.Find(Kinds, kind => kind.Name == name).Render is { } render
        ? render(seed).Image
        : throw new ArgumentException($"Found no preset '{name}'; choose one of {string.Join(", ", Names)}.", nameof(name));

    /// <summary>A field of every preset, with its name and scale bar; takes a second or two.</summary>
    public static Panels Sheet(int seed = 1) => Panels.Of(Kinds.Select(kind => kind.Render(seed).Picture));

    private static (string, Func<int, (Image, Picture)>) Grey(string name, Func<int, Image> render) =>
        (name, seed => render(seed) is var image ? (image, image.Show(name)) : default);

    private static (string, Func<int, (Image, Picture)>) Cells(string name, FluorescenceCells settings) =>
        (name, seed => settings.Render(seed) is var field ? (field.Image, field.Show(name)) : default);
}
