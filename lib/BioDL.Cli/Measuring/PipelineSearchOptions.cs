using System.Globalization;

namespace BioDL.Cli.Measuring;

/// <summary>How much is tried to find the best pipeline.</summary>
internal sealed record PipelineSearchOptions
{
    /// <summary>Pipelines drawn at random, scored on a few images each.</summary>
    public int Draws { get; init; } = 160;

    /// <summary>How many images are "a few": of as many different photographs as there are, and at most a third of all images if that is more than 8.</summary>
    public int FewImages { get; init; } = 16;

    /// <summary>The best of those drawn, scored on all images.</summary>
    public int Kept { get; init; } = 12;

    /// <summary>The best of these are refined, step by step, beside the plain one line.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>How often every step of a pipeline is gone over, at most; a round without a gain is the last.</summary>
    public int Rounds { get; init; } = 6;

    /// <summary>How many values of a step are tried on all images: those that do best on a few.</summary>
    public int Promising { get; init; } = 3;

    /// <summary>Folds of the cross-validation over photographs.</summary>
    public int Folds { get; init; } = 3;

    /// <summary>Seed of the draws and of the folds.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Images that are worked on at a time; the variable BIODL_THREADS, or one per core. The result does not depend on it.</summary>
    public int Threads { get; init; } =
        int.TryParse(Environment.GetEnvironmentVariable("BIODL_THREADS"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : Environment.ProcessorCount;

    /// <summary>A search of seconds, to see that everything works.</summary>
    public static PipelineSearchOptions Quick { get; } = new() { Draws = 12, FewImages = 4, Kept = 2, Rounds = 1, Promising = 1, Folds = 2 };
}
