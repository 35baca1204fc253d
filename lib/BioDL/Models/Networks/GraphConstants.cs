using BioDL.Learning;
using BioDL.Learning.Graphs;

namespace BioDL.Models;

/// <summary>Values of a graph that are known without running it: initialisers and constants.</summary>
internal sealed class GraphConstants(Graph graph)
{
    private readonly Dictionary<string, Node> makers = graph.Nodes.Where(node => node.Operator is "Constant" or "Identity")
        .SelectMany(node => node.Outputs.Select(output => (output, node))).DistinctBy(pair => pair.output).ToDictionary(pair => pair.output, pair => pair.node, StringComparer.Ordinal);

    /// <summary>Whole numbers; null when the value is not known or of another type.</summary>
    public IReadOnlyList<long>? Integers(string name) => TensorOf(name) is { Type: ElementType.Int64 } tensor ? tensor.ToArray<long>() : null;

    /// <summary>Numbers; null when the value is not known, empty or of another type.</summary>
    public IReadOnlyList<float>? Numbers(string name) => TensorOf(name) is { Type: ElementType.Float32, Shape.Count: > 0 } tensor ? tensor.ToArray<float>() : null;

    /// <summary>Sizes of a known value; null when it is not known.</summary>
    public TensorShape? Shape(string name) => TensorOf(name)?.Shape;

    private Tensor? TensorOf(string name) =>
        graph.Initialisers.TryGetValue(name, out var tensor) ? tensor
        : !makers.TryGetValue(name, out var maker) ? null
        : maker.Operator == "Identity" ? TensorOf(maker.Inputs[0])
        : maker.Attributes.Has("value") ? maker.Attributes.TensorOf("value") : null;
}
