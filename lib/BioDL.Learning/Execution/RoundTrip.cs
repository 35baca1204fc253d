using BioDL.Learning.Graphs;

namespace BioDL.Learning.Execution;

/// <summary>
/// Forward through a graph, keeping all values, and back with gradients. It keeps its working memory, so that many trips of the same shapes ask
/// neither the system nor the garbage collector for anything. One caller at a time.
/// </summary>
internal sealed class RoundTrip : IDisposable
{
    private readonly Graph graph;
    private readonly Plan plan;
    private readonly MemoryPool pool;
    private readonly Run run;
    private readonly Reverse reverse;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> symbols = new(StringComparer.Ordinal);

    public RoundTrip(Graph graph, Plan plan, IReadOnlyList<string> of)
    {
        this.graph = graph;
        this.plan = plan;
        pool = new MemoryPool(plan.Compute.MaximumMemory);
        run = new Run(plan, pool, new TensorShelf());
        reverse = new Reverse(run, of.Select(Number));
    }

    /// <summary>Computes the outputs.</summary>
    /// <param name="inputs">A tensor for each input, by name; the empty name stands for the first.</param>
    /// <param name="options">Dropout, and which weights are being trained.</param>
    /// <param name="cancellation">Stops between two operators.</param>
    /// <exception cref="OnnxException">An input is missing or unknown, or its type or shape does not fit.</exception>
    public void Forward(IReadOnlyDictionary<string, Tensor> inputs, RunOptions options, CancellationToken cancellation)
    {
        reverse.Clear();
        run.Begin(options, cancellation);
        symbols.Clear();
        var found = 0;
        for (var n = 0; n < graph.Inputs.Count; n++)
        {
            if (!inputs.TryGetValue(graph.Inputs[n].Name, out var given) && !(n == 0 && inputs.TryGetValue("", out given)))
                continue;
            InputCheck.Fit(graph.Inputs[n], given, symbols);
            run.Set(n, given);
            found++;
        }
        if (found != inputs.Count || found < graph.Inputs.Count)
            InputCheck.Fit(graph, inputs);
        run.Execute();
    }

    /// <summary>An output of the last way forward, plain; the trip owns it until the next one.</summary>
    public Tensor Output(string name) => run.InLayout(Number(name), TensorLayout.Plain);

    /// <summary>A gradient of an output, all zeros, to add to before the way back.</summary>
    public Tensor GradientOf(string output)
    {
        var gradient = run.Rent(ElementType.Float32, Output(output).Shape, TensorLayout.Plain);
        gradient.Bytes.Clear();
        reverse.Offer(Number(output), gradient);
        return gradient;
    }

    /// <summary>Goes back.</summary>
    /// <exception cref="OnnxException">A gradient arrives at an operator that passes none.</exception>
    public void Back(CancellationToken cancellation) => reverse.Complete(cancellation);

    /// <summary>A gradient that was asked for; the trip owns it until the next one.</summary>
    public Tensor Gradient(string name) => reverse.Result(Number(name));

    /// <inheritdoc/>
    public void Dispose()
    {
        reverse.Dispose();
        run.Dispose();
        pool.Dispose();
        plan.Dispose();
    }

    private int Number(string name)
    {
        if (!numbers.TryGetValue(name, out var number))
            numbers[name] = number = plan.Find(name) ?? throw new OnnxException($"This network has no value '{name}', or nothing that was asked for depends on it.");
        return number;
    }
}
