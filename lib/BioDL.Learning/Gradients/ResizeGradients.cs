using BioDL.Learning.Graphs;
using BioDL.Learning.Operators.Resizing;

namespace BioDL.Learning.Gradients;

/// <summary>Resizing is linear: each element gives its gradient to the elements that it was made of, with the same weights.</summary>
internal static class ResizeGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Resize"] = (node, opset) => new ResizeGradient(node.Attributes, opset),
    };

    private sealed class ResizeGradient(Attributes attributes, int opset) : GradientRule
    {
        private readonly ResizeTarget target = new(attributes, opset);
        private readonly PreparedResize back = new(Interpolation.Of(attributes), new ResizeTarget(attributes, opset), isWayBack: true);

        public override void Backward(GradientCall call)
        {
            if (!call.Needs(0))
                return;
            back.For(call.Input(0).Shape, Optional(call, target.ScalesInput), Optional(call, target.SizesInput));
            var gradient = back.LeavesChannels ? call.Gradient(0)! : call.Gradient(0, TensorLayout.Plain);
            if (back.Passes.Count == 0)
            {
                call.Pass(0, gradient);
                return;
            }
            var place = call.Place(0, gradient.Layout);
            if (!AxisResampler.TryAtOnce(gradient, place, back.Passes, call.Compute))
                AlongEach(call, gradient, place);
        }

        private void AlongEach(GradientCall call, Tensor gradient, Tensor place) =>
            AxisResampler.Resample(gradient, place, back.Passes, (type, sizes) => call.Scratch(type, sizes), call.Compute);

        private static Tensor? Optional(GradientCall call, int input) => call.Has(input) ? call.Input(input) : null;
    }
}
