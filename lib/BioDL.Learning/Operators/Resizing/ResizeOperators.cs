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
    private readonly PreparedResize prepared;

    public Resize(Attributes attributes, int opset)
    {
        interpolation = Interpolation.Of(attributes);
        target = new ResizeTarget(attributes, opset);
        prepared = new PreparedResize(interpolation, target);
    }

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call)
    {
        prepared.For(call.Input(0).Shape, call.Optional(target.ScalesInput), call.Optional(target.SizesInput));
        AxisResampler.Run(call, prepared);
    }

    /// <summary>Whether it surely gives more pixels, each a mean of others of its channel with weights that sum to 1.</summary>
    public bool EnlargesPixelsOnly(Execution.Step step, IReadOnlyDictionary<int, Tensor> constants) =>
        interpolation.Mode is "nearest" or "linear" && target.ConstantScales(step, constants) is [1, 1, >= 1, >= 1];
}

/// <summary>What older operator sets have instead of Resize: every scale is a factor from the first element on.</summary>
internal sealed class Upsample : Operator
{
    private readonly Tensor? scales;
    private readonly PreparedResize prepared;

    public Upsample(Attributes attributes)
    {
        scales = attributes.Numbers("scales") is { } numbers ? Tensor.From([.. numbers], numbers.Count) : null;
        var interpolation = new Interpolation
        {
            Mode = attributes.Choice("mode", "nearest", "nearest", "linear"),
            Coordinates = "asymmetric",
            Rounding = "floor",
        };
        prepared = new PreparedResize(interpolation, new ResizeTarget(attributes, opset: 9));
    }

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call)
    {
        prepared.For(call.Input(0).Shape, scales ?? call.Input(1), null);
        AxisResampler.Run(call, prepared);
    }

    public override void Dispose()
    {
        scales?.Dispose();
        base.Dispose();
    }
}
