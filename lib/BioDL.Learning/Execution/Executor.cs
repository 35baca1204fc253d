using System.Collections.Concurrent;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Execution;

/// <summary>Runs a graph: makes a plan for each set of values that is asked for, once, and keeps the working memory from run to run.</summary>
internal sealed class Executor(Graph graph, int opset, ComputeOptions compute) : IDisposable
{
    private readonly ConcurrentDictionary<string, Plan> plans = new(StringComparer.Ordinal);
    private readonly Lazy<Graph> running = new(() => HalfPrecision.Widened(graph));
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
        var plan = plans.GetOrAdd(string.Join('\n', names), _ => Plan.Make(running.Value, names, opset, compute));
        lock (gate)
        {
            TrimWhenShapesChange(inputs);
            using var run = new Run(plan, pool, options);
            Give(inputs, run);
            var results = run.Complete(cancellation);
            return names.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }

    /// <summary>Runs the graph forward and then back.</summary>
    /// <param name="inputs">A tensor for each input, by name.</param>
    /// <param name="outputs">Names of the values in which the way back begins.</param>
    /// <param name="of">Names of the values whose gradients are asked for.</param>
    /// <param name="options">Dropout, and which weights are being trained.</param>
    /// <param name="turn">From the values of the outputs to their gradients, which are taken over.</param>
    /// <param name="arrive">Gets each gradient that was asked for; it is gone afterwards.</param>
    /// <param name="cancellation">Stops between two operators.</param>
    public void RunBothWays(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string> outputs, IReadOnlyList<string> of, RunOptions options,
        Func<IReadOnlyDictionary<string, Tensor>, Dictionary<string, Tensor>> turn, Action<string, Tensor> arrive, CancellationToken cancellation)
    {
        InputCheck.Fit(graph, inputs);
        var plan = plans.GetOrAdd("back " + string.Join('\n', outputs), _ => Plan.Make(running.Value, outputs, opset, compute, keepsValues: true));
        lock (gate)
        {
            TrimWhenShapesChange(inputs);
            using var run = new Run(plan, pool, options);
            Give(inputs, run);
            var values = run.Complete(cancellation);
            using var reverse = new Reverse(run, of.Select(name => plan.Find(name) ?? throw new OnnxException($"This network has no value '{name}'.")));
            foreach (var (name, gradient) in turn(outputs.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)))
                reverse.Offer(plan.Find(name)!.Value, gradient);
            foreach (var value in values)
                value.Dispose();
            reverse.Complete(cancellation);
            foreach (var name in of)
                arrive(name, reverse.Result(plan.Find(name)!.Value));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (running.IsValueCreated && running.Value != graph)
            running.Value.Free();
        pool.Dispose();
    }

    private void Give(IReadOnlyDictionary<string, Tensor> inputs, Run run)
    {
        for (var n = 0; n < graph.Inputs.Count; n++)
        {
            if (inputs.TryGetValue(graph.Inputs[n].Name, out var given))
                run.Values[n] = given.Viewed(given.Shape);
        }
    }

    private void TrimWhenShapesChange(IReadOnlyDictionary<string, Tensor> inputs)
    {
        var shapes = string.Join(' ', inputs.Values.Select(tensor => tensor.Shape));
        if (shapes != lastShapes)
            pool.Trim();
        lastShapes = shapes;
    }
}
