using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Logic;

/// <summary>Operators that compare, combine truth values, and choose.</summary>
internal static class LogicOperators
{
    public static readonly IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers = new Dictionary<string, Func<Node, int, Operator>>
    {
        ["Where"] = (_, _) => new Where(),
        ["Equal"] = (_, _) => new Comparison<IsEqual>(),
        ["Less"] = (_, _) => new Comparison<IsLess>(),
        ["LessOrEqual"] = (_, _) => new Comparison<IsLessOrEqual>(),
        ["Greater"] = (_, _) => new Comparison<IsGreater>(),
        ["GreaterOrEqual"] = (_, _) => new Comparison<IsGreaterOrEqual>(),
        ["And"] = (_, _) => new Connection((a, b) => (byte)(a & b)),
        ["Or"] = (_, _) => new Connection((a, b) => (byte)(a | b)),
        ["Xor"] = (_, _) => new Connection((a, b) => (byte)(a ^ b)),
        ["Not"] = (_, _) => new Not(),
    };
}
