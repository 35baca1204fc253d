using BioDL.Data;
using BioDL.Images;

namespace BioDL.Validation;

/// <summary>What one candidate made of one field.</summary>
public sealed record CandidateField
{
    private readonly LabelRuns runs;

    internal CandidateField(LabelRuns runs) => this.runs = runs;

    /// <summary>The labelled field.</summary>
    public required Sample Field { get; init; }

    /// <summary>The score that decides; 0 where the candidate failed.</summary>
    public required double Score { get; init; }

    /// <summary>Overlap of all foreground pixels, 0 to 1; 0 where the candidate failed.</summary>
    public required double ForegroundIoU { get; init; }

    /// <summary>Objects that were labelled.</summary>
    public required int Labelled { get; init; }

    /// <summary>Objects that the candidate counted, right or wrong.</summary>
    public required int Counted { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Why there was no answer; null when there was one.</summary>
    public string? Failure { get; init; }

    /// <summary>The objects that the candidate found; none where it failed.</summary>
    public LabelImage Found => runs.ToLabels();
}
