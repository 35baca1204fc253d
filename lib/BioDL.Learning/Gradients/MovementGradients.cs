using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Gradients;

/// <summary>Operators that put the same numbers elsewhere.</summary>
internal static class MovementGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Transpose"] = (node, opset) => new TracedGradient(node, opset),
        ["Expand"] = (node, opset) => new TracedGradient(node, opset, 1),
        ["Tile"] = (node, opset) => new TracedGradient(node, opset, 1),
        ["Slice"] = (node, opset) => new TracedGradient(node, opset, 1, 2, 3, 4),
        ["Split"] = (node, opset) => new TracedGradient(node, opset, 1),
        ["Gather"] = (node, opset) => new TracedGradient(node, opset, 1),
        ["GatherElements"] = (node, opset) => new TracedGradient(node, opset, 1),
        ["Pad"] = (node, opset) => new TracedGradient(node, opset, 1, 3),
        ["DepthToSpace"] = (node, opset) => new TracedGradient(node, opset),
        ["SpaceToDepth"] = (node, opset) => new TracedGradient(node, opset),
        ["Concat"] = (node, _) => new Joined(node.Attributes.Integer("axis", 0)),
        ["Where"] = (_, _) => new Chosen(),
    };

    /// <summary>Each input gets its part of the gradient.</summary>
    private sealed class Joined(long axis) : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            var along = InputReading.Axis(axis, call.Output(0).Shape.Rank);
            if (call.Gradient(0)!.Layout == TensorLayout.Blocked16 && along == 1 && FillBlocks(call))
                PassBlocks(call, call.Gradient(0)!);
            else
                PassPlain(call, call.Gradient(0, TensorLayout.Plain), along);
        }

        private static bool FillBlocks(GradientCall call)
        {
            for (var input = 0; input < call.InputCount - 1; input++)
            {
                if (call.Input(input).Shape[1] % TensorLayouts.Block != 0)
                    return false;
            }
            return true;
        }

        private static void PassBlocks(GradientCall call, Tensor gradient)
        {
            var first = 0;
            for (var input = 0; input < call.InputCount; input++)
            {
                if (call.Needs(input))
                    BlockCopy.From(gradient, first, call.Place(input, TensorLayout.Blocked16), call.Compute.Threads);
                first += TensorLayouts.Blocks(call.Input(input).Shape[1]);
            }
        }

        private static void PassPlain(GradientCall call, Tensor gradient, int along)
        {
            var strides = StridedLoop.Contiguous(gradient.Shape);
            var start = 0L;
            for (var input = 0; input < call.InputCount; input++)
            {
                var shape = call.Input(input).Shape;
                if (call.Needs(input))
                    StridedCopy.Copy(shape.ToArray(), new StridedView(gradient, start * strides[along], strides), StridedView.Of(call.Place(input)), call.Compute.Threads);
                start += shape[along];
            }
        }
    }

    /// <summary>Each element's gradient goes to the input that it was taken from.</summary>
    private sealed class Chosen : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            var gradient = call.Gradient(0, TensorLayout.Plain);
            var condition = call.Input(0, TensorLayout.Plain);
            for (var input = 1; input <= 2; input++)
            {
                if (!call.Needs(input))
                    continue;
                var part = call.Scratch(ElementType.Float32, gradient.Shape);
                Take(gradient, condition, isFirst: input == 1, part);
                Broadcasting.Pass(call, input, part);
            }
        }

        private static void Take(Tensor gradient, Tensor condition, bool isFirst, Tensor part)
        {
            var places = new BroadcastPlaces(condition.Shape, gradient.Shape);
            ReadOnlySpan<bool> choices = condition.Span<bool>();
            ReadOnlySpan<float> from = gradient.Span<float>();
            var to = part.Span<float>();
            for (var n = 0; n < to.Length; n++)
                to[n] = choices[places.Of(n)] == isFirst ? from[n] : 0;
        }
    }
}
