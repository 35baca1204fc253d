using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Resizing;

/// <summary>Operators that change the number of pixels.</summary>
internal static class ResizeOperators
{
    public static readonly IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers = new Dictionary<string, Func<Node, int, Operator>>
    {
        ["Resize"] = (node, opset) => new Resize(node.Attributes, opset),
        ["Upsample"] = (node, _) => new Upsample(node.Attributes),
    };
}

/// <summary>
/// A tensor with more or fewer elements along its axes. Where an output element lies in the input, and which neighbours it is made of, the attributes
/// tell (ONNX operator Resize; the names are its own).
/// </summary>
internal sealed class Resize : Operator
{
    private readonly Interpolation interpolation;
    private readonly ResizeTarget target;

    public Resize(Attributes attributes, int opset)
    {
        interpolation = Interpolation.Of(attributes);
        target = new ResizeTarget(attributes, opset < 11 ? 1 : 2, opset < 11 ? int.MaxValue : 3);
    }

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call) => AxisResampler.Run(call, interpolation, target.Find(call));

    /// <summary>Whether it surely gives more pixels, each a mean of others of its channel with weights that sum to 1.</summary>
    public bool EnlargesPixelsOnly(Execution.Step step, IReadOnlyDictionary<int, Tensor> constants) =>
        interpolation.Mode is "nearest" or "linear" && target.ConstantScales(step, constants) is [1, 1, >= 1, >= 1];
}

/// <summary>What older operator sets have instead of Resize: every scale is a factor from the first element on.</summary>
internal sealed class Upsample(Attributes attributes) : Operator
{
    private readonly Interpolation interpolation = new()
    {
        Mode = attributes.Choice("mode", "nearest", "nearest", "linear"),
        Coordinates = "asymmetric",
        Rounding = "floor",
    };

    private readonly float[]? scales = attributes.Numbers("scales")?.ToArray();

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call)
    {
        var shape = call.Input(0).Shape;
        var factors = scales ?? call.Input(1).ToArray<float>();
        AxisResampler.Run(call, interpolation, ResizeTarget.FromScales(shape, [.. Enumerable.Range(0, shape.Rank)], factors));
    }
}
