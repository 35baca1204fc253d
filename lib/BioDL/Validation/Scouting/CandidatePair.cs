using BioDL.Statistics;

namespace BioDL.Validation;

/// <summary>Two candidates on the same fields, with p adjusted for the number of pairs.</summary>
public sealed record CandidatePair
{
    /// <summary>The one.</summary>
    public required CandidateResult First { get; init; }

    /// <summary>The other.</summary>
    public required CandidateResult Second { get; init; }

    /// <summary>Mean difference, first less second, its interval, and both tests before adjustment.</summary>
    public required ScoreDifference Difference { get; init; }

    /// <summary>p of there being no difference, adjusted after Holm for the number of pairs.</summary>
    public required double P { get; init; }

    /// <summary>p of a difference as large as the margin, adjusted after Holm for the number of pairs.</summary>
    public required double PEquivalence { get; init; }

    /// <summary>Cohen's d_z with its 95 % interval: how regular the difference is over fields; null where the differences don't vary.</summary>
    public Interval? Effect => ScoutDecision.Spread(First, Second) > 0 ? EffectSize.StandardisedDifference(First.Scores, Second.Scores, First.Groups, First.Draws) : null;

    /// <summary>Whether the test of all candidates together lets pairs be told apart.</summary>
    public required bool DifferencesMayBeTold { get; init; }

    /// <summary>Whether a difference was shown, of whatever size, at 0.05.</summary>
    public bool Differ => DifferencesMayBeTold && P <= ScoutDecision.Significance;

    /// <summary>Equivalent within the margin, greater (the first is better), less, or not to be told, each at 0.05 after adjustment.</summary>
    public Verdict Verdict => PEquivalence <= ScoutDecision.Significance ? Verdict.Equivalent
        : !Differ ? Verdict.CannotTell
        : Difference.Estimate > 0 ? Verdict.Greater : Verdict.Less;

    /// <summary>Both names and what came out.</summary>
    public override string ToString() => $"{First.Name} and {Second.Name}: {Words}";

    internal string Words => Verdict switch
    {
        Verdict.Equivalent => Differ ? "equivalent, a small difference" : "equivalent",
        Verdict.Greater => $"{First.Name} is better",
        Verdict.Less => $"{Second.Name} is better",
        _ => "cannot tell",
    };
}
