namespace BioDL.Data;

/// <summary>How own images become a data set.</summary>
public sealed record ImportOptions
{
    /// <summary>The set's name: letters, digits and hyphens.</summary>
    public string Name { get; init; } = OwnSets.Default;

    /// <summary>Side of a pixel in micrometres, for files that do not say it; null when it is not known.</summary>
    public double? PixelSize { get; init; }

    /// <summary>
    /// How many parts of a name (parted by _ or -) name the group: with 2, <c>mouse1_slide3_field7</c> belongs to <c>mouse1_slide3</c>; null to
    /// take all but a last part of digits.
    /// </summary>
    public int? GroupParts { get; init; }
}

/// <summary>What an import did.</summary>
/// <param name="Folder">Where the set is kept.</param>
/// <param name="Samples">How many samples it has.</param>
/// <param name="Findings">What was found, repaired or left out, a sentence each.</param>
public sealed record ImportReport(string Folder, int Samples, IReadOnlyList<string> Findings);
