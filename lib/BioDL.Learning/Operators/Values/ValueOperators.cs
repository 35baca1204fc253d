using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Values;

/// <summary>Operators that make values, or change their type.</summary>
internal static class ValueOperators
{
    public static readonly IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers = new Dictionary<string, Func<Node, int, Operator>>
    {
        ["Constant"] = (node, _) => new Constant(node.Attributes),
        ["ConstantOfShape"] = (node, _) => new ConstantOfShape(node.Attributes),
        ["Range"] = (_, _) => new Range(),
        ["Cast"] = (node, _) => new Cast(node.Attributes),
        ["Dropout"] = (node, opset) => new Dropout(node.Attributes, opset),
    };
}
