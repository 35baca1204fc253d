using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Movement;

/// <summary>
/// A part of a tensor: from <c>starts</c> up to, not including, <c>ends</c> along <c>axes</c> (all in order when not given), every <c>steps</c>-th
/// element. Places before the first and after the last are clamped, negative ones count from the end, and negative steps go backwards.
/// </summary>
internal sealed class Slice : Operator
{
    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        long[] starts = call.Integers(1), ends = call.Integers(2);
        var axes = call.Integers(3, null) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = call.Integers(4, null) ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Count != starts.Length || steps.Count != starts.Length)
            throw new OnnxException($"starts, ends, axes and steps must be as many, but are {starts.Length}, {ends.Length}, {axes.Count} and {steps.Count}");
        var sizes = input.Shape.ToArray();
        var strides = StridedLoop.Contiguous(input.Shape);
        long origin = 0;
        var cut = new HashSet<int>();
        for (var n = 0; n < starts.Length; n++)
        {
            var axis = InputReading.Axis(axes[n], sizes.Length);
            if (!cut.Add(axis))
                throw new OnnxException($"axes ({string.Join(", ", axes)}) name axis {axis} twice");
            var (first, count) = Range(starts[n], ends[n], steps[n], sizes[axis]);
            origin += first * strides[axis];
            strides[axis] *= steps[n];
            sizes[axis] = count;
        }
        var output = call.Output(0, input.Type, new TensorShape(sizes));
        StridedCopy.Copy(sizes, new(input, origin, strides), StridedView.Of(output), call.Compute.Threads);
    }

    private static (long First, int Count) Range(long start, long end, long step, int size)
    {
        if (step == 0)
            throw new OnnxException("a step of 0 never arrives; steps are at least 1 or at most -1");
        // Backwards, the place before the first element is a possible end, and the last element the largest possible start.
        var (lowest, highest) = step > 0 ? (0, size) : (-1, size - 1);
        var first = Math.Clamp(FromFront(start, size), step > 0 ? 0 : Math.Min(0, highest), highest);
        var last = Math.Clamp(FromFront(end, size), lowest, highest);
        var distance = step > 0 ? last - first : first - last;
        var stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        return (first, distance <= 0 || size == 0 ? 0 : (int)((distance - 1) / stride + 1));
    }

    private static long FromFront(long place, int size) => place < 0 ? place + size : place;
}
