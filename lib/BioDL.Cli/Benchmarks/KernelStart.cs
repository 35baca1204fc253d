using System.Diagnostics;
using System.Globalization;
using BioDL.Cli.Building;
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
        await new QuickCompiler(Path.GetDirectoryName(surroundings.Worker)!, surroundings.Place.State).EnsureAsync(surroundings.Screen.Notice, cancellation).ConfigureAwait(false);
        var kernels = Directory.CreateTempSubdirectory("biodl-bench-").FullName;
        try
        {
            KernelSpec.Write(Path.Combine(kernels, "kernels"), KernelSpec.ThroughScript(surroundings.Place));
            using var driver = new Driver(Path.Combine(surroundings.Place.Environment, "peers", "kernels.py"), kernels);
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

    private static async Task MeasureAsync(Driver driver, string kernel, Figures figures, CancellationToken cancellation)
    {
        var start = await driver.AskAsync("start", kernel, cancellation).ConfigureAwait(false);
        figures.Known.Add(start[0]);
        figures.First.Add(start[1]);
        for (var i = 0; i < Cells; i++)
            figures.Cell.Add((await driver.AskAsync("cell", kernel, cancellation).ConfigureAwait(false))[0]);
        for (var i = 0; i < Completions; i++)
            figures.Completion.Add((await driver.AskAsync("complete", kernel, cancellation).ConfigureAwait(false))[0]);
        figures.Memory.Add((await driver.AskAsync("memory", kernel, cancellation).ConfigureAwait(false))[0]);
        await driver.AskAsync("stop", kernel, cancellation).ConfigureAwait(false);
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

    /// <summary>A Python process that starts kernels, talks to them, and says how long it took.</summary>
    private sealed class Driver : IDisposable
    {
        private const string Program = "/usr/bin/python3";
        private readonly Process process;

        public Driver(string script, string kernels)
        {
            var start = new ProcessStartInfo(Program, ["-W", "ignore", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["JUPYTER_PATH"] = kernels;
            start.Environment.Remove(Handover.Variable);
            try
            {
                process = Process.Start(start)!;
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                throw new ProblemException($"This benchmark compares with ipykernel, but there is no {Program}. Run environment/install-test-tools.sh.", exception);
            }
            // Kernels talk on their standard error; nobody must wait for it to be read.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
        }

        public async Task<IReadOnlyList<double>> AskAsync(string command, string kernel, CancellationToken cancellation)
        {
            await process.StandardInput.WriteLineAsync($"{command} {kernel}".AsMemory(), cancellation).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
            return [.. (await LineAsync(cancellation).ConfigureAwait(false)).Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
        }

        public async Task<string> LineAsync(CancellationToken cancellation) =>
            await process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false)
            ?? throw new ProblemException("The peer ended early. It needs python3-ipykernel, python3-jupyter-client and python3-psutil: run environment/install-test-tools.sh.");

        public void Dispose()
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(5000))
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }
}
