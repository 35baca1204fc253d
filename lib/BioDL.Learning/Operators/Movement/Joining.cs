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
        Tensor[] inputs = [.. Enumerable.Range(0, call.InputCount).Select(call.Input)];
        var staysBlocked = inputs.Any(input => input.Layout == TensorLayout.Blocked16)
            && inputs.All(input => input.Type == ElementType.Float32 && input.Shape.Rank == 4)
            && inputs.SkipLast(1).All(input => input.Shape[1] % TensorLayouts.Block == 0);
        if (!staysBlocked)
            inputs = [.. Enumerable.Range(0, call.InputCount).Select(call.Plain)];
        var first = inputs[0];
        var along = InputReading.Axis(axis, first.Shape.Rank);
        long size = 0;
        foreach (var input in inputs)
        {
            if (input.Type != first.Type || input.Shape.Rank != first.Shape.Rank || input.Shape.With(along, first.Shape[along]) != first.Shape)
                throw new OnnxException($"{first} and {input} cannot be joined along axis {along}: type and other sizes must be equal");
            size += input.Shape[along];
        }
        var sizes = Array.ConvertAll(first.Shape.ToArray(), each => (long)each);
        sizes[along] = size;
        if (staysBlocked)
        {
            JoinBlocks(call, InputReading.Shape(sizes));
            return;
        }
        var output = call.Output(0, first.Type, InputReading.Shape(sizes));
        var strides = StridedLoop.Contiguous(output.Shape);
        long place = 0;
        foreach (var input in inputs)
        {
            StridedCopy.Copy(input.Shape.ToArray(), StridedView.Of(input), new(output, place * strides[along], strides), call.Compute.Threads);
            place += input.Shape[along];
        }
    }

    /// <summary>Where all but the last fill their blocks, the blocks of an image follow each other as they are.</summary>
    private static void JoinBlocks(OperatorCall call, TensorShape shape)
    {
        Tensor[] inputs = [.. Enumerable.Range(0, call.InputCount).Select(call.Blocked)];
        var output = call.Output(0, ElementType.Float32, shape, TensorLayout.Blocked16);
        var (place, whole) = (0, shape[0] == 0 ? 0 : output.Count / shape[0]);
        foreach (var input in inputs)
        {
            var (start, length) = (place, whole == 0 ? 0 : input.Count / shape[0]);
            ComputeThreads.For(shape[0] * TensorLayouts.Blocks(input.Shape[1]), call.Compute.Threads, part =>
            {
                var blocks = TensorLayouts.Blocks(input.Shape[1]);
                var size = length / blocks;
                input.Numbers.Slice(part * size, size).CopyTo(output.Numbers.Slice((part / blocks * whole) + start + (part % blocks * size), size));
            });
            place += length;
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
