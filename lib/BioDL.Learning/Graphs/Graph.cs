using BioDL.Learning.Files;

namespace BioDL.Learning.Graphs;

/// <summary>
/// A network as ONNX describes it: nodes that read named values and write named values, in an order in which every value is written before it is
/// read. The graph may be changed; what runs is a plan made from it.
/// </summary>
public sealed class Graph
{
    /// <summary>The graph's own name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the caller gives, in order; initialisers are not among them.</summary>
    public IList<GraphValue> Inputs { get; } = [];

    /// <summary>What the caller gets, in order.</summary>
    public IList<GraphValue> Outputs { get; } = [];

    /// <summary>The operators, in an order in which they can run.</summary>
    public IList<Node> Nodes { get; } = [];

    /// <summary>The learnt weights and other constants, by name.</summary>
    public IDictionary<string, Tensor> Initialisers { get; } = new Dictionary<string, Tensor>(StringComparer.Ordinal);

    /// <summary>What the file that it was read from said beyond this; null when it was made here.</summary>
    internal GraphOrigin? Origin { get; init; }

    /// <summary>Frees the weights, those in graphs inside of nodes included.</summary>
    internal void Free()
    {
        foreach (var weights in Initialisers.Values)
            weights.Dispose();
        foreach (var value in Nodes.SelectMany(node => node.Attributes).Select(attribute => attribute.Value))
        {
            (value as Tensor)?.Dispose();
            (value as Graph)?.Free();
        }
    }
}

/// <summary>A named value at the border of a graph.</summary>
/// <param name="Name">The name by which nodes refer to it.</param>
/// <param name="Type">The type of its elements; <see cref="ElementType.Undefined"/> when the file does not say.</param>
/// <param name="Shape">The sizes along its axes, outermost first; null when the file says nothing.</param>
public sealed record GraphValue(string Name, ElementType Type, IReadOnlyList<Dimension>? Shape)
{
    /// <summary>Name, type and shape: "input.1: Float32 (1, 1, height, width)".</summary>
    public override string ToString() => $"{Name}: {Type} {(Shape is null ? "of any shape" : $"({string.Join(", ", Shape)})")}";
}

/// <summary>A size along one axis as a model file states it: a number, a name that stands for any number, or nothing.</summary>
/// <param name="Size">The size; null when it may vary.</param>
/// <param name="Symbol">The name of a size that may vary; null when it has none.</param>
public readonly record struct Dimension(int? Size, string? Symbol)
{
    /// <summary>A fixed size.</summary>
    public static implicit operator Dimension(int size) => new(size, null);

    /// <summary>The number, the name, or "?".</summary>
    public override string ToString() => Size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
