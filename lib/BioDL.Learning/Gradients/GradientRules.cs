using BioDL.Learning.Graphs;

namespace BioDL.Learning.Gradients;

/// <summary>Through which operators gradients pass.</summary>
internal static class GradientRules
{
    private static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new[]
    {
        ShapeGradients.Makers,
        MovementGradients.Makers,
        UnaryGradients.Makers,
        ArithmeticGradients.Makers,
        ReductionGradients.Makers,
        NormalisationGradients.Makers,
        ProductGradients.Makers,
        ConvolutionGradients.Makers,
        PoolingGradients.Makers,
        ResizeGradients.Makers,
    }.SelectMany(family => family).ToDictionary(StringComparer.Ordinal);

    /// <summary>Names of the operators.</summary>
    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>The rule of a node; null when no gradient passes through it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set in which the node is written.</param>
    public static GradientRule? Find(Node node, int opset) =>
        node.Domain is "" or "ai.onnx" && Makers.TryGetValue(node.Operator, out var make) ? make(node, opset) : null;
}
