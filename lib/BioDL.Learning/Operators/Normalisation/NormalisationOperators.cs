using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>The family of operators that bring numbers to a common scale.</summary>
internal static class NormalisationOperators
{
    private const int ScaledByChannel = 21;

    /// <summary>How each is made for a node.</summary>
    public static IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers { get; } = new Dictionary<string, Func<Node, int, Operator>>(StringComparer.Ordinal)
    {
        ["Softmax"] = (node, opset) => new SoftmaxOperator(node, opset, isLogarithm: false),
        ["LogSoftmax"] = (node, opset) => new SoftmaxOperator(node, opset, isLogarithm: true),
        ["BatchNormalization"] = (node, _) => new BatchNormalization(node),
        ["InstanceNormalization"] = (node, _) => new GroupNormalization(node, isInstance: true, isScaledByGroup: false),
        ["GroupNormalization"] = (node, opset) => new GroupNormalization(node, isInstance: false, isScaledByGroup: opset < ScaledByChannel),
        ["LayerNormalization"] = (node, _) => new LayerNormalization(node),
        ["LpNormalization"] = (node, _) => new LpNormalization(node),
    };
}
