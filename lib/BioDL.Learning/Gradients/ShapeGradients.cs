using BioDL.Learning.Graphs;

namespace BioDL.Learning.Gradients;

/// <summary>Operators that see the same numbers in another shape.</summary>
internal static class ShapeGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Identity"] = (_, _) => new Unchanged(),
        ["Reshape"] = (_, _) => new Unchanged(),
        ["Flatten"] = (_, _) => new Unchanged(),
        ["Squeeze"] = (_, _) => new Unchanged(),
        ["Unsqueeze"] = (_, _) => new Unchanged(),
        ["Dropout"] = (_, _) => new Dropped(),
    };

    /// <summary>The gradient is that of the output, in the shape of the input.</summary>
    private sealed class Unchanged : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            var gradient = call.Gradient(0)!;
            call.Pass(0, gradient.Shape == call.Input(0).Shape ? gradient : call.Gradient(0, TensorLayout.Plain));
        }
    }

    /// <summary>What was dropped gets no gradient; what was kept gets it times the factor by which it was enlarged.</summary>
    private sealed class Dropped : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            if (!call.HasKept(0))
            {
                call.Pass(0, call.Gradient(0)!);
                return;
            }
            var factors = call.Kept(0);
            System.Numerics.Tensors.TensorPrimitives.Multiply(call.Gradient(0, factors.Layout).Numbers, factors.Numbers, call.Place(0, factors.Layout).Numbers);
        }
    }
}
