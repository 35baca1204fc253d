using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Reductions;

/// <summary>The family of operators that make one number of many along axes.</summary>
internal static class ReductionOperators
{
    /// <summary>How each is made for a node.</summary>
    public static IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers { get; } = new Dictionary<string, Func<Node, int, Operator>>(
        Enum.GetValues<ReduceKind>().Select(kind => KeyValuePair.Create("Reduce" + kind, Reduce(kind))), StringComparer.Ordinal)
    {
        ["ArgMax"] = (node, _) => new ArgOperator(node, isMax: true),
        ["ArgMin"] = (node, _) => new ArgOperator(node, isMax: false),
        ["CumSum"] = (node, _) => new CumSum(node),
    };

    private static Func<Node, int, Operator> Reduce(ReduceKind kind) =>
        (node, opset) => new ReduceOperator(node, kind, hasAxesInput: opset >= (kind == ReduceKind.Sum ? 13 : 18));
}
