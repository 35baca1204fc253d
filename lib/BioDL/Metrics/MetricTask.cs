namespace BioDL.Metrics;

/// <summary>What the images are analysed for.</summary>
public enum MetricGoal
{
    /// <summary>How many objects there are, and where.</summary>
    Count,

    /// <summary>The outline of each object, to measure it.</summary>
    Outline,

    /// <summary>Which area is covered, whoever it belongs to: confluence, stained area, tissue.</summary>
    Area,

    /// <summary>A class for each image or object.</summary>
    Classify,

    /// <summary>A better image: denoised, deconvolved, predicted.</summary>
    Restore,
}

/// <summary>A few questions about an analysis, answered; from them <see cref="MetricChooser"/> derives by which scores to judge it.</summary>
public sealed record MetricTask
{
    /// <summary>What the images are analysed for.</summary>
    public required MetricGoal Goal { get; init; }

    /// <summary>Do objects touch, so that they could be merged or split?</summary>
    public bool Touching { get; init; } = true;

    /// <summary>Are objects small, fewer than about ten pixels across, or thin?</summary>
    public bool Small { get; init; }

    /// <summary>Does it matter where exactly outlines run: are shapes, areas or distances measured?</summary>
    public bool OutlinesMatter { get; init; }

    /// <summary>Would two people who draw the same object differ visibly?</summary>
    public bool LabelsAreUncertain { get; init; } = true;

    /// <summary>Are classes (or foreground and background) about equally frequent?</summary>
    public bool ClassesBalanced { get; init; }

    /// <summary>Does each prediction come with a confidence or probability that will be used?</summary>
    public bool HasConfidences { get; init; }

    /// <summary>Is there a true image to compare a restored one with?</summary>
    public bool HasTrueImage { get; init; } = true;

    /// <summary>Is the brightness scale of the restored image arbitrary?</summary>
    public bool BrightnessIsArbitrary { get; init; }
}
