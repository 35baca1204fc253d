using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Movement;

/// <summary>
/// Adds elements around a tensor, or takes some away where a number is negative: a constant, the mirrored image without its border (<c>reflect</c>),
/// the border repeated (<c>edge</c>), or the image repeated (<c>wrap</c>).
/// </summary>
internal sealed class Pad(Attributes attributes) : Operator
{
    private readonly string mode = attributes.Choice("mode", "constant", "constant", "reflect", "edge", "wrap");

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var (before, after) = Amounts(call, input.Shape.Rank);
        var shape = InputReading.Shape([.. before.Select((amount, axis) => checked(amount + input.Shape[axis] + after[axis]))]);
        var output = call.Output(0, input.Type, shape);
        if (shape.Count == 0)
            return;
        if (mode == "constant")
            FillAround(call, input, output, before);
        else
            Extend(call, Cropped(call, input, before, after), output, before);
    }

    private static (long[] Before, long[] After) Amounts(OperatorCall call, int rank)
    {
        var pads = call.Integers(1);
        var axes = call.Integers(3, null)?.Select(axis => InputReading.Axis(axis, rank)).ToArray() ?? [.. Enumerable.Range(0, rank)];
        if (pads.Length != 2 * axes.Length || axes.Distinct().Count() < axes.Length)
            throw new OnnxException($"{pads.Length} numbers of elements are given, but each of the {axes.Length} axes needs two, and none may be named twice");
        long[] before = new long[rank], after = new long[rank];
        for (var n = 0; n < axes.Length; n++)
            (before[axes[n]], after[axes[n]]) = (pads[n], pads[axes.Length + n]);
        return (before, after);
    }

    private static void FillAround(OperatorCall call, Tensor input, Tensor output, long[] before)
    {
        var whole = new long[output.Shape.Rank];
        var value = call.Optional(2) is { Shape.Count: > 0 } given ? given : Zero(call, input.Type);
        if (value.Type != input.Type)
            throw new OnnxException($"the constant is of type {value.Type}, but the tensor of {input.Type}");
        StridedCopy.Copy(output.Shape.ToArray(), new(value, 0, whole), StridedView.Of(output), call.Compute.Threads);
        long[] from = StridedLoop.Contiguous(input.Shape), to = StridedLoop.Contiguous(output.Shape);
        long read = 0, write = 0;
        var sizes = new int[whole.Length];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            long start = Math.Max(0, before[axis]), skipped = Math.Max(0, -before[axis]);
            sizes[axis] = (int)Math.Max(0, Math.Min(input.Shape[axis] - skipped, output.Shape[axis] - start));
            read += skipped * from[axis];
            write += start * to[axis];
        }
        StridedCopy.Copy(sizes, new(input, read, from), new(output, write, to), call.Compute.Threads);
    }

    private static Tensor Zero(OperatorCall call, ElementType type)
    {
        var zero = call.Scratch(type, default);
        zero.Bytes.Clear();
        return zero;
    }

    // What is taken away is gone before anything is mirrored or repeated.
    private static Tensor Cropped(OperatorCall call, Tensor input, long[] before, long[] after)
    {
        if (before.Concat(after).All(amount => amount >= 0))
            return input;
        var strides = StridedLoop.Contiguous(input.Shape);
        var sizes = input.Shape.ToArray();
        long start = 0;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            start += Math.Max(0, -before[axis]) * strides[axis];
            sizes[axis] = (int)Math.Max(0, sizes[axis] + Math.Min(0, before[axis]) + Math.Min(0, after[axis]));
        }
        var cropped = call.Scratch(input.Type, new TensorShape(sizes));
        StridedCopy.Copy(sizes, new(input, start, strides), StridedView.Of(cropped), call.Compute.Threads);
        return cropped;
    }

    // Axis by axis, innermost first: each pass copies runs that the one before has completed.
    private void Extend(OperatorCall call, Tensor input, Tensor output, long[] before)
    {
        var current = input;
        for (var axis = input.Shape.Rank - 1; axis >= 0; axis--)
        {
            var size = output.Shape[axis];
            var start = Math.Max(0, before[axis]);
            if (size == input.Shape[axis])
                continue;
            if (input.Shape[axis] == 0)
                throw new OnnxException($"axis {axis} of {input.Shape} is empty: there is nothing to continue in mode '{mode}'");
            var next = call.Scratch(input.Type, current.Shape.With(axis, size));
            Extend(call, current, next, axis, [.. Enumerable.Range(0, size).Select(place => Source(place - start, input.Shape[axis]))]);
            current = next;
        }
        StridedCopy.Copy(output.Shape.ToArray(), StridedView.Of(current), StridedView.Of(output), call.Compute.Threads);
    }

    private static void Extend(OperatorCall call, Tensor from, Tensor to, int axis, int[] places)
    {
        long[] read = StridedLoop.Contiguous(from.Shape), write = StridedLoop.Contiguous(to.Shape);
        for (var first = 0; first < places.Length;)
        {
            // Places that follow each other, forwards or backwards, are one copy.
            var step = first + 1 < places.Length ? Math.Clamp(places[first + 1] - places[first], -1, 1) : 1;
            var end = first + 1;
            while (end < places.Length && places[end] == places[end - 1] + step)
                end++;
            long[] strides = [.. read];
            strides[axis] *= step;
            var sizes = to.Shape.With(axis, end - first).ToArray();
            StridedCopy.Copy(sizes, new(from, places[first] * read[axis], strides), new(to, first * write[axis], write), call.Compute.Threads);
            first = end;
        }
    }

    private int Source(long place, int size) => mode switch
    {
        "edge" => (int)Math.Clamp(place, 0, size - 1),
        "wrap" => (int)((place % size + size) % size),
        _ => Mirrored(place, size),
    };

    private static int Mirrored(long place, int size)
    {
        if (size == 1)
            return 0;
        var period = 2L * (size - 1);
        var within = (place % period + period) % period;
        return (int)(within < size ? within : period - within);
    }
}
