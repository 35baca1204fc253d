using BioDL.Data;
using BioDL.Hosting;
using BioDL.Metrics;

namespace BioDL.Cli.Measuring;

/// <summary>
/// Scores of pipelines on labelled fields, each worked out once: the accuracy over IoU 0.5 … 0.95. Work is spread over images, each of which writes its own
/// scores, so that none depends on the number of threads.
/// </summary>
internal sealed class PipelineTrials
{
    private readonly IReadOnlyList<Sample> samples;
    private readonly int threads;
    private readonly Dictionary<ClassicalPipeline, double[]> scores = [];

    /// <param name="samples">Labelled images to choose on.</param>
    /// <param name="threads">How many at a time.</param>
    /// <exception cref="ArgumentException">There is none, or one belongs to <c>test</c>.</exception>
    public PipelineTrials(IReadOnlyList<Sample> samples, int threads)
    {
        if (samples.Count == 0)
            throw new ArgumentException("Found no image to choose a pipeline on; expected the train part of a data set.", nameof(samples));
        if (samples.FirstOrDefault(sample => sample.Split == "test") is { } forbidden)
            throw new ArgumentException($"{forbidden.Id} belongs to test; a pipeline is chosen on train alone, or its score on test means nothing.", nameof(samples));
        (this.samples, this.threads) = (samples, threads);
    }

    /// <summary>Number of different pipelines that were scored on at least one image.</summary>
    public int Pipelines => scores.Count;

    /// <summary>Scores pipelines on images; what was scored before is not scored again. Can be interrupted.</summary>
    /// <param name="pipelines">The pipelines.</param>
    /// <param name="images">Numbers of the images.</param>
    /// <returns>The mean of each over photographs, each photograph the mean over its images.</returns>
    /// <exception cref="OperationCanceledException">The user interrupted it.</exception>
    public double[] Means(IReadOnlyList<ClassicalPipeline> pipelines, IReadOnlyList<int> images)
    {
        foreach (var pipeline in pipelines.Where(pipeline => !scores.ContainsKey(pipeline)).Distinct().ToArray())
            scores.Add(pipeline, [.. Enumerable.Repeat(double.NaN, samples.Count)]);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = Host.Current.Cancellation };
        ClassicalPipeline[] wanted = [.. pipelines.Distinct()];
        Parallel.For(0, images.Count, options, n => Fill(images[n], wanted, options.CancellationToken));
        return [.. pipelines.Select(pipeline => Mean(pipeline, images))];
    }

    /// <summary>The mean of a pipeline over the photographs of images on which it was scored.</summary>
    public double Mean(ClassicalPipeline pipeline, IReadOnlyList<int> images) =>
        images.GroupBy(image => samples[image].Group, StringComparer.Ordinal).Average(group => group.Average(image => scores[pipeline][image]));

    private void Fill(int image, ClassicalPipeline[] pipelines, CancellationToken cancellation)
    {
        var (sample, steps) = (samples[image], new SharedSteps(samples[image].Image));
        foreach (var pipeline in pipelines.Where(pipeline => double.IsNaN(scores[pipeline][image])))
        {
            cancellation.ThrowIfCancellationRequested();
            scores[pipeline][image] = Match.MeanAccuracy(sample.Labels, steps.Segment(pipeline));
        }
    }
}
