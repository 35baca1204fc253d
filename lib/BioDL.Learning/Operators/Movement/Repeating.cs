using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Movement;

/// <summary>Repeats along axes of size 1 until the tensor has the given shape; either may be the larger one.</summary>
internal sealed class Expand : Operator
{
    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var shape = InputReading.Broadcast(input.Shape, InputReading.Shape(call.Integers(1)));
        var output = call.Output(0, input.Type, shape);
        StridedCopy.Copy(shape.ToArray(), new(input, 0, StridedLoop.Broadcast(input.Shape, shape)), StridedView.Of(output), call.Compute.Threads);
    }
}

/// <summary>The whole tensor several times along each axis.</summary>
internal sealed class Tile : Operator
{
    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var (shape, times) = (input.Shape, call.Integers(1));
        if (times.Length != shape.Rank || times.Any(number => number < 0))
            throw new OnnxException($"repeats ({string.Join(", ", times)}) must be a number, 0 or more, for each axis of {shape}");
        var output = call.Output(0, input.Type, InputReading.Shape([.. times.Select((number, axis) => number * shape[axis])]));
        // Each axis counts as two: which copy, and where in it.
        int[] sizes = [.. times.SelectMany((number, axis) => new[] { (int)number, shape[axis] })];
        long[] from = [.. StridedLoop.Contiguous(shape).SelectMany(stride => new[] { 0, stride })];
        long[] to = [.. StridedLoop.Contiguous(output.Shape).SelectMany((stride, axis) => new[] { stride * shape[axis], stride })];
        StridedCopy.Copy(sizes, new(input, 0, from), new(output, 0, to), call.Compute.Threads);
    }
}
