using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Gradients;

/// <summary>Pools over windows.</summary>
internal static class PoolingGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["MaxPool"] = (node, _) => new PoolGradient(node, PoolingKind.Maximum),
        ["AveragePool"] = (node, _) => new PoolGradient(node, PoolingOperators.Average(node)),
    };

    private sealed class PoolGradient(Node node, PoolingKind kind) : GradientRule
    {
        private readonly PoolingSizes sizes = new(node);

        public override unsafe void Backward(GradientCall call)
        {
            var (shape, _) = sizes.For(call.Input(0).Shape);
            if (call.Input(0).Shape.Rank == 3)
            {
                BackwardOfSignals(call, shape);
                return;
            }
            Tensor input = call.Input(0, TensorLayout.Blocked16), output = call.Output(0, TensorLayout.Blocked16), gradient = call.Gradient(0, TensorLayout.Blocked16);
            new PoolingGradient(sizes.Blocked, kind, input.Floats, output.Floats, gradient.Floats, call.Place(0, TensorLayout.Blocked16).Floats).Run(call.Compute.Threads);
        }

        /// <summary>Signals along one axis, as their definition says.</summary>
        private void BackwardOfSignals(GradientCall call, PoolingShape shape)
        {
            ReadOnlySpan<float> input = call.Input(0).Span<float>(), output = call.Output(0).Span<float>(), gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            var target = call.Place(0).Span<float>();
            target.Clear();
            for (var n = 0; n < output.Length; n++)
            {
                var (plane, position) = Math.DivRem(n, shape.OutputWidth);
                var axis = shape.Window.X;
                var (first, end) = PoolingShape.Inside(axis, position, shape.Width);
                var share = kind == PoolingKind.Maximum ? gradient[n] : gradient[n] / BlockedPooling.Count(kind, end - first, PoolingShape.Padded(axis, position, shape.Width));
                for (var element = first; element < end; element++)
                {
                    var place = plane * shape.Width + position * axis.Stride - axis.Before + element * axis.Dilation;
                    if (kind == PoolingKind.Maximum && input[place] != output[n])
                        continue;
                    target[place] += share;
                    if (kind == PoolingKind.Maximum)
                        break;
                }
            }
        }
    }
}
