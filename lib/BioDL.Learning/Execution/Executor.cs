using System.Collections.Concurrent;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Execution;

/// <summary>Runs a graph: makes a plan for each set of values that is asked for, once, and keeps the working memory from run to run.</summary>
internal sealed class Executor(Graph graph, int opset, ComputeOptions compute) : IDisposable
{
    private readonly ConcurrentDictionary<string, Plan> plans = new(StringComparer.Ordinal);
    private readonly MemoryPool pool = new();
    private readonly Lock gate = new();
    private string lastShapes = "";

    /// <summary>Computes values of the graph.</summary>
    /// <exception cref="OnnxException">An input is missing, unknown or of the wrong type or shape, or a value does not exist.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string> outputs, RunOptions options, CancellationToken cancellation)
    {
        InputCheck.Fit(graph, inputs);
        var names = outputs.Distinct(StringComparer.Ordinal).ToArray();
        var plan = plans.GetOrAdd(string.Join('\n', names), _ => Plan.Make(graph, names, opset, compute));
        lock (gate)
        {
            TrimWhenShapesChange(inputs);
            using var run = new Run(plan, pool, options);
            for (var n = 0; n < graph.Inputs.Count; n++)
            {
                if (inputs.TryGetValue(graph.Inputs[n].Name, out var given))
                    run.Values[n] = given.Viewed(given.Shape);
            }
            var results = run.Complete(cancellation);
            return names.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plan in plans.Values)
            plan.Dispose();
        pool.Dispose();
    }

    private void TrimWhenShapesChange(IReadOnlyDictionary<string, Tensor> inputs)
    {
        var shapes = string.Join(' ', inputs.Values.Select(tensor => tensor.Shape));
        if (shapes != lastShapes)
            pool.Trim();
        lastShapes = shapes;
    }
}
