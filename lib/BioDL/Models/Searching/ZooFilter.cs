namespace BioDL.Models;

/// <summary>What a model must have to be found. Null or false asks for nothing.</summary>
public sealed record ZooFilter
{
    /// <summary>A word of its task: <c>segmentation</c>, <c>restoration</c>.</summary>
    public string? Task { get; init; }

    /// <summary>A word of its modality: <c>fluorescence</c>, <c>phase contrast</c>.</summary>
    public string? Modality { get; init; }

    /// <summary><c>2d</c> or <c>3d</c>.</summary>
    public string? Axes { get; init; }

    /// <summary>Weights that run here (ONNX).</summary>
    public bool RunsHere { get; init; }

    /// <summary>Beginning of the licence's SPDX identifier: <c>CC-BY</c>.</summary>
    public string? License { get; init; }

    /// <summary>Names its training data.</summary>
    public bool NamesTrainingData { get; init; }

    /// <summary>Passed the zoo's own tests.</summary>
    public bool TestPassed { get; init; }

    /// <summary>Was downloaded at least so often.</summary>
    public long MinimumDownloads { get; init; }

    internal bool Admits(ZooEntry entry) =>
        (Task is null || SearchWords.MatchAll(Task, entry.Description))
        && (Modality is null || SearchWords.MatchAll(Modality, entry.Description))
        && (Axes is null || string.Equals(Axes, entry.Axes, StringComparison.OrdinalIgnoreCase))
        && (!RunsHere || entry.RunsHere)
        && (License is null || entry.Description.License?.StartsWith(License, StringComparison.OrdinalIgnoreCase) == true)
        && (!NamesTrainingData || entry.Description.TrainingData is not null)
        && (!TestPassed || entry.Test?.Passed == true)
        && (MinimumDownloads == 0 || entry.Downloads >= MinimumDownloads);
}
