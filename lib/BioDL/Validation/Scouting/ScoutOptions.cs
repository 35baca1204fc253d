namespace BioDL.Validation;

/// <summary>How candidates are compared. Fix the margin and the score before you look at any result.</summary>
public sealed record ScoutOptions
{
    /// <summary>The largest difference of mean scores that doesn't matter, above 0.</summary>
    public required double Margin { get; init; }

    /// <summary>The smallest IoU at which an object counts as found, above 0 and at most 1.</summary>
    public double IoU { get; init; } = 0.5;

    /// <summary>Which score of a field decides; higher is better. The accuracy when null.</summary>
    public Func<FieldScore, double>? Score { get; init; }

    /// <summary>What that score is called in tables and on axes; null for "Accuracy at IoU 0.5" (or whatever <see cref="IoU"/> says).</summary>
    public string? ScoreName { get; init; }

    /// <summary>Whether methods that need no labels join the candidates.</summary>
    public bool Baselines { get; init; } = true;

    /// <summary>Seed of the bootstrap: the same seed, the same intervals.</summary>
    public int Seed { get; init; } = 1;

    internal string ScoreWords => ScoreName ?? (Score is null ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Accuracy at IoU {IoU:0.##}") : "Score");

    internal ScoutOptions Checked() => !(Margin > 0) || !double.IsFinite(Margin)
        ? throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "Expected a margin above 0: the largest difference of mean scores that doesn't matter to you.")
        : !(IoU is > 0 and <= 1) ? throw new ArgumentOutOfRangeException(nameof(IoU), IoU, "Expected an IoU above 0 and at most 1; 0.5 is customary.") : this;
}
