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
        using var peer = new PythonPeer(
            Path.Combine(surroundings.Place.Environment, "peers", "read_images.py"), folder, "Pillow and tifffile", "environment/install-test-tools.sh");
        try
        {
            var rows = new List<BenchmarkRow>();
            foreach (var (name, path, version) in await FilesAsync(peer, cancellation).ConfigureAwait(false))
            {
                List<double> ours = [], own = [], floats = [];
                for (var n = -WarmUps; n < repetitions; n++)
                {
                    var clock = Stopwatch.StartNew();
                    GC.KeepAlive(ImageFile.Read(path));
                    var mine = clock.Elapsed.TotalMilliseconds;
                    var other = await MillisecondsAsync(peer, "own", path, cancellation).ConfigureAwait(false);
                    var converted = await MillisecondsAsync(peer, "floats", path, cancellation).ConfigureAwait(false);
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

    private static async Task<double> MillisecondsAsync(PythonPeer peer, string kind, string path, CancellationToken cancellation) =>
        1000 * double.Parse(await peer.AskAsync($"{kind} {path}", cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<(string Name, string Path, string Version)>> FilesAsync(PythonPeer peer, CancellationToken cancellation)
    {
        var files = new List<(string, string, string)>();
        while (await peer.LineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } line)
            files.Add(line.Split('\t') is [var name, var path, var version] ? (name, path, version) : throw new ProblemException($"The peer said '{line}'."));
        return files;
    }
}
