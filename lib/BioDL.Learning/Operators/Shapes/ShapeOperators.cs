using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Shapes;

/// <summary>Operators that see the same numbers in another shape, or tell about the shape.</summary>
internal static class ShapeOperators
{
    public static readonly IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers = new Dictionary<string, Func<Node, int, Operator>>
    {
        ["Reshape"] = (node, _) => new Reshape(node.Attributes),
        ["Flatten"] = (node, _) => new Flatten(node.Attributes),
        ["Squeeze"] = (node, _) => new Squeeze(node.Attributes),
        ["Unsqueeze"] = (node, _) => new Unsqueeze(node.Attributes),
        ["Shape"] = (node, _) => new ShapeOf(node.Attributes),
        ["Size"] = (_, _) => new SizeOf(),
    };
}

/// <summary>The same numbers in a given shape: 0 takes over the size of that axis (unless <c>allowzero</c>), one −1 stands for what is left.</summary>
internal sealed class Reshape(Attributes attributes) : Operator
{
    private readonly bool keepsZero = attributes.Integer("allowzero", 0) != 0;

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        call.Forward(0, input, Resolve(input.Shape, call.Integers(1)));
    }

    private TensorShape Resolve(TensorShape shape, long[] wanted)
    {
        var sizes = (long[])wanted.Clone();
        long known = 1;
        var open = -1;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] == 0 && !keepsZero)
                sizes[axis] = axis < shape.Rank ? shape[axis] : throw new OnnxException($"size 0 of axis {axis} stands for that of the input, which has shape {shape}");
            if (sizes[axis] >= 0)
                known *= Math.Min(sizes[axis], int.MaxValue);
            else if (sizes[axis] == -1 && open < 0)
                open = axis;
            else
                throw new OnnxException($"({string.Join(", ", wanted)}) is no shape: sizes are 0 or more, and one may be -1");
            known = Math.Min(known, int.MaxValue + 1L);
        }
        if (open >= 0)
            sizes[open] = known > 0 && shape.Count % known == 0 ? shape.Count / known : throw Mismatch(shape, wanted);
        else if (known != shape.Count)
            throw Mismatch(shape, wanted);
        return InputReading.Shape(sizes);
    }

    private static OnnxException Mismatch(TensorShape shape, long[] wanted) =>
        new($"the {shape.Count} elements of {shape} cannot be arranged as ({string.Join(", ", wanted)})");
}

/// <summary>The same numbers in two axes: those before an axis, and it with those after it.</summary>
internal sealed class Flatten(Attributes attributes) : Operator
{
    private readonly long axis = attributes.Integer("axis", 1);

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var split = axis == input.Shape.Rank ? input.Shape.Rank : InputReading.Axis(axis, Math.Max(1, input.Shape.Rank));
        var first = input.Shape.CountOf(0, split);
        call.Forward(0, input, new TensorShape(first, input.Shape.CountOf(split, input.Shape.Rank)));
    }
}

/// <summary>Leaves out axes of size 1: the given ones, or all.</summary>
internal sealed class Squeeze(Attributes attributes) : Operator
{
    private readonly IReadOnlyList<long>? given = attributes.Integers("axes");

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var shape = input.Shape;
        var left = call.Integers(1, given)?.Select(axis => InputReading.Axis(axis, shape.Rank)).ToHashSet()
            ?? [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] == 1)];
        foreach (var axis in left.Where(axis => shape[axis] != 1))
            throw new OnnxException($"axis {axis} of {shape} has size {shape[axis]}; only axes of size 1 can be left out");
        call.Forward(0, input, new TensorShape([.. Enumerable.Range(0, shape.Rank).Where(axis => !left.Contains(axis)).Select(axis => shape[axis])]));
    }
}

/// <summary>Puts in axes of size 1; the numbers of the axes are those in the output.</summary>
internal sealed class Unsqueeze(Attributes attributes) : Operator
{
    private readonly IReadOnlyList<long>? given = attributes.Integers("axes");

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var axes = call.Integers(1, given) ?? throw new OnnxException("neither an input nor an attribute names the axes to put in");
        var rank = input.Shape.Rank + axes.Count;
        var added = axes.Select(axis => InputReading.Axis(axis, rank)).ToHashSet();
        if (added.Count < axes.Count)
            throw new OnnxException($"axes ({string.Join(", ", axes)}) name the same axis twice");
        var next = 0;
        call.Forward(0, input, InputReading.Shape([.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1L : input.Shape[next++])]));
    }
}

/// <summary>The sizes of a tensor, or of some of its axes, as numbers.</summary>
internal sealed class ShapeOf(Attributes attributes) : Operator
{
    private readonly long start = attributes.Integer("start", 0);
    private readonly long end = attributes.Integer("end", long.MaxValue);

    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call)
    {
        var shape = call.Input(0).Shape;
        int first = Clamp(start, shape.Rank), last = Math.Max(first, Clamp(end, shape.Rank));
        var sizes = call.Output(0, ElementType.Int64, new TensorShape(last - first)).Span<long>();
        for (var axis = first; axis < last; axis++)
            sizes[axis - first] = shape[axis];
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
}

/// <summary>The number of elements.</summary>
internal sealed class SizeOf : Operator
{
    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call) => call.Output(0, ElementType.Int64, default).Span<long>()[0] = call.Input(0).Shape.Count;
}
