namespace BioDL.Models;

/// <summary>What a checklist looks at.</summary>
/// <param name="Description">What the authors say.</param>
/// <param name="Documentation">The text of the documentation; null when it is not at hand.</param>
/// <param name="Test">The zoo's own test run; null when unknown.</param>
/// <param name="DataSets">Identifiers that lead somewhere; null when the zoo's list is not at hand.</param>
/// <param name="ChangedFiles">Files whose checksum is not the one described; null when no file is at hand.</param>
internal sealed record ChecklistSubject(
    ModelDescription Description, string? Documentation, PublishedTest? Test, IReadOnlyList<string>? DataSets, IReadOnlyList<string>? ChangedFiles = null);
