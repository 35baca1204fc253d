namespace BioDL.Validation;

/// <content>What came out, in sentences.</content>
public sealed partial class Scout
{
    /// <summary>What came out, a sentence each, ready for a paper.</summary>
    public IReadOnlyList<string> Verdicts => [$"{Best.Name} has the highest mean."];

    /// <summary>What to distrust: training data that hold the test images, failures, few fields.</summary>
    public IReadOnlyList<string> Cautions => [.. Candidates.Where(candidate => candidate.Candidate.Model is not null && !candidate.Candidate.NeedsNoLabels)
        .Select(candidate => TrainingOverlap.Of(candidate.Name, candidate.Candidate.Model!, Fields)).OfType<string>()];
}
