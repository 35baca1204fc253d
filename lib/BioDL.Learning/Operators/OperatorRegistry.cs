using BioDL.Learning.Graphs;
using BioDL.Learning.Operators.Control;
using BioDL.Learning.Operators.Elementwise;
using BioDL.Learning.Operators.Logic;
using BioDL.Learning.Operators.Movement;
using BioDL.Learning.Operators.Normalisation;
using BioDL.Learning.Operators.Products;
using BioDL.Learning.Operators.Reductions;
using BioDL.Learning.Operators.Resizing;
using BioDL.Learning.Operators.Shapes;
using BioDL.Learning.Operators.Values;

namespace BioDL.Learning.Operators;

/// <summary>Which operators exist, and how one is made for a node.</summary>
internal static class OperatorRegistry
{
    private static readonly Dictionary<string, Func<Node, int, Operator>> Makers = new(
        [
            new("Identity", (_, _) => new Identity()),
            .. ShapeOperators.Makers,
            .. MovementOperators.Makers,
            .. ValueOperators.Makers,
            .. LogicOperators.Makers,
            .. ResizeOperators.Makers,
            .. ControlOperators.Makers,
            .. UnaryOperators.Makers,
            .. BinaryOperators.Makers,
            .. NormalisationOperators.Makers,
            .. ProductOperators.Makers,
            .. ReductionOperators.Makers,
            .. ConvolutionOperators.Makers,
            .. PoolingOperators.Makers,
        ],
        StringComparer.Ordinal);

    /// <summary>Names of all operators.</summary>
    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>The operator of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set in which the node is written.</param>
    /// <exception cref="OnnxException">There is none, or its attributes are wrong.</exception>
    public static Operator Make(Node node, int opset)
    {
        if (node.Domain is not ("" or "ai.onnx") || !Makers.TryGetValue(node.Operator, out var make))
            throw new OnnxException($"{node}: operator {(node.Domain.Length > 0 ? node.Domain + "." : "")}{node.Operator} is not supported. Supported are {string.Join(", ", Makers.Keys.Order())}.");
        try
        {
            return make(node, opset);
        }
        catch (OnnxException error)
        {
            throw new OnnxException($"{node}: {error.Message}", error);
        }
    }
}

/// <summary>Its output is its input.</summary>
internal sealed class Identity : Operator
{
    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call) => call.Forward(0, call.Input(0), call.Input(0).Shape);
}
