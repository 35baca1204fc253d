using BioDL.Learning.Graphs;

namespace BioDL.Learning.Execution;

/// <summary>
/// Forward through a graph, keeping all values, and back with gradients. It keeps its working memory, so that many trips of the same shapes ask the
/// system for nothing. One caller at a time.
/// </summary>
internal sealed class RoundTrip : IDisposable
{
    private readonly Graph graph;
    private readonly Plan plan;
    private readonly string[] outputs;
    private readonly int[] of;
    private readonly MemoryPool pool;
    private Run? run;
    private Reverse? reverse;
    private Tensor[] results = [];

    public RoundTrip(Graph graph, Plan plan, string[] outputs, IReadOnlyList<string> of)
    {
        this.graph = graph;
        this.plan = plan;
        pool = new MemoryPool(plan.Compute.MaximumMemory);
        this.outputs = outputs;
        this.of = [.. of.Select(Number)];
    }

    /// <summary>Computes the outputs.</summary>
    /// <exception cref="OnnxException">An input is missing or unknown, or its type or shape does not fit.</exception>
    public void Forward(IReadOnlyDictionary<string, Tensor> inputs, RunOptions options, CancellationToken cancellation)
    {
        InputCheck.Fit(graph, inputs);
        Clear();
        run = new Run(plan, pool, options, cancellation);
        run.Give(graph, inputs);
        results = run.Complete();
        reverse = new Reverse(run, of);
    }

    /// <summary>An output of the last way forward.</summary>
    public Tensor Output(string name) => results[Array.IndexOf(outputs, name)];

    /// <summary>Adds to the gradient of an output; takes the tensor over.</summary>
    /// <exception cref="OnnxException">The shapes differ.</exception>
    public void Offer(string output, Tensor gradient)
    {
        var number = Number(output);
        if (gradient.Shape != run!.Values[number]!.Shape)
            throw new OnnxException($"The gradient of '{output}' has shape {gradient.Shape}, but '{output}' has {run.Values[number]!.Shape}.");
        reverse!.Offer(number, gradient);
    }

    /// <summary>Goes back.</summary>
    /// <exception cref="OnnxException">A gradient arrives at an operator that passes none.</exception>
    public void Back(CancellationToken cancellation) => reverse!.Complete(cancellation);

    /// <summary>A gradient that was asked for; the trip owns it until the next one.</summary>
    public Tensor Gradient(string name) => reverse!.Result(Number(name));

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        pool.Dispose();
        plan.Dispose();
    }

    private void Clear()
    {
        foreach (var result in results)
            result.Dispose();
        results = [];
        reverse?.Dispose();
        run?.Dispose();
    }

    private int Number(string name) => plan.Find(name) ?? throw new OnnxException($"This network has no value '{name}', or nothing that was asked for depends on it.");
}
