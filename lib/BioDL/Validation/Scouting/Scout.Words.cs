using BioDL.Statistics;

namespace BioDL.Validation;

/// <content>What came out, in sentences.</content>
public sealed partial class Scout
{
    private const int FailuresNamed = 3;

    /// <summary>What came out, a sentence each, ready for a paper.</summary>
    public IReadOnlyList<string> Verdicts => IndependentFields < ScoutDecision.FewestFields
        ? [$"Cannot tell with {Wording.Count(IndependentFields, "independent field")}: {Leader}, which may be chance. At least {ScoutDecision.FewestFields} fields are needed, and more for differences near the margin."]
        : [$"{Leader}.", .. Named("Worse", Worse), .. Named($"Equivalent to it within ±{Wording.Number(options.Margin)}", Equivalent), .. NotToldApart, .. WithoutLabels];

    /// <summary>How it was tested: which tests and why, what they gave, and the smallest difference that so many fields show.</summary>
    public IReadOnlyList<string> Methods =>
    [
        decision.Rule,
        .. decision.Together is { } together ? [together.ToString()] : Array.Empty<string>(),
        .. SmallestDifference is { } smallest ? [$"{smallest}{(IndependentFields < ScoutDecision.FewestFields ? "" : Level)}{ForMargin(smallest)}"] : Array.Empty<string>(),
        .. Candidates.Where(candidate => candidate.Candidate is { Model: not null, NeedsNoLabels: false }).Select(Version),
    ];

    /// <summary>What to distrust, a sentence each: training data that hold the test images, failures, few fields, luck.</summary>
    public IReadOnlyList<string> Cautions =>
    [
        .. Candidates.Where(candidate => candidate.Candidate is { Model: not null, NeedsNoLabels: false })
            .Select(candidate => TrainingOverlap.Of(candidate.Name, candidate.Candidate.Model!.Description, Fields)).OfType<string>(),
        .. Candidates.Where(candidate => candidate.Failures.Count > 0).Select(Failed),
        .. Pairs.Count > 0 && SmallestP > ScoutDecision.Significance ? [$"Of {IndependentFields} fields the smallest p of a permutation test is {Wording.Number(SmallestP / AllPairs)}, adjusted for {AllPairs} pairs {Wording.Number(SmallestP)}: "
            + $"no two candidates could have been told apart here. At least {(int)Math.Ceiling(Math.Log2(2 * AllPairs / ScoutDecision.Significance))} fields are needed, or fewer candidates."] : Array.Empty<string>(),
        .. IndependentFields is > 1 and < 20 ? [$"Intervals that are bootstrapped from {IndependentFields} fields are too narrow: 95 % intervals of 8 normal values held their mean in 88 % of simulated studies, of 12 in 91 %."] : Array.Empty<string>(),
        "Whoever is the best of several has had some luck on the fields that chose it: measure the chosen one again on fields that took no part here.",
    ];

    private string Leader => $"{Best.Name} has the highest mean {Lower(options.ScoreWords)}, {Fixed(Best.MeanScore)}"
        + (Best.MeanScoreInterval is { } interval ? $" (95 % interval {Fixed(interval.Low)} to {Fixed(interval.High)}; {Size})" : $" ({Size})");

    private string Size => Fields.Count == IndependentFields ? Wording.Count(IndependentFields, "independent field") : $"{Wording.Count(IndependentFields, "independent field")}, {Fields.Count} images";

    private IReadOnlyList<CandidateResult> Worse => [.. Candidates.Where(IsWorse).OrderByDescending(candidate => candidate.MeanScore)];

    /// <summary>Of the most regular difference there can be, adjusted for all pairs.</summary>
    private double SmallestP => AllPairs * Math.ScaleB(2, -IndependentFields);

    private string Level => Candidates.Count < 3 ? "" : $" (The level is 0.05 shared among {AllPairs} pairs.)";

    private IEnumerable<string> Named(string heading, IReadOnlyList<CandidateResult> candidates) => candidates.Count == 0 ? []
        : [$"{heading}: {string.Join("; ", candidates.Select(candidate => $"{candidate.Name}, {Gap(candidate)}"))}."];

    /// <summary>How far a candidate lies below the best.</summary>
    private string Gap(CandidateResult candidate)
    {
        var pair = WithBest(candidate)!;
        var (difference, equivalent) = (pair.Difference, pair.Verdict == Verdict.Equivalent);
        var interval = double.IsFinite(difference.Low) ? $" (95 % interval {Fixed(difference.Low)} to {Fixed(difference.High)})" : "";
        return $"{Fixed(Math.Abs(difference.Estimate))} lower{interval}, adjusted {Wording.P(equivalent ? pair.PEquivalence : pair.P)}";
    }

    private IEnumerable<string> NotToldApart
    {
        get
        {
            CandidateResult[] open = [.. Alike.Where(candidate => candidate != Best && !Equivalent.Contains(candidate))];
            return open.Length == 0 ? []
                : [$"Not told apart from it, which does not show that they are equal: {string.Join("; ", open.Select(candidate => $"{candidate.Name}, {Gap(candidate)}"))}."];
        }
    }

    private IEnumerable<string> WithoutLabels => Alike.FirstOrDefault(candidate => candidate.Candidate is { NeedsNoLabels: true, Model: null }) is not { } plain ? []
        : plain == Best ? [$"{plain.Name} needs no labels and no network, and nothing here does better."]
        : [$"{plain.Name} needs no labels and no network, and is among those: nothing here shows that more is needed."];

    private string ForMargin(DesignResult smallest) => smallest.Difference <= options.Margin ? ""
        : $" For differences as small as the margin of {Wording.Number(options.Margin)} it would take about {Design.FieldsNeeded(options.Margin, smallest.Spread, smallest.Power, smallest.Significance).Fields} fields.";

    private string Failed(CandidateResult candidate)
    {
        var failures = candidate.Failures;
        var named = string.Join("; ", failures.Take(FailuresNamed).Select(failure => $"{failure.Field.Id}: {failure.Failure}"));
        return $"{candidate.Name} failed on {(failures.Count == Fields.Count ? "every image" : $"{failures.Count} of {Fields.Count} images")}, each counted with a score of 0 ({named}"
            + $"{(failures.Count > FailuresNamed ? $"; and {failures.Count - FailuresNamed} more" : "")}).";
    }

    private static string Version(CandidateResult candidate)
    {
        var model = candidate.Candidate.Model!;
        var weights = model.Weights.File.Sha256 is { } sha ? $" (SHA-256 of its weights: {sha[..12]}…)" : "";
        return $"{candidate.Name} is the model {model.Name}{(model.Description.Version is { } version ? $", version {version}" : ", without a stated version")}{weights}.";
    }
}
