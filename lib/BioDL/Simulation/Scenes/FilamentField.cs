using System.Globalization;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>A simulated field of filaments together with the truth about it.</summary>
public sealed record FilamentField : IDisplayable
{
    /// <summary>What the camera saw: one channel of whole grey values.</summary>
    public required Image Image { get; init; }

    /// <summary>The pixels of the filaments, as wide as they are, one pixel at least.</summary>
    public required Mask Mask { get; init; }

    /// <summary>The pixels that centrelines pass through.</summary>
    public required Mask Skeleton { get; init; }

    /// <summary>The light before the camera added its noise: expected photons per pixel.</summary>
    public required Image Photons { get; init; }

    /// <summary>Length and centreline of every filament that comes near the field.</summary>
    public required IReadOnlyList<Filament> Filaments { get; init; }

    /// <summary>The settings that the field was made with.</summary>
    public required Filaments Settings { get; init; }

    /// <summary>The seed that the field was made with.</summary>
    public required int Seed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Simulated filaments, seed {Seed}, {Filaments.Count} filaments");

    /// <summary>The image, and beside it the true centrelines.</summary>
    public MimeBundle ToMimeBundle() => Panels.Of(Image.Show(ToString()), Skeleton.Show("The true centrelines")).ToMimeBundle();
}
