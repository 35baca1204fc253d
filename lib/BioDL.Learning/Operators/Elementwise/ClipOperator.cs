using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>
/// Clip: bounds are attributes up to operator set 10 and optional inputs after; a bound that is not given is the lowest or highest finite number.
/// Where the lower bound is above the upper one, the upper one wins.
/// </summary>
internal sealed class ClipOperator : Operator
{
    private readonly bool hasInputs;
    private readonly float low;
    private readonly float high;

    public ClipOperator(Node node, int opset)
    {
        hasInputs = opset >= 11;
        low = hasInputs ? float.MinValue : node.Attributes.Number("min", float.MinValue);
        high = hasInputs ? float.MaxValue : node.Attributes.Number("max", float.MaxValue);
    }

    /// <summary>The bounds for single precision, when they do not change from run to run; otherwise null.</summary>
    public (float Low, float High)? Bounds(Execution.Step step, IReadOnlyDictionary<int, Tensor> constants)
    {
        if (!hasInputs)
            return (low, high);
        Span<float> bounds = [float.NegativeInfinity, float.PositiveInfinity];
        for (var input = 1; input < step.Inputs.Length; input++)
        {
            if (step.Inputs[input] < 0)
                continue;
            if (!constants.TryGetValue(step.Inputs[input], out var bound) || bound.Type != ElementType.Float32 || bound.Count != 1)
                return null;
            bounds[input - 1] = bound.ToArray<float>()[0];
        }
        return (bounds[0], bounds[1]);
    }

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call)
    {
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Clip(call, float.MinValue, float.MaxValue); break;
            case ElementType.Float64: Clip(call, double.MinValue, double.MaxValue); break;
            case ElementType.Int8: Clip(call, sbyte.MinValue, sbyte.MaxValue); break;
            case ElementType.Int16: Clip(call, short.MinValue, short.MaxValue); break;
            case ElementType.Int32: Clip(call, int.MinValue, int.MaxValue); break;
            case ElementType.Int64: Clip(call, long.MinValue, long.MaxValue); break;
            case ElementType.UInt8: Clip(call, byte.MinValue, byte.MaxValue); break;
            case ElementType.UInt16: Clip(call, ushort.MinValue, ushort.MaxValue); break;
            case ElementType.UInt32: Clip(call, uint.MinValue, uint.MaxValue); break;
            case ElementType.UInt64: Clip(call, ulong.MinValue, ulong.MaxValue); break;
            default: throw new OnnxException($"its input holds {call.Input(0).Type}, but numbers without half precision are expected. Cast the input first.");
        }
    }

    private void Clip<T>(OperatorCall call, T lowest, T highest)
        where T : unmanaged, INumber<T>
    {
        var bounds = new Clipped<T>(Vector.Create(Bound(call, 1, lowest, low)), Vector.Create(Bound(call, 2, highest, high)));
        var source = call.Input(0);
        var target = call.OutputOver(0, 0);
        ComputeThreads.Pieces(source.Count, VectorMap.Piece, call.Compute.Threads,
            (start, length) => VectorMap.Apply(bounds, source.Span<T>().Slice(start, length), target.Span<T>().Slice(start, length)));
    }

    private T Bound<T>(OperatorCall call, int input, T orElse, float attribute)
        where T : unmanaged, INumber<T>
    {
        if (!hasInputs)
            return T.CreateSaturating(attribute);
        if (!call.Has(input))
            return orElse;
        var bound = call.Input(input);
        if (bound.Count != 1 || bound.Type != ElementTypes.Of<T>())
            throw new OnnxException($"its {(input == 1 ? "lower" : "upper")} bound is {bound}, but one number of type {ElementTypes.Of<T>()} is expected");
        return bound.Span<T>()[0];
    }
}
