using System.Globalization;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>A simulated field in phase contrast together with the truth about it.</summary>
public sealed record PhaseContrastField : IDisplayable
{
    /// <summary>What the camera saw: one channel of whole grey values.</summary>
    public required Image Image { get; init; }

    /// <summary>Whole cells: pixels whose centre lies inside of a cell carry its number.</summary>
    public required LabelImage Labels { get; init; }

    /// <summary>The light before the camera added its noise: expected photons per pixel.</summary>
    public required Image Photons { get; init; }

    /// <summary>The settings that the field was made with.</summary>
    public required PhaseContrastCells Settings { get; init; }

    /// <summary>The seed that the field was made with.</summary>
    public required int Seed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Simulated phase contrast, seed {Seed}, {Labels.Count} cells");

    /// <summary>The image, and beside it the same with the outlines of the truth.</summary>
    public MimeBundle ToMimeBundle() => Panels.Of(Image.Show(ToString()), Image.Show("The same with its truth").Outline(Labels, "truth")).ToMimeBundle();
}
