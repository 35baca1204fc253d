using Alteration = System.Func<BioDL.Cli.Measuring.ClassicalPipeline, BioDL.Cli.Measuring.ClassicalPipeline>;

namespace BioDL.Cli.Measuring;

/// <summary>The settings that the search may give a pipeline: what is drawn at random, and how one pipeline becomes another.</summary>
internal static class PipelineSpace
{
    private static readonly Alteration[] Rules = Each<ThresholdRule>((pipeline, value) => pipeline with { Threshold = value }, Enum.GetValues<ThresholdRule>());
    private static readonly Alteration[] Corrections = Each<double>((pipeline, value) => pipeline with { Correction = value }, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3);
    private static readonly Alteration[] Windows = Each<int>((pipeline, value) => pipeline with { Window = value }, 15, 25, 41, 71, 101, 151);
    private static readonly Alteration[] Backgrounds = Each<BackgroundMethod>((pipeline, value) => pipeline with { Background = value }, Enum.GetValues<BackgroundMethod>());
    private static readonly Alteration[] BackgroundSizes = Each<int>((pipeline, value) => pipeline with { BackgroundSize = value }, 15, 25, 40, 60, 100);
    private static readonly Alteration[] Scales = Each<BrightnessScale>((pipeline, value) => pipeline with { Scale = value }, Enum.GetValues<BrightnessScale>());
    private static readonly Alteration[] Sigmas = Each<double>((pipeline, value) => pipeline with { Sigma = value }, 0, 0.5, 1, 1.5, 2, 3);
    private static readonly Alteration[] Medians = Each<int>((pipeline, value) => pipeline with { Median = value }, 1, 3, 5);
    private static readonly Alteration[] Openings = Each<int>((pipeline, value) => pipeline with { Opening = value }, 0, 1, 2, 3);
    private static readonly Alteration[] Holes = Each<bool>((pipeline, value) => pipeline with { FillsHoles = value }, false, true);
    private static readonly Alteration[] Splits = Each<SplitMethod>((pipeline, value) => pipeline with { Split = value }, Enum.GetValues<SplitMethod>());
    private static readonly Alteration[] Smoothings = Each<double>((pipeline, value) => pipeline with { SplitSmoothing = value }, 0, 0.5, 1, 1.5, 2, 3, 4);
    private static readonly Alteration[] Distances = Each<double>((pipeline, value) => pipeline with { SplitDistance = value }, 2, 3, 4, 5, 7, 9, 12, 16, 22, 32);
    private static readonly Alteration[] Heights = Each<double>((pipeline, value) => pipeline with { SplitHeight = value }, 0.25, 0.5, 0.75, 1, 1.5, 2, 3);
    private static readonly Alteration[] Areas = Each<int>((pipeline, value) => pipeline with { MinimumArea = value }, 5, 10, 20, 30, 40, 60, 80, 120, 160);
    private static readonly Alteration[] Expansions = Each<int>((pipeline, value) => pipeline with { Expansion = value }, 0, 1, 2);

    private static readonly Alteration[][] Drawn =
        [Rules, Corrections, Windows, Backgrounds, BackgroundSizes, Scales, Sigmas, Medians, Openings, Holes, Splits, Smoothings, Distances, Heights, Areas, Expansions];

    // What depends on each other is altered together: another rule needs another correction, another seed another distance.
    private static readonly Alteration[][] Steps =
    [
        Both(Rules, Each<double>((pipeline, value) => pipeline with { Correction = value }, 0.6, 0.8, 1, 1.2)),
        Corrections,
        Both(Each<ThresholdRule>((pipeline, value) => pipeline with { Threshold = value }, ThresholdRule.Sauvola, ThresholdRule.LocalGaussian), Windows),
        Both(Backgrounds, BackgroundSizes),
        Scales,
        Both(Sigmas, Medians),
        Openings,
        Holes,
        [.. Both(Splits, Distances), .. Both(Each<SplitMethod>((pipeline, value) => pipeline with { Split = value }, SplitMethod.Height), Heights)],
        Smoothings,
        Areas,
        Expansions,
    ];

    // A step that is switched on needs its numbers, which a pipeline without the step does not have.
    private static readonly ClassicalPipeline AllSwitchedOn = new() { Window = 71, BackgroundSize = 40, SplitHeight = 0.75 };

    /// <summary>Number of steps that are altered by themselves.</summary>
    public static int Count => Steps.Length;

    /// <summary>A pipeline with a value for every setting drawn at random.</summary>
    public static ClassicalPipeline Draw(Random random) =>
        Drawn.Aggregate(AllSwitchedOn, (pipeline, values) => values[random.Next(values.Length)](pipeline)).Normalised();

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

    private static Alteration[] Both(Alteration[] first, Alteration[] second) =>
        [.. first.SelectMany(one => second.Select(other => (Alteration)(pipeline => other(one(pipeline)))))];

    private static Alteration[] Each<T>(Func<ClassicalPipeline, T, ClassicalPipeline> alter, params T[] values) =>
        [.. values.Select(value => (Alteration)(pipeline => alter(pipeline, value)))];
}
