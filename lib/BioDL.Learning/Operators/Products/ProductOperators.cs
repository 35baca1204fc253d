using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Products;

/// <summary>The family of operators that multiply matrices.</summary>
internal static class ProductOperators
{
    /// <summary>How each is made for a node.</summary>
    public static IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers { get; } = new Dictionary<string, Func<Node, int, Operator>>(StringComparer.Ordinal)
    {
        ["MatMul"] = (_, _) => new MatMul(),
        ["Gemm"] = (node, _) => new Gemm(node),
    };
}
