using System.Globalization;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>A simulated field of stained tissue together with the truth about it.</summary>
public sealed record StainedField : IDisplayable
{
    /// <summary>What the camera saw: red, green and blue, whole grey values.</summary>
    public required Image Image { get; init; }

    /// <summary>The nuclei, numbered from 1; every one is connected (through pixel edges).</summary>
    public required LabelImage Labels { get; init; }

    /// <summary>How much of each dye lies in every pixel, before blur and noise: hematoxylin, then eosin, as optical density.</summary>
    public required Image Stains { get; init; }

    /// <summary>The settings that the field was made with.</summary>
    public required StainedTissue Settings { get; init; }

    /// <summary>The seed that the field was made with.</summary>
    public required int Seed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Simulated stained tissue, seed {Seed}, {Labels.Count} nuclei");

    /// <summary>The image, and beside it the same with the outlines of the truth.</summary>
    public MimeBundle ToMimeBundle() => Panels.Of(Image.Show(ToString()), Image.Show("The same with its truth").Outline(Labels, "truth")).ToMimeBundle();
}
