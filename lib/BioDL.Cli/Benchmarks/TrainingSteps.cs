using System.Diagnostics;
using System.Globalization;
using BioDL.Learning;
using BioDL.Learning.Fitting;
using BioDL.Learning.Losses;
using BioDL.Learning.Networks;
using BioDL.Learning.Optimisers;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// One step of training of a U-Net of about 450,000 weights: forward, loss, back, AdamW. Ours, with its widest vectors and with those of 256 bits, and
/// PyTorch's take turns. The peak of memory is that of each process at the end, ours with everything else that it measured.
/// </summary>
internal static class TrainingSteps
{
    private const int WarmUps = 3;

    private static readonly (int Batch, int Side)[] Sizes = [(4, 128), (1, 256)];

    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("biodl-bench-").FullName;
        try
        {
            using (var network = new UNet { Width = 16, Depth = 3 }.Build(seed: 1))
                network.Save(Path.Combine(folder, "u-net.onnx"));
            using var peer = new PythonPeer(Path.Combine(surroundings.Place.Environment, "peers", "train_networks.py"), folder,
                "PyTorch", "environment/install-benchmark-peers.sh");
            var version = await peer.LineAsync(cancellation).ConfigureAwait(false);
            var rows = new List<BenchmarkRow>();
            foreach (var threads in new[] { 2, 1 })
            {
                foreach (var (batch, side) in Sizes)
                {
                    foreach (var path in new[] { SimdPath.Widest, SimdPath.Avx2 }.Select(path => new ComputeOptions { Simd = path }.Taken).Distinct())
                    {
                        using var ours = new OwnTraining(batch, side, new ComputeOptions { Threads = threads, Simd = path });
                        var question = FormattableString.Invariant($"u-net {threads} {batch} {side}");
                        var (mine, theirs) = await InTurnAsync(ours, () => peer.AskAsync(question, cancellation), repetitions, cancellation).ConfigureAwait(false);
                        rows.Add(BenchmarkRow.OfTimes($"step of {batch} × {side}²", mine, theirs, version, threads, path.ToString()));
                        rows.Add(rows[^1] with { Name = $"managed allocation, step of {batch} × {side}²", Ours = ours.AllocatedKilobytes, Peer = 0, Ratio = 0, Unit = "KB" });
                    }
                }
            }
            var memory = double.Parse(await peer.AskAsync("memory", cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
            var own = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
            rows.Add(rows[0] with { Name = "peak memory", Ours = Math.Round(own), Peer = Math.Round(memory), Ratio = Math.Round(own / memory, 2), Unit = "MB" });
            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(List<double> Ours, List<double> Peer)> InTurnAsync(
        OwnTraining ours, Func<Task<string>> peer, int repetitions, CancellationToken cancellation)
    {
        var result = (Ours: new List<double>(), Peer: new List<double>());
        for (var n = -WarmUps; n < repetitions; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            var mine = ours.Step();
            var theirs = 1000 * double.Parse(await peer().ConfigureAwait(false), CultureInfo.InvariantCulture);
            if (n < 0)
                continue;
            result.Ours.Add(mine);
            result.Peer.Add(theirs);
        }
        return result;
    }

    private sealed class OwnTraining : IDisposable
    {
        private readonly OnnxModel model;
        private readonly TrainingRun run;
        private readonly Batch batch;

        public OwnTraining(int images, int side, ComputeOptions compute)
        {
            model = new UNet { Width = 16, Depth = 3 }.Build(seed: 1, compute);
            run = model.Train(Loss.Dice + Loss.BinaryCrossEntropy, new AdamW(1e-3));
            var random = new Random(2);
            batch = new Batch(Filled(() => random.NextSingle()), Filled(() => random.Next(2)));

            Tensor Filled(Func<float> next)
            {
                var tensor = Tensor.Zeros(ElementType.Float32, images, 1, side, side);
                foreach (ref var value in tensor.Span<float>())
                    value = next();
                return tensor;
            }
        }

        /// <summary>What the last step allocated on the garbage collector's heap.</summary>
        public double AllocatedKilobytes { get; private set; }

        /// <returns>Milliseconds.</returns>
        public double Step()
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            run.Step(batch);
            var taken = clock.Elapsed.TotalMilliseconds;
            AllocatedKilobytes = Math.Round((GC.GetTotalAllocatedBytes(precise: true) - before) / 1024.0, 1);
            return taken;
        }

        public void Dispose()
        {
            run.Dispose();
            model.Dispose();
        }
    }
}
