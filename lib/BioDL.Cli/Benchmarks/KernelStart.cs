using System.Globalization;
using BioDL.Cli.Jupyter;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// Our kernel beside ipykernel, both driven by Jupyter's own client, in turn: from the start of the process to the first answer and to the first
/// result of a trivial cell; later such cells; completion; memory.
/// </summary>
internal static class KernelStart
{
    private const int MostStarts = 7;
    private const int Cells = 10;
    private const int Completions = 5;
    private const string Peer = "python3";

    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        var kernels = Directory.CreateTempSubdirectory("biodl-bench-").FullName;
        try
        {
            KernelSpec.Write(Path.Combine(kernels, "kernels"), KernelSpec.ThroughScript(surroundings.Place));
            using var driver = new PythonPeer(Path.Combine(surroundings.Place.Environment, "peers", "kernels.py"), kernels,
                "python3-ipykernel, python3-jupyter-client and python3-psutil", "environment/install-test-tools.sh");
            var version = await driver.LineAsync(cancellation).ConfigureAwait(false);
            var (ours, peer) = (new Figures(), new Figures());
            for (var start = 0; start < Math.Min(repetitions, MostStarts); start++)
            {
                await MeasureAsync(driver, Peer, peer, cancellation).ConfigureAwait(false);
                await MeasureAsync(driver, KernelSpec.Name, ours, cancellation).ConfigureAwait(false);
            }
            return [.. ours.Rows(peer, version)];
        }
        finally
        {
            Directory.Delete(kernels, recursive: true);
        }
    }

    private static async Task MeasureAsync(PythonPeer driver, string kernel, Figures figures, CancellationToken cancellation)
    {
        var start = await AskAsync(driver, "start", kernel, cancellation).ConfigureAwait(false);
        figures.Known.Add(start[0]);
        figures.First.Add(start[1]);
        for (var i = 0; i < Cells; i++)
            figures.Cell.Add((await AskAsync(driver, "cell", kernel, cancellation).ConfigureAwait(false))[0]);
        for (var i = 0; i < Completions; i++)
            figures.Completion.Add((await AskAsync(driver, "complete", kernel, cancellation).ConfigureAwait(false))[0]);
        figures.Memory.Add((await AskAsync(driver, "memory", kernel, cancellation).ConfigureAwait(false))[0]);
        await AskAsync(driver, "stop", kernel, cancellation).ConfigureAwait(false);
    }

    private sealed class Figures
    {
        public List<double> Known { get; } = [];

        public List<double> First { get; } = [];

        public List<double> Cell { get; } = [];

        public List<double> Completion { get; } = [];

        public List<double> Memory { get; } = [];

        public IEnumerable<BenchmarkRow> Rows(Figures peer, string version)
        {
            var threads = Environment.ProcessorCount;
            yield return BenchmarkRow.OfTimes("cold start to kernel_info", Known, peer.Known, version, threads);
            yield return BenchmarkRow.OfTimes("cold start to the first result", First, peer.First, version, threads);
            yield return BenchmarkRow.OfTimes("warm trivial cell", Cell, peer.Cell, version, threads);
            yield return BenchmarkRow.OfTimes("completion", Completion, peer.Completion, version, threads);
            yield return BenchmarkRow.OfTimes("memory after that", Memory, peer.Memory, version, threads) with { Unit = "MB" };
        }
    }

    private static async Task<double[]> AskAsync(PythonPeer peer, string command, string kernel, CancellationToken cancellation) =>
        [.. (await peer.AskAsync($"{command} {kernel}", cancellation).ConfigureAwait(false)).Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
}
