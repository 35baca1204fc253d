using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Movement;

/// <summary>Another order of the axes: the output's axis n is the input's axis <c>perm[n]</c>; all in reverse when not given.</summary>
internal sealed class Transpose(Attributes attributes) : Operator
{
    private readonly IReadOnlyList<long>? order = attributes.Integers("perm");

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var shape = input.Shape;
        var axes = order?.Select(axis => InputReading.Axis(axis, shape.Rank)).ToArray() ?? [.. Enumerable.Range(0, shape.Rank).Reverse()];
        if (axes.Length != shape.Rank || axes.Distinct().Count() < axes.Length)
            throw new OnnxException($"perm ({string.Join(", ", axes)}) does not name each of the {shape.Rank} axes of {shape} once");
        var turned = new TensorShape(Array.ConvertAll(axes, axis => shape[axis]));
        var output = call.Output(0, input.Type, turned);
        var own = StridedLoop.Contiguous(shape);
        StridedCopy.Copy(turned.ToArray(), new(input, 0, Array.ConvertAll(axes, axis => own[axis])), StridedView.Of(output), call.Compute.Threads);
    }
}
