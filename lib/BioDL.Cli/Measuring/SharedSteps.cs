using BioDL.Images;

namespace BioDL.Cli.Measuring;

/// <summary>Runs many pipelines on one image: what several of them begin with is worked out once. For one thread.</summary>
internal sealed class SharedSteps(Image image)
{
    private readonly Dictionary<ClassicalPipeline, Image> even = [];
    private readonly Dictionary<ClassicalPipeline, Mask> foregrounds = [];

    /// <summary>The same as <see cref="ClassicalPipeline.Segment"/>.</summary>
    public LabelImage Segment(ClassicalPipeline pipeline)
    {
        var (start, middle) = (pipeline.UpToEven(), pipeline.UpToForeground());
        if (!even.TryGetValue(start, out var smooth))
            even.Add(start, smooth = pipeline.Even(image));
        if (!foregrounds.TryGetValue(middle, out var foreground))
            foregrounds.Add(middle, foreground = pipeline.Foreground(smooth));
        return pipeline.Objects(foreground, smooth);
    }
}
