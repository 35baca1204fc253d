using System.Diagnostics;
using System.Globalization;
using BioDL.Cli.Processes;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Models;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// A large image through the zoo's U-Net with all that a prediction takes (statistics, tiles, putting together, sigmoid), against the same engine
/// called as often on one tile, and nothing else. Each in processes of its own, in turn, with the most memory that each held.
/// </summary>
internal static class ZooPrediction
{
    /// <summary>The hidden verb of the process that measures itself.</summary>
    public const string Verb = "zoo-prediction";

    private const string Ours = "ours";
    private const string Engine = "engine";
    private const string Model = "unet2d-nuclei-broad";
    private const int Side = 4096, MostRepetitions = 5;

    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        var ours = new List<(double Milliseconds, double Megabytes)>();
        var engine = new List<(double Milliseconds, double Megabytes)>();
        for (var n = 0; n < Math.Min(repetitions, MostRepetitions); n++)
        {
            ours.Add(await InChildAsync(surroundings, Ours, cancellation).ConfigureAwait(false));
            engine.Add(await InChildAsync(surroundings, Engine, cancellation).ConfigureAwait(false));
        }
        const string Peer = "the same engine, tile after tile";
        var threads = ComputeOptions.Default.Threads;
        var simd = new ComputeOptions { Simd = SimdPath.Widest }.Taken.ToString();
        return
        [
            BenchmarkRow.OfTimes("zoo U-Net, 4096² in tiles", [.. ours.Select(each => each.Milliseconds)], [.. engine.Select(each => each.Milliseconds)], Peer, threads, simd),
            BenchmarkRow.Of("zoo U-Net, 4096² in tiles, most memory of a process", [.. ours.Select(each => each.Megabytes)], [.. engine.Select(each => each.Megabytes)], Peer, "MB", threads, simd),
        ];
    }

    /// <summary>Measures in this process, and prints milliseconds and megabytes.</summary>
    public static int Measure(string who)
    {
        var model = Zoo.Open(Model);
        var milliseconds = who == Ours ? Predict(model) : Call(model);
        Console.WriteLine(FormattableString.Invariant($"{milliseconds} {FirstPrediction.PeakBytes() / 1e6}"));
        return ExitCode.Success;
    }

    private static double Predict(ZooModel model)
    {
        model.Predict(Noise(512));
        var image = Noise(Side);
        var clock = Stopwatch.StartNew();
        model.Predict(image);
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>As many runs as the prediction takes: 9 × 9 tiles of 512 pixels, whose halo of 32 leaves 448 of each.</summary>
    private static double Call(ZooModel model)
    {
        const int Tiles = 9;
        using var network = model.LoadWeights();
        var noise = Noise(512);
        using var tile = Tensor.From(noise.Values, 1, 1, 512, 512);
        network.Run(tile).Dispose();
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < Tiles * Tiles; n++)
            network.Run(tile).Dispose();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static Image Noise(int side)
    {
        var random = new Random(1);
        var values = new float[side * side];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle();
        return new Image(1, side, side, values);
    }

    private static async Task<(double Milliseconds, double Megabytes)> InChildAsync(Surroundings surroundings, string who, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var code = await Child.RunAsync(
            new ChildOptions
            {
                Program = DotNet.Program,
                Arguments = [typeof(ZooPrediction).Assembly.Location, Verb, who],
                Folder = surroundings.Place.Root,
                Environment = new Dictionary<string, string?> { [Workplace.RootVariable] = surroundings.Place.Root },
            },
            lines.Add, cancellation).ConfigureAwait(false);
        return code == 0 && lines.LastOrDefault()?.Split(' ') is [var milliseconds, var megabytes]
            ? (double.Parse(milliseconds, CultureInfo.InvariantCulture), double.Parse(megabytes, CultureInfo.InvariantCulture))
            : throw new ProblemException($"The prediction could not be measured (code {code}): {string.Join(' ', lines)}");
    }
}
