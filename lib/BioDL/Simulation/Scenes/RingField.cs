using System.Globalization;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>A simulated field of rings together with the truth about it.</summary>
public sealed record RingField : IDisplayable
{
    /// <summary>What the camera saw: one channel of whole grey values.</summary>
    public required Image Image { get; init; }

    /// <summary>
    /// The walls (not what they enclose) of the rings that reach into the field: pixels whose centre lies within a wall, or, of thin walls, within
    /// 0.71 pixels of its middle, so that the pixels hang together.
    /// </summary>
    public required LabelImage Labels { get; init; }

    /// <summary>The light before the camera added its noise: expected photons per pixel.</summary>
    public required Image Photons { get; init; }

    /// <summary>The rings that reach into the field, in the order of their labels.</summary>
    public required IReadOnlyList<Ring> Rings { get; init; }

    /// <summary>The settings that the field was made with.</summary>
    public required Rings Settings { get; init; }

    /// <summary>The seed that the field was made with.</summary>
    public required int Seed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Simulated rings, seed {Seed}, {Rings.Count} rings");

    /// <summary>The image, and beside it the same with the outlines of the truth.</summary>
    public MimeBundle ToMimeBundle() => Panels.Of(Image.Show(ToString()), Image.Show("The same with its truth").Outline(Labels, "truth")).ToMimeBundle();
}
