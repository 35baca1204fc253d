using System.Collections.Concurrent;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Execution;

/// <summary>Runs a graph: makes a plan for each set of values that is asked for, once, and keeps the working memory from run to run.</summary>
internal sealed class Executor(Graph graph, int opset, ComputeOptions compute) : IDisposable
{
    private readonly ConcurrentDictionary<string, Plan> plans = new(StringComparer.Ordinal);
    private readonly Lazy<Graph> running = new(() => HalfPrecision.Widened(graph));
    private readonly MemoryPool pool = new(compute.MaximumMemory);
    private readonly Lock gate = new();
    private string lastShapes = "";

    /// <summary>Computes values of the graph.</summary>
    /// <exception cref="OnnxException">An input is missing, unknown or of the wrong type or shape, or a value does not exist.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string> outputs, RunOptions options, CancellationToken cancellation)
    {
        InputCheck.Fit(graph, inputs);
        var names = outputs.Distinct(StringComparer.Ordinal).ToArray();
        // Weights that the caller replaces for one run cannot be prepared beforehand.
        var fuses = !inputs.Keys.Any(graph.Initialisers.ContainsKey);
        var plan = plans.GetOrAdd((fuses ? "" : "by step\n") + string.Join('\n', names), _ => Plan.Make(running.Value, names, opset, compute, fuses: fuses));
        lock (gate)
        {
            TrimWhenShapesChange(inputs);
            var results = Complete(plan, inputs, options, cancellation);
            return names.Zip(results, OfItsOwn).ToDictionary(StringComparer.Ordinal);
        }
    }

    /// <summary>A way there and back through the graph, with working memory of its own.</summary>
    /// <param name="outputs">Names of the values in which the way back begins.</param>
    /// <param name="of">Names of the values whose gradients are asked for.</param>
    /// <exception cref="OnnxException">A value does not exist.</exception>
    public RoundTrip RoundTrip(string[] outputs, IReadOnlyList<string> of) =>
        new(running.Value, Plan.Make(running.Value, outputs, opset, compute, keepsValues: true), of);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plan in plans.Values)
            plan.Dispose();
        if (running.IsValueCreated && running.Value != graph)
            running.Value.Free();
        pool.Dispose();
    }

    private Tensor[] Complete(Plan plan, IReadOnlyDictionary<string, Tensor> inputs, RunOptions options, CancellationToken cancellation)
    {
        using var run = new Run(plan, pool);
        run.Begin(options, cancellation);
        run.Give(graph, inputs);
        return run.Complete();
    }

    // A result that is an input, a weight or another result seen once more must not change with it.
    private static KeyValuePair<string, Tensor> OfItsOwn(string name, Tensor result)
    {
        if (result.Memory.IsSole)
            return new(name, result);
        using (result)
            return new(name, result.Clone());
    }

    private void TrimWhenShapesChange(IReadOnlyDictionary<string, Tensor> inputs)
    {
        var shapes = string.Join(' ', inputs.Values.Select(tensor => tensor.Shape));
        if (shapes != lastShapes)
            pool.Trim();
        lastShapes = shapes;
    }
}
