using System.Diagnostics;
using System.Globalization;
using BioDL.Cli.Processes;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Models;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// A large image through the zoo's U-Net with all that a prediction takes (statistics, tiles, putting together, sigmoid), against the same engine
/// called as often on one tile, and nothing else. Each in processes of its own, in turn, with the time of all processors together, which tells more on a
/// busy machine, and the most memory that each held.
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
        var ours = new List<Figures>();
        var engine = new List<Figures>();
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
            Row("zoo U-Net, 4096² in tiles", "ms", figures => figures.Milliseconds),
            Row("zoo U-Net, 4096² in tiles, processors together", "ms", figures => figures.Processors),
            Row("zoo U-Net, 4096² in tiles, most memory of a process", "MB", figures => figures.Megabytes),
        ];

        BenchmarkRow Row(string name, string unit, Func<Figures, double> figure) =>
            BenchmarkRow.Of(name, [.. ours.Select(figure)], [.. engine.Select(figure)], Peer, unit, threads, simd);
    }

    /// <summary>Measures in this process, and prints milliseconds, those of all processors together, and megabytes.</summary>
    public static int Measure(string who)
    {
        var model = Zoo.Open(Model);
        var (milliseconds, processors) = who == Ours ? Predict(model) : Call(model);
        // The progress bar leaves its line open.
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"{milliseconds} {processors} {FirstPrediction.PeakBytes() / 1e6}"));
        return ExitCode.Success;
    }

    private static (double, double) Predict(ZooModel model)
    {
        model.Predict(Noise(512));
        var image = Noise(Side);
        return Time(() => model.Predict(image));
    }

    /// <summary>As many runs as the prediction takes: 9 × 9 tiles of 512 pixels, whose halo of 32 leaves 448 of each.</summary>
    private static (double, double) Call(ZooModel model)
    {
        const int Tiles = 9;
        using var network = model.LoadWeights();
        var noise = Noise(512);
        using var tile = Tensor.From(noise.Values, 1, 1, 512, 512);
        network.Run(tile).Dispose();
        return Time(() =>
        {
            for (var n = 0; n < Tiles * Tiles; n++)
                network.Run(tile).Dispose();
        });
    }

    private static (double Milliseconds, double Processors) Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        work();
        process.Refresh();
        return (clock.Elapsed.TotalMilliseconds, (process.TotalProcessorTime - before).TotalMilliseconds);
    }

    private static Image Noise(int side)
    {
        var random = new Random(1);
        var values = new float[side * side];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle();
        return new Image(1, side, side, values);
    }

    private static async Task<Figures> InChildAsync(Surroundings surroundings, string who, CancellationToken cancellation)
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
        return code == 0 && lines.LastOrDefault()?.Split(' ') is { Length: 3 } parts
            ? new Figures(Number(parts[0]), Number(parts[1]), Number(parts[2]))
            : throw new ProblemException($"The prediction could not be measured (code {code}): {string.Join(' ', lines)}");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private readonly record struct Figures(double Milliseconds, double Processors, double Megabytes);
}
