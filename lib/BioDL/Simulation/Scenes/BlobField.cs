using System.Globalization;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>A simulated field of blobs together with the truth about it.</summary>
public sealed record BlobField : IDisplayable
{
    /// <summary>What the camera saw: one channel of whole grey values.</summary>
    public required Image Image { get; init; }

    /// <summary>
    /// The blobs that reach into the field, as large as they are, but no smaller than the pixels within 0.71 of the centre. Of two that share pixels the
    /// earlier keeps them; a later one may be left with none.
    /// </summary>
    public required LabelImage Labels { get; init; }

    /// <summary>The light before the camera added its noise: expected photons per pixel.</summary>
    public required Image Photons { get; init; }

    /// <summary>The blobs that reach into the field, in the order of their labels.</summary>
    public required IReadOnlyList<Blob> Blobs { get; init; }

    /// <summary>The settings that the field was made with.</summary>
    public required Blobs Settings { get; init; }

    /// <summary>The seed that the field was made with.</summary>
    public required int Seed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Simulated blobs, seed {Seed}, {Blobs.Count} blobs");

    /// <summary>The image, and beside it the same with the outlines of the truth.</summary>
    public MimeBundle ToMimeBundle() => Panels.Of(Image.Show(ToString()), Image.Show("The same with its truth").Outline(Labels, "truth")).ToMimeBundle();
}
