using System.Globalization;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>A simulated field of cells together with the truth about it.</summary>
public sealed record CellField : IDisplayable
{
    /// <summary>What the camera saw: two channels of whole grey values, nuclei and cytoplasm.</summary>
    public required Image Image { get; init; }

    /// <summary>Whole cells: pixels whose centre lies inside of a cell carry its number.</summary>
    public required LabelImage CellLabels { get; init; }

    /// <summary>Nuclei (or the plates of dividing cells), each with the number of its cell. A cell at the field's edge may show none.</summary>
    public required LabelImage NucleusLabels { get; init; }

    /// <summary>The light before the camera added its noise: expected photons per pixel, two channels.</summary>
    public required Image Photons { get; init; }

    /// <summary>Position, size and class of the cells, in the order of their labels.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>The settings that the field was made with.</summary>
    public required FluorescenceCells Settings { get; init; }

    /// <summary>The seed that the field was made with.</summary>
    public required int Seed { get; init; }

    /// <summary>The class of every cell as a number, in the order of their labels: 0 interphase, 1 mitotic.</summary>
    public IReadOnlyList<int> Classes => [.. Cells.Select(cell => (int)cell.Class)];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Simulated cells, seed {Seed}, {Cells.Count} cells, {Cells.Count(cell => cell.Class == CellClass.Mitotic)} of them dividing");

    /// <summary>Both channels in colours, and beside them the same with the outlines of the truth.</summary>
    public MimeBundle ToMimeBundle() => Panels.Of(Show(ToString()), ShowTruth()).ToMimeBundle();

    internal Picture Show(string title) => Composite.Show(title, Image, "nuclei", "cytoplasm");

    private Picture ShowTruth() => Show("The same with its truth").Outline(CellLabels, "cells").Outline(NucleusLabels, "nuclei");
}
