namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>One method to measure.</summary>
/// <param name="Name">What readers see; the peer's script knows it by the same name.</param>
/// <param name="Run">Our side; what it returns keeps the work from being left out.</param>
internal sealed record ClassicalCase(string Name, Func<ClassicalScene, object> Run)
{
    /// <summary>The largest side that is measured; for methods that see only a sample of the pixels, or whose peer takes minutes.</summary>
    public int LargestSide { get; init; } = int.MaxValue;

    /// <summary>Whether only the growth of its cost is measured, since no peer does it on large images.</summary>
    public bool ForGrowthOnly { get; init; }

    /// <summary>All methods, by room.</summary>
    public static IReadOnlyList<ClassicalCase> All { get; } = [.. FilterCases.All, .. ObjectCases.All, .. LearningCases.All];
}
