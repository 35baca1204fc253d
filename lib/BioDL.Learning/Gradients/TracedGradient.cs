using BioDL.Learning.Execution;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Gradients;

/// <summary>
/// For operators that only move numbers: the operator runs once more on the places of its input instead of on its values. Then every element of the
/// output tells where it came from, and gives its gradient there.
/// </summary>
internal sealed class TracedGradient(Node node, int opset, params int[] settings) : GradientRule
{
    /// <summary>The operator with a first input of places, and the inputs that say how to move.</summary>
    private readonly Graph traced = Trace(node, Given(node, settings));

    private readonly int[] given = Given(node, settings);

    public override void Backward(GradientCall call)
    {
        if (!call.Needs(0))
            return;
        var target = call.Place(0);
        var sums = target.Span<float>();
        sums.Clear();
        using var pool = new MemoryPool();
        using var plan = Plan.Make(traced, [.. traced.Outputs.Select(output => output.Name)], opset, call.Compute);
        using var run = new Run(plan, pool);
        run.Begin(RunOptions.Default, CancellationToken.None);
        using var places = Places(target.Shape);
        run.Set(0, places);
        for (var n = 1; n < traced.Inputs.Count; n++)
            run.Set(n, call.Input(given[n - 1]));
        var sources = run.Complete();
        for (var n = 0; n < sources.Length; n++)
        {
            if (call.Gradient(Output(n)) is not null)
                Add(call.Gradient(Output(n), TensorLayout.Plain).Span<float>(), sources[n].Span<int>(), sums);
            sources[n].Dispose();
        }
    }

    /// <summary>The number of the node's output that is the trace's output <paramref name="n"/>.</summary>
    private int Output(int n) => node.Outputs.Index().Where(output => output.Item.Length > 0).ElementAt(n).Index;

    private static int[] Given(Node node, int[] settings) => [.. settings.Where(input => input < node.Inputs.Count && node.Inputs[input].Length > 0)];

    private static Graph Trace(Node node, int[] given)
    {
        var inputs = Enumerable.Range(0, node.Inputs.Count).Select(input => input == 0 ? "places" : given.Contains(input) ? $"setting {input}" : "").ToArray();
        var graph = new Graph { Nodes = { new Node { Operator = node.Operator, Name = node.Name, Inputs = inputs, Outputs = node.Outputs, Attributes = node.Attributes } } };
        foreach (var input in inputs.Where(name => name.Length > 0))
            graph.Inputs.Add(new GraphValue(input, ElementType.Undefined, null));
        foreach (var output in node.Outputs.Where(name => name.Length > 0))
            graph.Outputs.Add(new GraphValue(output, ElementType.Int32, null));
        return graph;
    }

    /// <summary>Places from 1, so that 0 stands for what came from nowhere.</summary>
    private static Tensor Places(TensorShape shape)
    {
        var places = Tensor.Uninitialised(ElementType.Int32, shape);
        var numbers = places.Span<int>();
        for (var n = 0; n < numbers.Length; n++)
            numbers[n] = n + 1;
        return places;
    }

    private static void Add(ReadOnlySpan<float> gradient, ReadOnlySpan<int> places, Span<float> sums)
    {
        for (var n = 0; n < gradient.Length; n++)
        {
            if (places[n] > 0)
                sums[places[n] - 1] += gradient[n];
        }
    }
}
