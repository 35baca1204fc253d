using BioDL.Data;
using BioDL.Hosting;

namespace BioDL.Cli.Measuring;

/// <summary>The pipeline that does best on <c>train</c>, and what may be expected of it.</summary>
/// <param name="Pipeline">The chosen one.</param>
/// <param name="TrainScore">Its accuracy over IoU 0.5 … 0.95 on the images that it was chosen on: optimistic, since it is the best of many.</param>
/// <param name="CrossValidated">What such a search comes to on photographs that it has not seen: the mean over photographs of folds that were left out of it.</param>
/// <param name="Folds">Number of folds; 0 when there is but one photograph, and no cross-validation.</param>
/// <param name="Tried">Number of different pipelines that were scored.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Photographs">Number of independent photographs that they were cut from.</param>
internal sealed record PipelineChoice(ClassicalPipeline Pipeline, double TrainScore, double CrossValidated, int Folds, int Tried, int Images, int Photographs);

/// <summary>
/// Looks for the best classical pipeline in stages: many drawn at random are scored on a few images, the best of them on all, and the best of those are refined one
/// step at a time until no step alone helps. For the cross-validation the same search is done without the photographs of each fold, and scored on these.
/// </summary>
internal sealed class PipelineSearch
{
    private const int DrawnAtOnce = 4;

    private readonly IReadOnlyList<Sample> samples;
    private readonly PipelineSearchOptions options;
    private readonly PipelineTrials trials;
    private readonly int[] few;

    private PipelineSearch(IReadOnlyList<Sample> samples, PipelineSearchOptions options)
    {
        (this.samples, this.options) = (samples, options);
        trials = new PipelineTrials(samples, options.Threads);
        few = Few();
    }

    /// <summary>Chooses a pipeline. Shows progress; can be interrupted.</summary>
    /// <param name="samples">Labelled images, none of them of <c>test</c>.</param>
    /// <param name="name">Whose images they are, for the progress.</param>
    /// <param name="options">How much is tried.</param>
    /// <exception cref="ArgumentException">There is no image, or one belongs to <c>test</c>.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted it.</exception>
    public static PipelineChoice Choose(IReadOnlyList<Sample> samples, string name, PipelineSearchOptions? options = null) =>
        new PipelineSearch(samples, options ?? new PipelineSearchOptions()).Choose(name);

    private PipelineChoice Choose(string name)
    {
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        var photographs = samples.Select(sample => sample.Group).Distinct(StringComparer.Ordinal).Count();
        var folds = photographs > 1 ? GroupSplit.Folds(samples, Math.Min(options.Folds, photographs), options.Seed) : [];
        var drawn = Drawn();
        Look(drawn, name);
        using var progress = Progress.Start($"{name}: refining pipelines, and again without each of {folds.Count} folds", (folds.Count + 1) * StepsOfSearch);
        var (best, score) = Search(all, drawn, progress);
        var unseen = new List<double>();
        foreach (var fold in folds)
        {
            var (seen, left) = (Numbers(fold.Train), Numbers(fold.Test));
            var (chosen, _) = Search(seen, drawn, progress);
            trials.Means([chosen], left);
            unseen.AddRange(left.GroupBy(image => samples[image].Group, StringComparer.Ordinal).Select(group => trials.Mean(chosen, [.. group])));
        }
        return new PipelineChoice(best, score, unseen.Count > 0 ? unseen.Average() : double.NaN, folds.Count, trials.Pipelines, samples.Count, photographs);
    }

    private int StepsOfSearch => (options.Starts + 1) * options.Rounds * PipelineSpace.Count;

    /// <summary>The plain one line first, then what the seed draws.</summary>
    private ClassicalPipeline[] Drawn()
    {
        var random = new Random(options.Seed);
        return [new(), .. Enumerable.Range(0, options.Draws).Select(_ => PipelineSpace.Draw(random))];
    }

    private void Look(ClassicalPipeline[] drawn, string name)
    {
        foreach (var part in Progress.Over([.. drawn.Chunk(DrawnAtOnce)], $"{name}: trying {drawn.Length} pipelines on {few.Length} images"))
            trials.Means(part, few);
    }

    /// <summary>The best pipeline on some of the images; no other image has a say.</summary>
    private (ClassicalPipeline Pipeline, double Score) Search(int[] on, ClassicalPipeline[] drawn, Progress progress)
    {
        var kept = Best(drawn, trials.Means(drawn, Few(on)), options.Kept);
        var starts = Best(kept, trials.Means(kept, on), options.Starts);
        ClassicalPipeline[] ends = [.. starts.Prepend(drawn[0]).Distinct().Select(start => Refine(start, on, progress))];
        progress.Add(StepsOfSearch - ends.Length * options.Rounds * PipelineSpace.Count);
        var scores = trials.Means(ends, on);
        var best = Array.IndexOf(scores, scores.Max());
        return (ends[best], scores[best]);
    }

    private ClassicalPipeline Refine(ClassicalPipeline current, int[] on, Progress progress)
    {
        current = current.Normalised();
        for (var round = 0; round < options.Rounds; round++)
        {
            var before = current;
            for (var step = 0; step < PipelineSpace.Count; step++)
            {
                current = Better(current, PipelineSpace.Alternatives(current, step), on);
                progress.Step();
            }
            if (current != before)
                continue;
            progress.Add((options.Rounds - round - 1) * PipelineSpace.Count);
            break;
        }
        return current;
    }

    /// <summary>The best of the alternatives when it is better than the current pipeline; only those that do best on a few images are tried on all.</summary>
    private ClassicalPipeline Better(ClassicalPipeline current, IReadOnlyList<ClassicalPipeline> alternatives, int[] on)
    {
        var promising = Best([.. alternatives], trials.Means(alternatives, Few(on)), options.Promising);
        ClassicalPipeline[] rivals = [current, .. promising];
        var scores = trials.Means(rivals, on);
        return rivals[Array.IndexOf(scores, scores.Max())];
    }

    private static ClassicalPipeline[] Best(ClassicalPipeline[] pipelines, double[] scores, int count) =>
        [.. pipelines.Select((pipeline, n) => (pipeline, n)).OrderByDescending(one => scores[one.n]).ThenBy(one => one.n).Take(count).Select(one => one.pipeline)];

    /// <summary>An image of each photograph, then another of each, until there are enough.</summary>
    private int[] Few() =>
    [
        .. Enumerable.Range(0, samples.Count).GroupBy(image => samples[image].Group, StringComparer.Ordinal)
            .SelectMany(group => group.Select((image, rank) => (image, rank))).OrderBy(one => one.rank).ThenBy(one => one.image)
            .Take(Math.Min(options.FewImages, Math.Max(8, samples.Count / 3))).Select(one => one.image).Order(),
    ];

    private int[] Few(int[] on) => few.Intersect(on).ToArray() is { Length: > 0 } some ? some : on;

    private int[] Numbers(IReadOnlyList<Sample> of)
    {
        var wanted = of.Select(sample => sample.Id).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, samples.Count).Where(image => wanted.Contains(samples[image].Id))];
    }
}
