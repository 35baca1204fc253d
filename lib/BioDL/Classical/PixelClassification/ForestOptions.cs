namespace BioDL.Classical;

/// <summary>How a random forest is grown.</summary>
public sealed record ForestOptions
{
    /// <summary>Number of trees, 1 to 10,000.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>The most questions from root to leaf, 1 to 64; null for no limit but that of 64.</summary>
    public int? MaximumDepth { get; init; }

    /// <summary>The fewest different samples of the tree's own draw that a leaf may hold, at least 1.</summary>
    public int MinimumLeaf { get; init; } = 1;

    /// <summary>How many features are tried at each split; null for the square root of their number, rounded down.</summary>
    public int? FeaturesPerSplit { get; init; }

    /// <summary>
    /// Whether each class weighs the same in all, however few samples it has: samples weigh samples ÷ (classes × samples of their class), as
    /// scikit-learn's <c>class_weight="balanced"</c>.
    /// </summary>
    public bool Balanced { get; init; }

    /// <summary>The most levels of one question after the other.</summary>
    internal const int DeepestTree = 64;

    internal void Check()
    {
        if (Trees is < 1 or > 10_000)
            throw new ArgumentException($"Found {Trees} trees; expected 1 to 10,000.");
        if (MaximumDepth is < 1 or > DeepestTree)
            throw new ArgumentException($"Found a maximum depth of {MaximumDepth}; expected 1 to {DeepestTree}, or null for no limit.");
        if (MinimumLeaf < 1)
            throw new ArgumentException($"Found a smallest leaf of {MinimumLeaf} samples; expected at least 1.");
        if (FeaturesPerSplit < 1)
            throw new ArgumentException($"Found {FeaturesPerSplit} features per split; expected at least 1, or null for the square root of their number.");
    }
}
