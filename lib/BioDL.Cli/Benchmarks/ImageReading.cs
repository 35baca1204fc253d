using System.Diagnostics;
using System.Globalization;
using BioDL.Images;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// Reading image files of 1024 × 1024 pixels, from the path to the values in memory, on one thread. Ours gives floats of 32 bits in channels. The
/// peer (Pillow, tifffile or NumPy) is measured twice: to an array of the file's own type, which is less to write, and on to the same floats.
/// </summary>
internal static class ImageReading
{
    private const int WarmUps = 15;

    public static async Task<IReadOnlyList<BenchmarkRow>> MeasureAsync(Surroundings surroundings, int repetitions, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("biodl-bench-").FullName;
        using var peer = new PythonPeer(Path.Combine(surroundings.Place.Environment, "peers", "read_images.py"), folder);
        try
        {
            var rows = new List<BenchmarkRow>();
            foreach (var (name, path, version) in await peer.FilesAsync(cancellation).ConfigureAwait(false))
            {
                List<double> ours = [], own = [], floats = [];
                for (var n = -WarmUps; n < repetitions; n++)
                {
                    var clock = Stopwatch.StartNew();
                    GC.KeepAlive(ImageFile.Read(path));
                    var mine = clock.Elapsed.TotalMilliseconds;
                    var other = await peer.MillisecondsAsync("own", path, cancellation).ConfigureAwait(false);
                    var converted = await peer.MillisecondsAsync("floats", path, cancellation).ConfigureAwait(false);
                    if (n < 0)
                        continue;
                    ours.Add(mine);
                    own.Add(other);
                    floats.Add(converted);
                }
                rows.Add(BenchmarkRow.OfTimes(name, ours, own, version, threads: 1));
                rows.Add(BenchmarkRow.OfTimes($"{name}, to floats", ours, floats, version, threads: 1));
            }
            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A Python process that makes the files, and then reads one each time it is told to.</summary>
    private sealed class PythonPeer : IDisposable
    {
        private const string Program = "/usr/bin/python3";
        private readonly Process process;

        public PythonPeer(string script, string folder)
        {
            var start = new ProcessStartInfo(Program, [script, folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            try
            {
                process = Process.Start(start)!;
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                throw new ProblemException($"This benchmark compares with Pillow and tifffile, but there is no {Program}. Run environment/install-test-tools.sh.", exception);
            }
        }

        public async Task<IReadOnlyList<(string Name, string Path, string Version)>> FilesAsync(CancellationToken cancellation)
        {
            var files = new List<(string, string, string)>();
            while (await LineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } line)
                files.Add(line.Split('\t') is [var name, var path, var version] ? (name, path, version) : throw new ProblemException($"The peer said '{line}'."));
            return files;
        }

        public async Task<double> MillisecondsAsync(string kind, string path, CancellationToken cancellation)
        {
            await process.StandardInput.WriteLineAsync($"{kind} {path}".AsMemory(), cancellation).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
            return 1000 * double.Parse(await LineAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(2000))
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        private async Task<string> LineAsync(CancellationToken cancellation) =>
            await process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false)
            ?? throw new ProblemException("The peer ended early; its own message stands above. It needs python3-tifffile, python3-pil and python3-numpy: "
                + "run environment/install-test-tools.sh.");
    }
}
