using System.Diagnostics;
using System.Globalization;
using BioDL.Learning;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// Networks in our engine, in ONNX Runtime and in PyTorch, one after the other in the same run: a figure is the mean of a burst of runs, and the
/// bursts of the three take turns. Ours is measured with its widest vectors and with those of 256 bits; the peers use what they choose.
/// </summary>
internal static class Inference
{
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    // Threads of ONNX Runtime go on waiting for work for a while, and would disturb whoever comes next.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        await OnnxRuntimePeer.PrepareAsync(surroundings, cancellation).ConfigureAwait(false);
        var cases = InferenceCase.All();
        var folder = Directory.CreateTempSubdirectory("biodl-bench-").FullName;
        try
        {
            for (var n = 0; n < cases.Count; n++)
                await File.WriteAllBytesAsync(Path.Combine(folder, n + ".onnx"), cases[n].File, cancellation).ConfigureAwait(false);
            var rows = new List<BenchmarkRow>();
            using var torch = new PythonPeer(Path.Combine(surroundings.Place.Environment, "peers", "run_networks.py"), folder,
                "PyTorch", "environment/install-benchmark-peers.sh");
            var torchVersion = await torch.LineAsync(cancellation).ConfigureAwait(false);
            var runtime = OnnxRuntimePeer.Load(surroundings.Place);
            foreach (var threads in new[] { 1, 2 })
            {
                for (var n = 0; n < cases.Count; n++)
                {
                    using var peer = runtime.Open(cases[n].File, new ComputeOptions { Threads = threads });
                    foreach (var path in new[] { SimdPath.Widest, SimdPath.Avx2 }.Select(path => new ComputeOptions { Simd = path }.Taken).Distinct())
                    {
                        using var ours = OnnxModel.Load(cases[n].File, new ComputeOptions { Threads = threads, Simd = path });
                        var question = FormattableString.Invariant($"{n} {threads}");
                        var times = await InTurnAsync(cases[n], ours, peer, () => torch.AskAsync(question, cancellation), repetitions, cancellation).ConfigureAwait(false);
                        rows.Add(BenchmarkRow.OfTimes(cases[n].Name, times.Ours, times.Peer, runtime.Version + " (its widest vectors)", threads, path.ToString()));
                        rows.Add(BenchmarkRow.OfTimes(cases[n].Name, times.Ours, times.Torch, torchVersion, threads, path.ToString()));
                    }
                }
            }
            rows.AddRange(await FirstPrediction.CompareAsync(surroundings, Path.Combine(folder, "0.onnx"), runtime.Version, cancellation).ConfigureAwait(false));
            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(List<double> Ours, List<double> Peer, List<double> Torch)> InTurnAsync(
        InferenceCase each, OnnxModel ours, IInferenceEngine peer, Func<Task<string>> torch, int repetitions, CancellationToken cancellation)
    {
        using var input = each.Input();
        var result = (Ours: new List<double>(), Peer: new List<double>(), Torch: new List<double>());
        Time(ours, input, WarmUp);
        Time(peer, input, WarmUp / 4);
        await torch().ConfigureAwait(false);
        for (var n = 0; n < repetitions; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            result.Ours.Add(Time(ours, input, Burst));
            result.Peer.Add(Time(peer, input, Burst));
            await Task.Delay(Rest, cancellation).ConfigureAwait(false);
            result.Torch.Add(1000 * double.Parse(await torch().ConfigureAwait(false), CultureInfo.InvariantCulture));
            await Task.Delay(Rest, cancellation).ConfigureAwait(false);
        }
        return result;
    }

    /// <summary>Milliseconds of one run: the mean of as many as fit in a while, after one that does not count.</summary>
    private static double Time(IInferenceEngine engine, Tensor input, TimeSpan atLeast)
    {
        var given = new Dictionary<string, Tensor> { [engine.Inputs[0].Name] = input };
        Run(engine, given);
        var clock = Stopwatch.StartNew();
        var runs = 0;
        do
        {
            Run(engine, given);
            runs++;
        }
        while (clock.Elapsed < atLeast);
        return clock.Elapsed.TotalMilliseconds / runs;
    }

    private static void Run(IInferenceEngine engine, Dictionary<string, Tensor> given)
    {
        foreach (var output in engine.Run(given).Values)
            output.Dispose();
    }
}
