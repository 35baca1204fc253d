using System.Globalization;
using BioDL.Classical;
using BioDL.Data;
using BioDL.Images;
using BioDL.Models;

namespace BioDL.Cli.Measuring;

/// <summary>What was chosen for one set, and how much of its score on <c>train</c> is left on <c>test</c>.</summary>
internal sealed record ChosenPipeline(string Set, string Data, PipelineChoice Choice, double TestScore)
{
    /// <summary>How much lower the score on <c>test</c> is than the cross-validated one on <c>train</c>.</summary>
    public double Gap => Choice.CrossValidated - TestScore;
}

/// <summary>What was found on one set.</summary>
internal sealed record SetYardstick(ChosenPipeline Chosen, IReadOnlyList<MeasuredFigure> Figures, IReadOnlyList<MeasuredField> Fields, IReadOnlyList<string> Failures);

/// <summary>
/// How far one gets without a network: per set the classical pipeline that does best on <c>train</c>, measured on <c>test</c> once, beside lesson 1's one line and the networks
/// that ship.
/// </summary>
internal sealed class ClassicalYardstick(PipelineSearchOptions options)
{
    /// <summary>The method of the chosen pipeline.</summary>
    public const string BestName = "best classical";

    /// <summary>Lesson 1's pipeline, whose settings nobody chose.</summary>
    public const string LineName = "one line";

    private const int FailuresShown = 3;

    /// <summary>The sets, by the name of their manifests.</summary>
    public static IReadOnlyList<string> Sets { get; } = ["dsb2018-fluo", "dsb2018-fluo-360", "dsb2018-fluo-large"];

    /// <summary>The networks that ship, by the names under which the zoo opens them.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["unet-nuclei-small", "unet-nuclei-fluorescence"];

    /// <summary>Chooses on <c>train</c>, then measures on <c>test</c>. Shows progress; can be interrupted.</summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="data"><c>real</c>, or another mode of <see cref="Dataset.Open"/>.</param>
    /// <exception cref="DatasetException">The images are not at hand.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted it.</exception>
    public SetYardstick Measure(string set, string data)
    {
        var samples = Dataset.Open(set, data);
        return Measure(set, samples.Mode, samples.Train, samples.Test, [.. Networks.Select(name => (name, (Func<Image, LabelImage>)Zoo.Open(name).Segment))]);
    }

    /// <summary>The same with any images and any networks.</summary>
    internal SetYardstick Measure(
        string set, string data, IReadOnlyList<Sample> train, IReadOnlyList<Sample> test, IReadOnlyList<(string Name, Func<Image, LabelImage> Segment)> networks)
    {
        var choice = PipelineSearch.Choose(train, set, options);
        var best = MethodScores.Of(set, BestName, test, choice.Pipeline.Segment);
        var line = MethodScores.Of(set, LineName, test, OneLine);
        MethodScores[] learnt = [.. networks.Select(network => MethodScores.Of(set, network.Name, test, network.Segment))];
        MethodScores[] all = [best, line, .. learnt];
        MeasuredFigure[] figures = [.. all.SelectMany(method => method.Means()), .. best.Less(line), .. learnt.SelectMany(network => network.Less(best))];
        return new SetYardstick(
            new ChosenPipeline(set, data, choice, figures[0].Estimate), figures, [.. all.SelectMany(method => method.Fields())], [.. best.Worst.Take(FailuresShown).Select(Failure)]);
    }

    /// <summary>Lesson 1's pipeline.</summary>
    internal static LabelImage OneLine(Image image) => image.Gaussian(1).Threshold(Thresholds.Otsu).Watershed().RemoveSmall(20);

    private static string Failure(Validation.FieldScore score) => string.Create(CultureInfo.InvariantCulture,
        $"{score.Field.Id} ({score.Field.Group}): {score.Labelled} nuclei labelled, {score.Match.TruePositives} found, {score.Match.FalseNegatives} missed, {score.Match.FalsePositives} invented; accuracy over IoU 0.5 to 0.95 {score.StrictAccuracy:0.00}");
}
