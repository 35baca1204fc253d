namespace BioDL.Statistics;

/// <summary>Which difference a test looks for. Choose before you see the data.</summary>
public enum Alternative
{
    /// <summary>a and b differ, either way.</summary>
    TwoSided,

    /// <summary>a is greater than b.</summary>
    Greater,

    /// <summary>a is less than b.</summary>
    Less,
}

/// <summary>What Wilcoxon's test does with pairs that don't differ.</summary>
public enum Zeros
{
    /// <summary>They are left out before ranking (Wilcoxon 1945).</summary>
    LeftOut,

    /// <summary>They are ranked with the others, then their ranks are left out (Pratt 1959).</summary>
    Ranked,
}

/// <summary>How a test is done: <c>new TestOptions { Alternative = Alternative.Greater }</c> changes one default.</summary>
public sealed record TestOptions
{
    /// <summary>Which difference the test looks for.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    /// <summary>Significance level, between 0 and 0.5; intervals hold the truth in a share of 1 − this.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>What Wilcoxon's test does with pairs that don't differ.</summary>
    public Zeros Zeros { get; init; } = Zeros.LeftOut;

    /// <summary>Random permutations where there are too many to try all, 999 to 10,000,000.</summary>
    public int Draws { get; init; } = 99_999;

    /// <summary>Seed of the random permutations: the same seed, the same p.</summary>
    public int Seed { get; init; } = 1;

    internal double Confidence => 1 - Significance;

    internal TestOptions Checked()
    {
        Require.Between(Significance, 0, 0.5, nameof(Significance));
        Require.Within(Draws, 999, 10_000_000, nameof(Draws));
        return this;
    }

    /// <summary>The p of the alternative, from the shares of equally likely outcomes at least as great and at most as great as the one that was seen.</summary>
    internal double Choose(double atLeast, double atMost) => Alternative switch
    {
        Alternative.Greater => Math.Min(1, atLeast),
        Alternative.Less => Math.Min(1, atMost),
        _ => Math.Min(1, 2 * Math.Min(atLeast, atMost)),
    };
}
