using System.Runtime.Intrinsics;

namespace BioDL.Cli.Benchmarks;

/// <summary>One figure: the median of several repetitions, ours and the peer's taken in turn.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The peer's.</param>
/// <param name="PeerVersion">Name and version of the peer.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Ratio">Ours divided by the peer's: below 1 is faster.</param>
/// <param name="Threads">Threads that each used.</param>
/// <param name="SimdPath">The widest vectors that our code could use.</param>
/// <param name="Repetitions">How often each was measured.</param>
internal sealed record BenchmarkRow(
    string Name, double Ours, double Peer, string PeerVersion, string Unit, double Ratio, int Threads, string SimdPath, int Repetitions)
{
    /// <summary>A row from measured times in milliseconds.</summary>
    public static BenchmarkRow OfTimes(
        string name, IReadOnlyList<double> ours, IReadOnlyList<double> peer, string peerVersion, int threads, string? simdPath = null) =>
        Of(name, ours, peer, peerVersion, "ms", threads, simdPath);

    /// <summary>A row from measured figures of any unit.</summary>
    public static BenchmarkRow Of(
        string name, IReadOnlyList<double> ours, IReadOnlyList<double> peer, string peerVersion, string unit, int threads, string? simdPath = null)
    {
        double mine = Median(ours), theirs = Median(peer);
        return new BenchmarkRow(name, Math.Round(mine, 3), Math.Round(theirs, 3), peerVersion, unit, Math.Round(mine / theirs, 2), threads, simdPath ?? Simd, ours.Count);
    }

    internal static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Simd =>
        Vector512.IsHardwareAccelerated ? "512 bits" : Vector256.IsHardwareAccelerated ? "256 bits" : Vector128.IsHardwareAccelerated ? "128 bits" : "none";
}
