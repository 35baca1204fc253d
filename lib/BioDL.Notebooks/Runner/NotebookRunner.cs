namespace BioDL.Notebooks.Runner;

/// <summary>Executes notebooks, each in a process of its own, and writes executed notebooks, pages and a report.</summary>
public sealed class NotebookRunner(RunOptions options, IRunObserver observer)
{
    /// <summary>Runs every notebook; one that fails does not keep the others from running.</summary>
    /// <param name="cancellation">Stops the run: running notebooks end as interrupted, what they wrote is kept.</param>
    public Task<RunReport> RunAsync(CancellationToken cancellation = default)
    {
        _ = (options, observer, cancellation);
        throw new NotImplementedException();
    }
}
