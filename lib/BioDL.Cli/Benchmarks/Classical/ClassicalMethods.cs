using System.Diagnostics;
using System.Globalization;

namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>The classical methods against SciPy, scikit-image and scikit-learn on the same arrays, and whether their cost grows with the pixels only.</summary>
internal static class ClassicalMethods
{
    private static readonly int[] Sides = [1024, 4096];
    private static readonly int[] GrowingSides = [512, 8192];

    /// <summary>A slow pair is measured this often at least, and then until this much time is used up.</summary>
    private const int FewestRepetitions = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Ours and the peers' in turn, on 1024² and 4096², and the geometric mean of the ratios.</summary>
    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var side in Sides)
        {
            var scene = ClassicalScene.OfSide(side);
            var folder = Directory.CreateTempSubdirectory("biodl-bench-").FullName;
            try
            {
                scene.Write(folder);
                using var peer = new PythonPeer(
                    Path.Combine(surroundings.Place.Environment, "peers", "classical", "run.py"), folder, "scikit-image, SciPy and scikit-learn",
                    "environment/install-benchmark-peers.sh");
                foreach (var each in ClassicalCase.All.Where(each => side <= each.LargestPeerSide))
                    rows.Add(await MeasureAsync(each, scene, peer, repetitions, cancellation).ConfigureAwait(false));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        rows.Add(GeometricMean(rows));
        return rows;
    }

    /// <summary>Ours alone: nanoseconds per pixel on a large image against a small one.</summary>
    public static Task<IReadOnlyList<BenchmarkRow>> MeasureGrowthAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        var (small, large) = (ClassicalScene.OfSide(GrowingSides[0]), ClassicalScene.OfSide(GrowingSides[1]));
        var rows = new List<BenchmarkRow>();
        foreach (var each in ClassicalCase.All.Where(each => each.Grows))
        {
            List<double> few = [], many = [];
            each.Run(small);
            for (var n = 0; n < Math.Min(repetitions, FewestRepetitions); n++)
            {
                cancellation.ThrowIfCancellationRequested();
                few.Add(Enumerable.Range(0, 9).Select(_ => NanosecondsPerPixel(each, small)).Order().ElementAt(4));
                many.Add(NanosecondsPerPixel(each, large));
            }
            rows.Add(BenchmarkRow.Of($"{each.Name}, {GrowingSides[1]}²", many, few, $"{GrowingSides[0]}²", "ns per pixel", Environment.ProcessorCount));
        }
        return Task.FromResult<IReadOnlyList<BenchmarkRow>>(rows);
    }

    private static async Task<BenchmarkRow> MeasureAsync(
        ClassicalCase each, ClassicalScene scene, PythonPeer peer, int repetitions, CancellationToken cancellation)
    {
        List<double> ours = [], theirs = [];
        each.Run(scene);
        var version = await peer.AskAsync($"version {each.Name}", cancellation).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        while (ours.Count < repetitions && (ours.Count < FewestRepetitions || clock.Elapsed < Patience))
        {
            ours.Add(Milliseconds(each, scene));
            theirs.Add(1000 * double.Parse(await peer.AskAsync($"run {each.Name}", cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture));
        }
        return BenchmarkRow.OfTimes($"{each.Name}, {scene.Image.Width}²", ours, theirs, version, Environment.ProcessorCount);
    }

    private static BenchmarkRow GeometricMean(List<BenchmarkRow> rows)
    {
        double ours = Mean(rows.Select(row => row.Ours)), theirs = Mean(rows.Select(row => row.Peer));
        return BenchmarkRow.OfTimes("geometric mean", [ours], [theirs], "peers", Environment.ProcessorCount);

        static double Mean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
    }

    private static double NanosecondsPerPixel(ClassicalCase each, ClassicalScene scene) =>
        1e6 * Milliseconds(each, scene) / ((double)scene.Image.Width * scene.Image.Height);

    private static double Milliseconds(ClassicalCase each, ClassicalScene scene)
    {
        var clock = Stopwatch.StartNew();
        GC.KeepAlive(each.Run(scene));
        return clock.Elapsed.TotalMilliseconds;
    }
}
