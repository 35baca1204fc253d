using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>A simulated field of view together with the truth about it.</summary>
public sealed record SimulatedField
{
    /// <summary>What the camera saw: one channel of whole grey values.</summary>
    public required Image Image { get; init; }

    /// <summary>
    /// The truth: pixels whose centre lies inside of a nucleus carry its number, 1 to the number of nuclei. Every object is connected
    /// (through pixel edges).
    /// </summary>
    public required LabelImage Labels { get; init; }

    /// <summary>The light before the camera added its noise: expected photons per pixel, background included.</summary>
    public required Image Photons { get; init; }

    /// <summary>Position, size and brightness of the nuclei, in the order of their labels.</summary>
    public required IReadOnlyList<Nucleus> Nuclei { get; init; }

    /// <summary>The settings that the field was made with.</summary>
    public required FluorescenceNuclei Settings { get; init; }

    /// <summary>The seed that the field was made with.</summary>
    public required int Seed { get; init; }
}
