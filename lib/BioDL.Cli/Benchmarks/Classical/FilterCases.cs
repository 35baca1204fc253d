using BioDL.Classical;
using static BioDL.Classical.Thresholds;

namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>Filters and thresholds; the peers stand in environment/peers/classical/filters.py.</summary>
internal static class FilterCases
{
    public static IReadOnlyList<ClassicalCase> All { get; } =
    [
        new("Gaussian, 2 pixels", scene => scene.Image.Gaussian(2)),
        new("Gaussian, 8 pixels", scene => scene.Image.Gaussian(8)),
        new("Laplacian of Gaussian, 2 pixels", scene => scene.Image.LaplacianOfGaussian(2)),
        new("gradient magnitude, 2 pixels", scene => scene.Image.GradientMagnitude(2)),
        new("Hessian eigenvalues, 2 pixels", scene => scene.Image.HessianEigenvalues(2)),
        new("structure tensor eigenvalues, 2 pixels", scene => scene.Image.StructureTensorEigenvalues(2)),
        new("Sobel", scene => scene.Image.Sobel()),
        new("median, 3 × 3", scene => scene.Image.Median(3)),
        new("median, 5 × 5", scene => scene.Image.Median(5)),
        new("median, 21 × 21", scene => scene.Image.Median(21)) { LargestPeerSide = 1024 },
        new("bilateral, 2 pixels", scene => scene.Image.Bilateral(2, 200)) { LargestPeerSide = 1024 },
        new("rolling ball, radius 25", scene => scene.Image.RollingBallBackground(25)) { LargestPeerSide = 1024 },
        new("local contrast (CLAHE)", scene => scene.Image.EqualizeLocally()),
        new("Otsu", scene => Otsu(scene.Image)),
        new("Otsu, 3 classes", scene => MultiOtsu(scene.Image)) { LargestPeerSide = 1024 },
        new("Li", scene => Li(scene.Smooth)),
        new("Triangle", scene => Triangle(scene.Image)),
        new("local threshold, Gaussian, 51 pixels", scene => scene.Image.ThresholdLocally(LocalThresholds.LocalGaussian, 51)),
        new("local threshold, Sauvola, 51 pixels", scene => scene.Image.ThresholdLocally(LocalThresholds.Sauvola, 51)),
    ];
}
