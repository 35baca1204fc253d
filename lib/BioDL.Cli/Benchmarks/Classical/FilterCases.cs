using BioDL.Classical;
using static BioDL.Classical.Thresholds;

namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>Filters and thresholds; the peers stand in environment/peers/classical/filters.py.</summary>
internal static class FilterCases
{
    public static IReadOnlyList<ClassicalCase> All { get; } =
    [
        new("Gaussian, 2 pixels", scene => scene.Image.Gaussian(2)),
        new("Otsu", scene => Otsu(scene.Image)),
    ];
}
