using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Movement;

/// <summary>Joins tensors along an axis; the others must be equal.</summary>
internal sealed class Concat(Attributes attributes) : Operator
{
    private readonly long axis = attributes.Has("axis") ? attributes.Integer("axis", 0) : throw new OnnxException("attribute 'axis' is missing");

    public override bool TakesBlocked(int input) => axis is 1 or -3;

    public override void Run(OperatorCall call)
    {
        var staysBlocked = StaysBlocked(call);
        var first = staysBlocked ? call.Input(0) : call.Plain(0);
        var along = InputReading.Axis(axis, first.Shape.Rank);
        long size = 0;
        for (var n = 0; n < call.InputCount; n++)
        {
            var input = call.Input(n);
            if (input.Type != first.Type || input.Shape.Rank != first.Shape.Rank || input.Shape.With(along, first.Shape[along]) != first.Shape)
                throw new OnnxException($"{first} and {input} cannot be joined along axis {along}: type and other sizes must be equal");
            size += input.Shape[along];
        }
        var shape = first.Shape.With(along, checked((int)size));
        if (staysBlocked)
            JoinBlocks(call, shape);
        else
            Join(call, shape, along);
    }

    private static bool StaysBlocked(OperatorCall call)
    {
        var isBlocked = false;
        for (var n = 0; n < call.InputCount; n++)
        {
            var input = call.Input(n);
            if (input.Type != ElementType.Float32 || input.Shape.Rank != 4 || (n < call.InputCount - 1 && input.Shape[1] % TensorLayouts.Block != 0))
                return false;
            isBlocked |= input.Layout == TensorLayout.Blocked16;
        }
        return isBlocked;
    }

    private static void Join(OperatorCall call, TensorShape shape, int along)
    {
        var output = call.Output(0, call.Input(0).Type, shape);
        var strides = StridedLoop.Contiguous(shape);
        long place = 0;
        for (var n = 0; n < call.InputCount; n++)
        {
            var input = call.Plain(n);
            StridedCopy.Copy(input.Shape.ToArray(), StridedView.Of(input), new(output, place * strides[along], strides), call.Compute.Threads);
            place += input.Shape[along];
        }
    }

    /// <summary>Where all but the last fill their blocks, the blocks of an image follow each other as they are.</summary>
    private static void JoinBlocks(OperatorCall call, TensorShape shape)
    {
        var output = call.Output(0, ElementType.Float32, shape, TensorLayout.Blocked16);
        var first = 0;
        for (var n = 0; n < call.InputCount; n++)
        {
            var input = call.Blocked(n);
            BlockCopy.Into(output, first, input, call.Compute.Threads);
            first += TensorLayouts.Blocks(input.Shape[1]);
        }
    }
}

/// <summary>Cuts a tensor along an axis: into parts of given sizes, or into as many as there are outputs, the last one smaller where it does not go.</summary>
internal sealed class Split(Attributes attributes) : Operator
{
    private readonly long axis = attributes.Integer("axis", 0);
    private readonly long number = attributes.Integer("num_outputs", 0);
    private readonly IReadOnlyList<long>? given = attributes.Integers("split");

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var along = InputReading.Axis(axis, input.Shape.Rank);
        var parts = Parts(call, input.Shape[along]);
        if (parts.Count != call.OutputCount || parts.Sum() != input.Shape[along] || parts.Any(size => size < 0))
            throw new OnnxException($"{call.OutputCount} outputs of sizes ({string.Join(", ", parts)}) are wanted, but axis {along} of {input.Shape} has size {input.Shape[along]}");
        var strides = StridedLoop.Contiguous(input.Shape);
        long place = 0;
        for (var part = 0; part < parts.Count; part++)
        {
            var shape = input.Shape.With(along, (int)parts[part]);
            if (call.Wants(part))
                StridedCopy.Copy(shape.ToArray(), new(input, place * strides[along], strides), StridedView.Of(call.Output(part, input.Type, shape)), call.Compute.Threads);
            place += parts[part];
        }
    }

    private IReadOnlyList<long> Parts(OperatorCall call, int size)
    {
        if (call.Integers(1, given) is { } sizes)
            return sizes;
        var count = number > 0 ? (int)Math.Min(number, int.MaxValue) : call.OutputCount;
        if (count != call.OutputCount)
            throw new OnnxException($"num_outputs is {count}, but the node has {call.OutputCount} outputs");
        if (number == 0 && size % count != 0)
            throw new OnnxException($"size {size} cannot be cut into {count} equal parts; the node should give the sizes");
        var each = (size + count - 1) / count;
        return [.. Enumerable.Range(0, count).Select(part => (long)(part < count - 1 ? each : size - each * (count - 1)))];
    }
}
