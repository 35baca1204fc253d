namespace BioDL.Statistics;

/// <summary>How the ends of a bootstrap interval are found.</summary>
public enum IntervalMethod
{
    /// <summary>Bias-corrected and accelerated, BCa (Efron 1987): quantiles moved by the draws' bias and the statistic's skewness.</summary>
    BiasCorrected,

    /// <summary>The draws' own quantiles (Efron 1979): simple, and off centre when the statistic is skewed.</summary>
    Percentile,
}

/// <summary>How a bootstrap is done. The defaults are good for most: <c>new BootstrapOptions { Confidence = 0.9 }</c> changes one.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How often such intervals should hold the truth, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many samples are drawn, 100 to 1,000,000.</summary>
    public int Draws { get; init; } = 10_000;

    /// <summary>Seed of the draws: the same seed, the same interval.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the ends are found.</summary>
    public IntervalMethod Method { get; init; } = IntervalMethod.BiasCorrected;

    internal void Check()
    {
        Require.Between(Confidence, 0, 1, nameof(Confidence));
        Require.Within(Draws, 100, 1_000_000, nameof(Draws));
    }
}
