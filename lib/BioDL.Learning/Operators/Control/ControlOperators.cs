using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Control;

/// <summary>Operators that run graphs of their own.</summary>
internal static class ControlOperators
{
    public static readonly IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers = new Dictionary<string, Func<Node, int, Operator>>
    {
        ["If"] = (node, _) => new If(node.Attributes),
        ["Loop"] = (node, _) => new Loop(node.Attributes),
    };

    /// <summary>A graph that an attribute must hold.</summary>
    /// <exception cref="OnnxException">It is missing.</exception>
    public static Graph Required(this Attributes attributes, string name) =>
        attributes.GraphOf(name) ?? throw new OnnxException($"attribute '{name}', a graph, is missing");

    /// <summary>The truth value that a tensor of one element holds.</summary>
    /// <exception cref="OnnxException">It holds something else.</exception>
    public static bool Truth(Tensor tensor) => tensor is { Type: ElementType.Bool, Shape.Count: 1 }
        ? tensor.Span<bool>()[0]
        : throw new OnnxException($"a condition is {tensor}, but one truth value (Bool) is expected");
}

/// <summary>Runs one of two graphs, as the condition says.</summary>
internal sealed class If : Operator
{
    public If(Attributes attributes)
    {
        attributes.Required("then_branch");
        attributes.Required("else_branch");
    }

    public override void Run(OperatorCall call)
    {
        var results = call.RunGraph(ControlOperators.Truth(call.Input(0)) ? "then_branch" : "else_branch");
        if (results.Length < call.OutputCount)
            throw new OnnxException($"the graph that was chosen gives {results.Length} values, but the node has {call.OutputCount} outputs");
        for (var n = 0; n < results.Length; n++)
            call.Give(n, results[n]);
    }
}
