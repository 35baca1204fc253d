using System.Diagnostics;
using System.Globalization;
using BioDL.Cli.Processes;
using BioDL.Learning;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// How long the first prediction of a fresh process takes, from the start of loading the engine and the network to the output, and how much memory the
/// process held at most. Each is measured in processes of their own, the two engines in turn.
/// </summary>
internal static class FirstPrediction
{
    /// <summary>The hidden verb of the process that measures itself.</summary>
    public const string Verb = "first-prediction";

    private const string Ours = "ours";
    private const string Peer = "onnxruntime";
    private const int Repetitions = 5;

    public static async Task<IReadOnlyList<BenchmarkRow>> CompareAsync(
        Surroundings surroundings, string model, string peerVersion, CancellationToken cancellation)
    {
        var rows = new List<BenchmarkRow>();
        var simd = new ComputeOptions { Simd = SimdPath.Widest }.Taken.ToString();
        foreach (var threads in new[] { 1, 2 })
        {
            var ours = new List<(double Milliseconds, double Megabytes)>();
            var peer = new List<(double Milliseconds, double Megabytes)>();
            for (var n = 0; n < Repetitions; n++)
            {
                ours.Add(await InChildAsync(surroundings, Ours, model, threads, cancellation).ConfigureAwait(false));
                peer.Add(await InChildAsync(surroundings, Peer, model, threads, cancellation).ConfigureAwait(false));
            }
            rows.Add(BenchmarkRow.OfTimes("zoo U-Net, 512², first prediction of a process",
                [.. ours.Select(each => each.Milliseconds)], [.. peer.Select(each => each.Milliseconds)], peerVersion, threads, simd));
            rows.Add(BenchmarkRow.Of("zoo U-Net, 512², most memory of a process",
                [.. ours.Select(each => each.Megabytes)], [.. peer.Select(each => each.Megabytes)], peerVersion, "MB", threads, simd));
        }
        return rows;
    }

    /// <summary>Measures in this process, and prints milliseconds and megabytes.</summary>
    public static int Measure(string engine, string path, string threads)
    {
        var compute = new ComputeOptions { Threads = int.Parse(threads, CultureInfo.InvariantCulture), Simd = SimdPath.Widest };
        var clock = Stopwatch.StartNew();
        using var model = engine == Ours ? OnnxModel.Load(path, compute) : OpenPeer(path, compute);
        using var input = Tensor.Zeros(ElementType.Float32, [.. model.Inputs[0].Shape!.Select(size => size.Size ?? 1)]);
        foreach (var output in model.Run(new Dictionary<string, Tensor> { [model.Inputs[0].Name] = input }).Values)
            output.Dispose();
        Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalMilliseconds} {PeakBytes() / 1e6}"));
        return ExitCode.Success;
    }

    private static IInferenceEngine OpenPeer(string path, ComputeOptions compute) =>
        OnnxRuntimePeer.Load(Workplace.Find(Environment.GetEnvironmentVariable(Workplace.RootVariable), AppContext.BaseDirectory))
            .Open(File.ReadAllBytes(path), compute);

    private static async Task<(double Milliseconds, double Megabytes)> InChildAsync(
        Surroundings surroundings, string engine, string model, int threads, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var code = await Child.RunAsync(
            new ChildOptions
            {
                Program = DotNet.Program,
                Arguments = [typeof(FirstPrediction).Assembly.Location, Verb, engine, model, threads.ToString(CultureInfo.InvariantCulture)],
                Folder = surroundings.Place.Root,
                Environment = new Dictionary<string, string?> { [Workplace.RootVariable] = surroundings.Place.Root },
            },
            lines.Add, cancellation).ConfigureAwait(false);
        return code == 0 && lines.LastOrDefault()?.Split(' ') is [var milliseconds, var megabytes]
            ? (double.Parse(milliseconds, CultureInfo.InvariantCulture), double.Parse(megabytes, CultureInfo.InvariantCulture))
            : throw new ProblemException($"The first prediction could not be measured (code {code}): {string.Join(' ', lines)}");
    }

    // Linux counts what was ever resident; elsewhere .NET tells.
    internal static double PeakBytes() => File.Exists("/proc/self/status")
        ? 1024 * double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split((char[])[' ', '\t'],
            StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        : Process.GetCurrentProcess().PeakWorkingSet64;
}
