namespace BioDL.Cli.Measuring;

/// <summary>The settings that the search may give a pipeline: for each step the values that are tried.</summary>
internal static class PipelineSpace
{
    private static readonly IReadOnlyList<IReadOnlyList<Func<ClassicalPipeline, ClassicalPipeline>>> Steps =
    [
        Each<ThresholdRule>((pipeline, value) => pipeline with { Threshold = value }, Enum.GetValues<ThresholdRule>()),
        Each<double>((pipeline, value) => pipeline with { Correction = value }, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3),
        Each<int>((pipeline, value) => pipeline with { Window = value }, 15, 25, 41, 71, 101, 151),
        Each<BackgroundMethod>((pipeline, value) => pipeline with { Background = value }, Enum.GetValues<BackgroundMethod>()),
        Each<int>((pipeline, value) => pipeline with { BackgroundSize = value }, 15, 25, 40, 60, 100),
        Each<BrightnessScale>((pipeline, value) => pipeline with { Scale = value }, Enum.GetValues<BrightnessScale>()),
        Each<double>((pipeline, value) => pipeline with { Sigma = value }, 0, 0.5, 1, 1.5, 2, 3),
        Each<int>((pipeline, value) => pipeline with { Median = value }, 1, 3, 5),
        Each<int>((pipeline, value) => pipeline with { Opening = value }, 0, 1, 2, 3),
        Each<bool>((pipeline, value) => pipeline with { FillsHoles = value }, false, true),
        Each<SplitMethod>((pipeline, value) => pipeline with { Split = value }, Enum.GetValues<SplitMethod>()),
        Each<double>((pipeline, value) => pipeline with { SplitSmoothing = value }, 0, 0.5, 1, 1.5, 2, 3, 4),
        Each<double>((pipeline, value) => pipeline with { SplitDistance = value }, 2, 3, 4, 5, 7, 9, 12, 16, 22, 32),
        Each<double>((pipeline, value) => pipeline with { SplitHeight = value }, 0.25, 0.5, 0.75, 1, 1.5, 2, 3),
        Each<int>((pipeline, value) => pipeline with { MinimumArea = value }, 5, 10, 20, 30, 40, 60, 80, 120, 160),
        Each<int>((pipeline, value) => pipeline with { Expansion = value }, 0, 1, 2),
    ];

    // A step that is switched on needs its numbers, which a pipeline without the step does not have.
    private static readonly ClassicalPipeline AllSwitchedOn = new() { Window = 71, BackgroundSize = 40, SplitHeight = 0.75 };

    /// <summary>Number of steps that can be altered by themselves.</summary>
    public static int Count => Steps.Count;

    /// <summary>Number of different combinations of values, some of which make the same pipeline.</summary>
    public static double Combinations => Steps.Aggregate(1.0, (product, step) => product * step.Count);

    /// <summary>A pipeline with a value for every step drawn at random.</summary>
    public static ClassicalPipeline Draw(Random random) =>
        Steps.Aggregate(AllSwitchedOn, (pipeline, step) => step[random.Next(step.Count)](pipeline)).Normalised();

    /// <summary>The pipelines that differ from one in one step; none twice.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="step">0 to <see cref="Count"/> − 1.</param>
    public static IReadOnlyList<ClassicalPipeline> Alternatives(ClassicalPipeline pipeline, int step) =>
        [.. Steps[step].Select(alter => alter(Completed(pipeline)).Normalised()).Distinct().Where(other => other != pipeline)];

    private static ClassicalPipeline Completed(ClassicalPipeline pipeline) => pipeline with
    {
        Window = pipeline.Window > 0 ? pipeline.Window : AllSwitchedOn.Window,
        BackgroundSize = pipeline.BackgroundSize > 0 ? pipeline.BackgroundSize : AllSwitchedOn.BackgroundSize,
        SplitDistance = pipeline.SplitDistance > 0 ? pipeline.SplitDistance : AllSwitchedOn.SplitDistance,
        SplitHeight = pipeline.SplitHeight > 0 ? pipeline.SplitHeight : AllSwitchedOn.SplitHeight,
    };

    private static IReadOnlyList<Func<ClassicalPipeline, ClassicalPipeline>> Each<T>(Func<ClassicalPipeline, T, ClassicalPipeline> alter, params T[] values) =>
        [.. values.Select(value => (Func<ClassicalPipeline, ClassicalPipeline>)(pipeline => alter(pipeline, value)))];
}
