namespace BioDL.Learning.Fitting;

/// <summary>A copy of the weights and running statistics of a model at one time.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly TrainingRun run;
    private readonly Tensor[] copies;

    public Snapshot(TrainingRun run)
    {
        this.run = run;
        copies = [.. Sources.Select(tensor => tensor.Clone())];
    }

    /// <summary>The copies: first the weights, then the statistics.</summary>
    public IReadOnlyList<Tensor> Copies => copies;

    private IEnumerable<Tensor> Sources => run.Weights.Select(weight => weight.Value).Concat(run.Statistics.Select(pair => pair.Value));

    /// <summary>Copies the model as it is now, with the averages of the weights where they are kept.</summary>
    public void Take()
    {
        var averages = run.Weights.Select(weight => weight.Average ?? weight.Value).Concat(run.Statistics.Select(pair => pair.Value));
        foreach (var (copy, source) in copies.Zip(averages))
            copy.Overwrite(source);
    }

    /// <summary>Makes the model what it was.</summary>
    public void Restore()
    {
        foreach (var (copy, source) in copies.Zip(Sources))
            source.Overwrite(copy);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in copies)
            copy.Dispose();
    }
}
