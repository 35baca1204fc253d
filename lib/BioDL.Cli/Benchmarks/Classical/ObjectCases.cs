using BioDL.Classical;
using BioDL.Metrics;

namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>From masks to objects; the peers stand in environment/peers/classical/objects.py.</summary>
internal static class ObjectCases
{
    public static IReadOnlyList<ClassicalCase> All { get; } =
    [
        new("distance transform", scene => scene.Mask.Distance()),
        new("components", scene => scene.Mask.Components()),
        new("watershed from seeds", scene => scene.Landscape.Watershed(scene.Seeds, scene.Mask)),
        new("matching", scene => Match.At(0.5, scene.Truth, scene.Labels)) { LargestSide = 1024 },
        new("measurements, shape and intensity", scene => scene.Labels.Measure(scene.Image)) { LargestSide = 1024 },
    ];
}
