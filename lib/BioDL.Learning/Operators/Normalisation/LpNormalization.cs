using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels.Elementwise;
using BioDL.Learning.Kernels.Reductions;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>Divides by the length along an axis: the sum of absolute values (p = 1) or the root of the sum of squares (p = 2). Zeros stay zeros.</summary>
internal sealed class LpNormalization : Operator
{
    private readonly long axis;
    private readonly long power;

    public LpNormalization(Node node)
    {
        axis = node.Attributes.Integer("axis", -1);
        power = node.Attributes.Integer("p", 2);
        if (power is not (1 or 2))
            throw new OnnxException($"attribute 'p' is {power}, but 1 or 2 is expected");
    }

    public override void Run(OperatorCall call)
    {
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Run<float>(call); break;
            case ElementType.Float64: Run<double>(call); break;
            default: throw new OnnxException($"its input holds {call.Input(0).Type}, but Float32 or Float64 is expected. Cast the input first.");
        }
    }

    private void Run<T>(OperatorCall call)
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var source = call.Input(0);
        var along = InputReading.Axis(axis, source.Shape.Rank);
        var sizes = (source.Shape.CountOf(0, along), source.Shape[along], source.Shape.CountOf(along + 1, source.Shape.Rank));
        var lengths = call.Scratch(source.Type, source.Shape.With(along, 1));
        new ReductionWork<T>(power == 1 ? ReductionKinds<T>.SumOfMagnitudes : ReductionKinds<T>.Length, call.Compute.Threads)
            .Run(source, lengths, sizes, count => call.Scratch(source.Type, new TensorShape(count)));
        lengths.Span<T>().Replace(T.Zero, T.One);
        var quotient = VectorPairs.Of<T, Over<T>>(default);
        var plan = BroadcastPlan.Of(source.Shape.ToArray(), lengths.Shape.ToArray());
        new BroadcastWork<T>(plan, quotient, source, lengths, call.OutputOver(0, 0)).Run(call.Compute.Threads);
    }
}
