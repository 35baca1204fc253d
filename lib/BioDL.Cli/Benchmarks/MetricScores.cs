using System.Diagnostics;
using System.Globalization;
using BioDL.Cli.Benchmarks.Classical;
using BioDL.Classical;
using BioDL.Images;
using BioDL.Metrics;
using static BioDL.Classical.Thresholds;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// Scores of a field of 2048 × 2048 pixels with about 2,000 nuclei, against SciPy, scikit-image and scikit-learn put together the usual way; the peers stand in
/// environment/peers/metrics.py under the same names.
/// </summary>
internal static class MetricScores
{
    private const int Side = 2048;

    private static readonly (string Name, Func<Scene, object> Run)[] Cases =
    [
        ("pixel scores", scene => PixelScores.Of(scene.TrueMask, scene.Mask).MCC),
        ("objects at ten thresholds", scene => Match.Curve(scene.Truth, scene.Labels).MeanAccuracy),
        ("SEG, AJI, splits and merges", scene => ObjectScores.Of(scene.Truth, scene.Labels).AJI),
        ("outlines of masks", scene => BoundaryScores.Of(scene.TrueMask, scene.Mask).Hausdorff95),
        ("outlines object by object", scene => ObjectBoundaries.Of(Match.At(0.5, scene.Truth, scene.Labels)).Hausdorff95),
        ("boundary IoU", scene => BoundaryScores.BoundaryIoU(scene.TrueMask, scene.Mask, 2 * (scene.Mask.PixelSize ?? 1))),
        ("ROC of pixels", scene => Ranking.Of(scene.TrueMask, scene.Image).AUC),
        ("PSNR", scene => Restoration.PSNR(scene.Image, scene.Smooth, 4095)),
        ("SSIM", scene => Restoration.SSIM(scene.Image, scene.Smooth, 4095)),
    ];

    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        var source = ClassicalScene.OfSide(Side);
        var scene = new Scene(source.Truth, source.Labels, source.Image, source.Smooth, source.Truth.Foreground(), source.Smooth.Threshold(Otsu));
        var folder = Directory.CreateTempSubdirectory("biodl-bench-").FullName;
        try
        {
            source.Write(folder);
            using var peer = new PythonPeer(Path.Combine(surroundings.Place.Environment, "peers", "metrics.py"), folder, "scikit-image, SciPy and scikit-learn",
                "environment/install-benchmark-peers.sh");
            var rows = new List<BenchmarkRow>();
            foreach (var (name, run) in Cases)
            {
                List<double> ours = [], theirs = [];
                run(scene);
                var version = await peer.AskAsync($"version {name}", cancellation).ConfigureAwait(false);
                for (var n = 0; n < repetitions; n++)
                {
                    var clock = Stopwatch.StartNew();
                    GC.KeepAlive(run(scene));
                    ours.Add(clock.Elapsed.TotalMilliseconds);
                    theirs.Add(1000 * double.Parse(await peer.AskAsync($"run {name}", cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture));
                }
                rows.Add(BenchmarkRow.OfTimes(name, ours, theirs, version, Environment.ProcessorCount));
            }
            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Scene(LabelImage Truth, LabelImage Labels, Image Image, Image Smooth, Mask TrueMask, Mask Mask);
}
