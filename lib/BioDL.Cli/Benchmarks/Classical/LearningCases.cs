namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>The pixel classifier; the peers stand in environment/peers/classical/learning.py.</summary>
internal static class LearningCases
{
    public static IReadOnlyList<ClassicalCase> All { get; } = [];
}
