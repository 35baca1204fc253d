using System.Globalization;
using BioDL.Simulation;

namespace BioDL.Data;

/// <summary>
/// The simulated fields that stand in for a data set whose files are not at hand: easy ones, crowded ones, and dim ones in uneven light in turn, so that a method that
/// works on one kind meets the others. Every field is a group of its own: simulated fields share nothing but their settings.
/// </summary>
internal static class SimulatedSamples
{
    private const int FieldsPerSplit = 24;
    private const int SeedsPerSet = 10_000;

    private static readonly FluorescenceNuclei[] Kinds = [FluorescenceNuclei.Default, FluorescenceNuclei.Crowded, FluorescenceNuclei.Dim];

    private static readonly string[] KindNames = ["easy", "crowded", "uneven"];

    /// <exception cref="DatasetException">No simulation stands in for that data set.</exception>
    public static IReadOnlyList<Sample> StandingInFor(DatasetManifest manifest, int seed) => manifest.StandIn == "fluorescence-nuclei"
        ? [.. Enumerable.Range(0, 2 * FieldsPerSplit).Select(index => Field(index, seed))]
        : throw new DatasetException($"No simulation stands in for {manifest.Id} (its manifest says '{manifest.StandIn}'). Only its real images can be used.");

    private static Sample Field(int index, int seed)
    {
        var kind = index % Kinds.Length;
        var field = new Lazy<SimulatedField>(() => Kinds[kind].Render(unchecked(seed * SeedsPerSet + index)));
        var id = string.Create(CultureInfo.InvariantCulture, $"{KindNames[kind]}-{index + 1:00}");
        return new Sample(id, id, index < FieldsPerSplit ? "train" : "test", () => field.Value.Image, () => field.Value.Labels);
    }
}
