using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Movement;

/// <summary>Picks entries along an axis: the output has the axes of the indices in its place. Negative indices count from the end.</summary>
internal sealed class Gather(Attributes attributes) : Operator
{
    private readonly long axis = attributes.Integer("axis", 0);

    public override unsafe void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var shape = input.Shape;
        var along = InputReading.Axis(axis, shape.Rank);
        var indices = Indices.Read(call, 1, shape[along]);
        long[] sizes = [.. shape.ToArray()[..along], .. call.Input(1).Shape.ToArray(), .. shape.ToArray()[(along + 1)..]];
        var output = call.Output(0, input.Type, InputReading.Shape(sizes));
        var run = (long)shape.CountOf(along + 1, shape.Rank) * input.Type.Size();
        int outer = shape.CountOf(0, along), size = shape[along];
        byte* source = (byte*)input.Memory.Pointer, target = (byte*)output.Memory.Pointer;
        var together = (int)Math.Clamp((1 << 17) / Math.Max(1, run), 1, int.MaxValue);
        var picks = outer * indices.Length;
        ComputeThreads.For((picks + together - 1) / together, call.Compute.Threads, part =>
        {
            for (var pick = part * together; pick < Math.Min(picks, (part + 1) * together); pick++)
            {
                var from = (long)(pick / indices.Length) * size + indices[pick % indices.Length];
                Buffer.MemoryCopy(source + from * run, target + pick * run, run, run);
            }
        });
    }
}

/// <summary>Picks one element for each index: along one axis at the index, along the others at the index's own place.</summary>
internal sealed class GatherElements(Attributes attributes) : Operator
{
    private readonly long axis = attributes.Integer("axis", 0);

    public override unsafe void Run(OperatorCall call)
    {
        Tensor input = call.Input(0), places = call.Input(1);
        int rank = input.Shape.Rank, along = InputReading.Axis(axis, rank);
        if (places.Shape.Rank != rank || Enumerable.Range(0, rank).Any(each => each != along && places.Shape[each] > input.Shape[each]))
            throw new OnnxException($"indices of shape {places.Shape} do not fit an input of shape {input.Shape}");
        var indices = Indices.Read(call, 1, input.Shape[along]);
        var output = call.Output(0, input.Type, places.Shape);
        var strides = StridedLoop.Contiguous(input.Shape);
        var pitch = strides[along];
        strides[along] = 0;
        var bytes = input.Type.Size();
        byte* source = (byte*)input.Memory.Pointer, target = (byte*)output.Memory.Pointer;
        var loop = new StridedLoop(places.Shape.ToArray(), strides, StridedLoop.Contiguous(places.Shape));
        loop.Run(call.Compute.Threads, slab =>
        {
            for (var row = 0; row < slab.Rows; row++)
            {
                for (var column = 0; column < slab.Columns; column++)
                {
                    var place = slab.Offsets[1] + row * loop.RowStep(1) + column * loop.ColumnStep(1);
                    var from = slab.Offsets[0] + row * loop.RowStep(0) + column * loop.ColumnStep(0) + indices[place] * pitch;
                    Buffer.MemoryCopy(source + from * bytes, target + place * bytes, bytes, bytes);
                }
            }
        });
    }
}

/// <summary>Indices that are checked once, so that nothing is read beside a tensor.</summary>
internal static class Indices
{
    /// <exception cref="OnnxException">An index does not exist.</exception>
    public static long[] Read(OperatorCall call, int input, int size)
    {
        var indices = call.Integers(input);
        for (var n = 0; n < indices.Length; n++)
        {
            if (indices[n] < -size || indices[n] >= size)
                throw new OnnxException($"index {indices[n]} does not exist: the axis has size {size}");
            if (indices[n] < 0)
                indices[n] += size;
        }
        return indices;
    }
}
