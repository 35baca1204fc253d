using BioDL.Learning.Graphs;
using BioDL.Learning.Operators.Resizing;

namespace BioDL.Learning.Gradients;

/// <summary>Resizing is linear: each element gives its gradient to the elements that it was made of, with the same weights.</summary>
internal static class ResizeGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Resize"] = (node, opset) => new ResizeGradient(Interpolation.Of(node.Attributes), new ResizeTarget(node.Attributes, opset < 11 ? 1 : 2, 3), opset),
    };

    private sealed class ResizeGradient(Interpolation interpolation, ResizeTarget target, int opset) : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            if (!call.Needs(0))
                return;
            var shape = call.Input(0).Shape;
            var scalesInput = opset < 11 ? 1 : 2;
            var targets = target.Find(shape, call.Has(scalesInput) ? call.Input(scalesInput) : null, call.Has(3) ? Sizes(call.Input(3)) : null);
            int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(axis => targets[axis].Size != shape[axis] || targets[axis].Scale != 1)];
            var gradient = call.Gradient(0)!;
            if (axes.Length == 0)
            {
                call.Pass(0, gradient);
                return;
            }
            if (axes.Any(axis => axis < 2))
                gradient = call.Gradient(0, TensorLayout.Plain);
            var passes = axes.Select(axis => (axis, interpolation.Along(shape[axis], targets[axis]).Turned(shape[axis])));
            AxisResampler.Resample(gradient, call.Place(0, gradient.Layout), [.. passes], (type, sizes) => call.Scratch(type, sizes), call.Compute);
        }

        private static long[] Sizes(Tensor tensor) => tensor.Type == ElementType.Int64 ? tensor.ToArray<long>() : throw new OnnxException($"the sizes are {tensor}, but Int64 is expected");
    }
}
