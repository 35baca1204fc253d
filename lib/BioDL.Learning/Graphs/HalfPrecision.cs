using System.Numerics.Tensors;

namespace BioDL.Learning.Graphs;

/// <summary>
/// Lets networks of half precision run: their weights are kept as they are in the file, but what runs is a copy of the graph in single precision.
/// Inputs are converted where they come in, outputs where they go out, and a Cast to half precision still rounds. Values in between have more digits
/// than the network asks for, never fewer.
/// </summary>
internal static class HalfPrecision
{
    private const string Suffix = " in single precision";

    /// <summary>The graph itself when nothing in it is of half precision, otherwise a copy that computes in single precision; it must be freed.</summary>
    public static Graph Widened(Graph graph) => Uses(graph) ? WidenOutermost(graph) : graph;

    private static bool Uses(Graph graph) =>
        graph.Inputs.Concat(graph.Outputs).Any(IsHalf)
        || graph.Initialisers.Values.Any(IsHalf)
        || graph.Nodes.Any(node => CastsToHalf(node) || node.Attributes.Any(attribute => attribute.Value switch
        {
            Tensor tensor => IsHalf(tensor),
            Graph inner => Uses(inner),
            _ => false,
        }));

    private static bool IsHalf(GraphValue value) => value.Type == ElementType.Float16;

    private static bool IsHalf(Tensor tensor) => tensor.Type == ElementType.Float16;

    private static bool CastsToHalf(Node node) => node.Operator == "Cast" && node.Attributes.Any(attribute => attribute is { Key: "to", Value: (long)ElementType.Float16 });

    private static Graph WidenOutermost(Graph graph)
    {
        var renamed = graph.Inputs.Concat(graph.Outputs).Where(IsHalf).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        string Rename(string name) => renamed.Contains(name) ? name + Suffix : name;
        var wide = new Graph { Name = graph.Name };
        foreach (var input in graph.Inputs)
        {
            wide.Inputs.Add(input);
            if (IsHalf(input))
                wide.Nodes.Add(Cast(input.Name, Rename(input.Name), ElementType.Float32));
        }
        foreach (var (name, tensor) in graph.Initialisers)
            wide.Initialisers.Add(Rename(name), Widen(tensor));
        foreach (var node in graph.Nodes)
            Add(wide, node, Rename);
        foreach (var output in graph.Outputs)
        {
            wide.Outputs.Add(output);
            if (IsHalf(output) && graph.Inputs.All(input => input.Name != output.Name))
                wide.Nodes.Add(Cast(Rename(output.Name), output.Name, ElementType.Float16));
        }
        return wide;
    }

    private static void Add(Graph wide, Node node, Func<string, string> rename)
    {
        var attributes = new Attributes();
        foreach (var (name, value) in node.Attributes)
            attributes.Add(name, value is Tensor tensor ? Widen(tensor) : value is Graph inner ? Widen(inner, rename) : value);
        var rounds = CastsToHalf(node);
        wide.Nodes.Add(new Node
        {
            Operator = node.Operator,
            Domain = node.Domain,
            Name = node.Name,
            Inputs = [.. node.Inputs.Select(rename)],
            Outputs = [.. node.Outputs.Select(name => rounds ? $"{name} in half precision" : rename(name))],
            Attributes = attributes,
        });
        if (rounds)
            wide.Nodes.Add(Cast($"{node.Outputs[0]} in half precision", rename(node.Outputs[0]), ElementType.Float32));
    }

    /// <summary>A graph inside, which may read renamed values of the graph around it.</summary>
    private static Graph Widen(Graph inner, Func<string, string> rename)
    {
        var own = inner.Inputs.Select(input => input.Name).Concat(inner.Initialisers.Keys).Concat(inner.Nodes.SelectMany(node => node.Outputs)).ToHashSet(StringComparer.Ordinal);
        string Rename(string name) => own.Contains(name) ? name : rename(name);
        var wide = new Graph { Name = inner.Name };
        foreach (var input in inner.Inputs)
            wide.Inputs.Add(Widen(input));
        foreach (var (name, tensor) in inner.Initialisers)
            wide.Initialisers.Add(name, Widen(tensor));
        foreach (var node in inner.Nodes)
            Add(wide, node, Rename);
        foreach (var output in inner.Outputs)
            wide.Outputs.Add(Widen(output) with { Name = Rename(output.Name) });
        return wide;
    }

    private static GraphValue Widen(GraphValue value) => IsHalf(value) ? value with { Type = ElementType.Float32 } : value;

    private static Tensor Widen(Tensor tensor)
    {
        if (!IsHalf(tensor))
            return tensor.Viewed(tensor.Shape);
        var wide = Tensor.Uninitialised(ElementType.Float32, tensor.Shape);
        TensorPrimitives.ConvertToSingle(tensor.Span<Half>(), wide.Span<float>());
        return wide;
    }

    private static Node Cast(string from, string to, ElementType type) => new()
    {
        Operator = "Cast",
        Name = $"conversion to {type}",
        Inputs = [from],
        Outputs = [to],
        Attributes = new Attributes { { "to", (long)type } },
    };
}
