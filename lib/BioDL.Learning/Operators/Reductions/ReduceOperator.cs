using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels.Elementwise;
using BioDL.Learning.Kernels.Reductions;

namespace BioDL.Learning.Operators.Reductions;

/// <summary>What a reduction makes of many numbers.</summary>
internal enum ReduceKind
{
    Sum,
    Mean,
    Max,
    Min,
    Prod,
    SumSquare,
    L1,
    L2,
    LogSum,
    LogSumExp,
}

/// <summary>ReduceSum and its relatives: many numbers along some axes become one. The largest and the smallest are NaN where any is.</summary>
internal sealed class ReduceOperator : Operator
{
    private readonly ReduceKind kind;
    private readonly bool hasAxesInput;
    private readonly IReadOnlyList<long>? axes;
    private readonly bool keepsAxes;
    private readonly bool passesWithoutAxes;

    /// <param name="node">The node.</param>
    /// <param name="kind">What is computed.</param>
    /// <param name="hasAxesInput">Whether the axes are an input (since operator set 13 for sums, 18 for others) instead of an attribute.</param>
    public ReduceOperator(Node node, ReduceKind kind, bool hasAxesInput)
    {
        this.kind = kind;
        this.hasAxesInput = hasAxesInput;
        axes = hasAxesInput ? null : node.Attributes.Integers("axes");
        keepsAxes = node.Attributes.Integer("keepdims", 1) != 0;
        passesWithoutAxes = hasAxesInput && node.Attributes.Integer("noop_with_empty_axes", 0) != 0;
    }

    public override void Run(OperatorCall call)
    {
        var source = call.Input(0);
        var chosen = hasAxesInput && call.Has(1) ? call.Integers(1) : axes ?? [];
        var isReduced = new bool[source.Shape.Rank];
        foreach (var axis in chosen)
            isReduced[InputReading.Axis(axis, source.Shape.Rank)] = true;
        // Without axes each number is reduced alone: nothing happens to sums, but squares are still taken.
        if (chosen.Count == 0 && !passesWithoutAxes)
            Array.Fill(isReduced, true);
        Run(call, source, new ReductionAxes(source.Shape, isReduced));
    }

    private void Run(OperatorCall call, Tensor source, ReductionAxes chosen)
    {
        switch (source.Type)
        {
            case ElementType.Float32 when kind == ReduceKind.LogSumExp: LogSumExp<float>(call, source, chosen); break;
            case ElementType.Float64 when kind == ReduceKind.LogSumExp: LogSumExp<double>(call, source, chosen); break;
            case ElementType.Float32: Reduce<float>(call, source, chosen); break;
            case ElementType.Float64: Reduce<double>(call, source, chosen); break;
            case ElementType.Int32 when TakesIntegers: Reduce<int>(call, source, chosen); break;
            case ElementType.Int64 when TakesIntegers: Reduce<long>(call, source, chosen); break;
            case ElementType.UInt8 when TakesIntegers: Reduce<byte>(call, source, chosen); break;
            case ElementType.Int8 when TakesIntegers: Reduce<sbyte>(call, source, chosen); break;
            case ElementType.UInt32 when TakesIntegers: Reduce<uint>(call, source, chosen); break;
            case ElementType.UInt64 when TakesIntegers: Reduce<ulong>(call, source, chosen); break;
            default: throw new OnnxException($"its input holds {source.Type}, but {(TakesIntegers ? "numbers of 8, 32 or 64 bits" : "Float32 or Float64")} are expected. Cast the input first.");
        }
    }

    private bool TakesIntegers => kind is not (ReduceKind.LogSum or ReduceKind.LogSumExp);

    private void Reduce<T>(OperatorCall call, Tensor source, ReductionAxes chosen)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var target = call.Output(0, source.Type, chosen.Result(keepsAxes));
        if (kind == ReduceKind.Mean && source.Count == 0 && target.Count > 0 && source.Type is not (ElementType.Float32 or ElementType.Float64))
            throw new OnnxException($"its input has shape {source.Shape}, and the mean of no whole numbers is not a whole number");
        Reduce(call, source, target, chosen, kind switch
        {
            ReduceKind.Sum => ReductionKinds<T>.Sum,
            ReduceKind.Mean => ReductionKinds<T>.Mean,
            ReduceKind.Max => ReductionKinds<T>.Max,
            ReduceKind.Min => ReductionKinds<T>.Min,
            ReduceKind.Prod => ReductionKinds<T>.Product,
            ReduceKind.SumSquare => ReductionKinds<T>.SumOfSquares,
            ReduceKind.L1 => ReductionKinds<T>.SumOfMagnitudes,
            ReduceKind.L2 => ReductionKinds<T>.Length,
            _ => ReductionKinds<T>.LogSum,
        });
    }

    private static void Reduce<T>(OperatorCall call, Tensor source, Tensor target, ReductionAxes chosen, Reduction<T> reduction)
        where T : unmanaged
    {
        var numbers = source;
        if (chosen.Sizes is null)
        {
            numbers = call.Scratch(source.Type, source.Shape);
            chosen.Turn(source, numbers, call.Compute.Threads);
        }
        new ReductionWork<T>(reduction, call.Compute.Threads)
            .Run(numbers, target, chosen.Sizes ?? chosen.TurnedSizes, count => call.Scratch(source.Type, new TensorShape(count)));
    }

    /// <summary>m + log Σ exp(x − m), where m is the largest x, so that nothing overflows.</summary>
    private void LogSumExp<T>(OperatorCall call, Tensor source, ReductionAxes chosen)
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var largest = call.Scratch(source.Type, chosen.Result(keepsAxes: true));
        Reduce(call, source, largest, chosen, ReductionKinds<T>.Max);
        foreach (ref var each in largest.Span<T>())
            each = T.IsFinite(each) ? each : T.Zero;
        var powers = call.Scratch(source.Type, source.Shape);
        Exponentials.OfDifferences<T>(source, largest, powers, call.Compute);
        var target = call.Output(0, source.Type, chosen.Result(keepsAxes));
        Reduce(call, powers, target, chosen, ReductionKinds<T>.LogSum);
        VectorPairs.Apply(default(Plus<T>), target.Span<T>(), largest.Span<T>(), target.Span<T>());
    }
}
