namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>One method to measure.</summary>
/// <param name="Name">What readers see; the peer's script knows it by the same name.</param>
/// <param name="Run">Our side; what it returns keeps the work from being left out.</param>
internal sealed record ClassicalCase(string Name, Func<ClassicalScene, object> Run)
{
    /// <summary>The largest side at which it is compared, where the peer would take minutes beyond; 0 when it has no peer.</summary>
    public int LargestPeerSide { get; init; } = int.MaxValue;

    /// <summary>Whether its cost should grow with the pixels, and its result still fits in memory on the largest image.</summary>
    public bool Grows { get; init; } = true;

    /// <summary>All methods, by room.</summary>
    public static IReadOnlyList<ClassicalCase> All { get; } = [.. FilterCases.All, .. ObjectCases.All, .. LearningCases.All];
}
