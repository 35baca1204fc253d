using BioDL.Learning.Graphs;

namespace BioDL.Learning.Gradients;

/// <summary>The derivative of one element of the output by the same element of the input.</summary>
/// <param name="x">The input.</param>
/// <param name="y">The output.</param>
internal delegate float Slope(float x, float y);

/// <summary>
/// Operators that treat each element alone. Where a function has a corner, the derivative is that of PyTorch: 0 for Relu at 0, that of the negative
/// side for its relatives, 1 for Clip at its bounds.
/// </summary>
internal static class UnaryGradients
{
    private const float SeluAlpha = 1.67326319217681884765625f;
    private const float SeluGamma = 1.05070102214813232421875f;

    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Relu"] = (_, _) => new ReluGradient(),
        ["Sigmoid"] = (_, _) => new SlopeGradient((_, y) => y * (1 - y)),
        ["Tanh"] = (_, _) => new SlopeGradient((_, y) => 1 - y * y),
        ["Exp"] = (_, _) => new SlopeGradient((_, y) => y),
        ["Log"] = (_, _) => new SlopeGradient((x, _) => 1 / x),
        ["Sqrt"] = (_, _) => new SlopeGradient((_, y) => 0.5f / y),
        ["Abs"] = (_, _) => new SlopeGradient((x, _) => Math.Sign(x)),
        ["Neg"] = (_, _) => new SlopeGradient((_, _) => -1),
        ["Reciprocal"] = (_, _) => new SlopeGradient((_, y) => -y * y),
        ["Softplus"] = (_, _) => new SlopeGradient((x, _) => Sigmoid(x)),
        ["Softsign"] = (_, _) => new SlopeGradient((x, _) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)))),
        ["Erf"] = (_, _) => new SlopeGradient((x, _) => 2 / MathF.Sqrt(MathF.PI) * MathF.Exp(-x * x)),
        ["LeakyRelu"] = (node, _) => Bent(node.Attributes.Number("alpha", 0.01f)),
        ["ThresholdedRelu"] = (node, _) => Thresholded(node.Attributes.Number("alpha", 1)),
        ["Elu"] = (node, _) => Exponential(node.Attributes.Number("alpha", 1), 1, 1),
        ["Selu"] = (node, _) => Exponential(node.Attributes.Number("alpha", SeluAlpha), node.Attributes.Number("gamma", SeluGamma), 1),
        ["Celu"] = (node, _) => Exponential(node.Attributes.Number("alpha", 1), 1, node.Attributes.Number("alpha", 1)),
        ["HardSigmoid"] = (node, _) => HardSigmoid(node.Attributes.Number("alpha", 0.2f)),
        ["HardSwish"] = (_, _) => new SlopeGradient((x, _) => x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6),
        ["Mish"] = (_, _) => new SlopeGradient(Mish),
        ["Gelu"] = (node, _) => new SlopeGradient(node.Attributes.Text("approximate", "none") == "tanh" ? GeluByTangent : Gelu),
        ["Clip"] = (node, _) => new ClipGradient(node.Attributes),
        ["Cast"] = (_, _) => new CastGradient(),
    };

    internal static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    private static SlopeGradient Bent(float alpha) => new((x, _) => x > 0 ? 1 : alpha);

    private static SlopeGradient Thresholded(float alpha) => new((x, _) => x > alpha ? 1 : 0);

    private static SlopeGradient HardSigmoid(float alpha) => new((_, y) => y is > 0 and < 1 ? alpha : 0);

    private static SlopeGradient Exponential(float alpha, float scale, float width) =>
        new((x, _) => x > 0 ? scale : scale * alpha / width * MathF.Exp(x / width));

    private static float Mish(float x, float y)
    {
        var tangent = MathF.Tanh(x > 20 ? x : float.LogP1(MathF.Exp(x)));
        return tangent + x * Sigmoid(x) * (1 - tangent * tangent);
    }

    /// <summary>x Φ(x): the derivative is Φ(x) + x φ(x), and Φ(x) is y / x except at 0.</summary>
    private static float Gelu(float x, float y) =>
        (x == 0 ? 0.5f : y / x) + x * MathF.Exp(-x * x / 2) / MathF.Sqrt(2 * MathF.PI);

    private static float GeluByTangent(float x, float y)
    {
        var scale = MathF.Sqrt(2 / MathF.PI);
        var tangent = MathF.Tanh(scale * (x + 0.044715f * x * x * x));
        return 0.5f * (1 + tangent) + 0.5f * x * (1 - tangent * tangent) * scale * (1 + 3 * 0.044715f * x * x);
    }

    /// <summary>The gradient times the slope.</summary>
    private sealed class SlopeGradient(Slope slope) : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            var layout = call.Output(0).Layout;
            ReadOnlySpan<float> inputs = call.Input(0, layout).Numbers, outputs = call.Output(0).Numbers, gradient = call.Gradient(0, layout).Numbers;
            var target = call.Place(0, layout).Numbers;
            for (var n = 0; n < target.Length; n++)
                target[n] = gradient[n] * slope(inputs[n], outputs[n]);
        }
    }

    /// <summary>The gradient between the bounds, 0 outside of them.</summary>
    private sealed class ClipGradient(Attributes attributes) : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            float low = Bound(call, 1, "min", float.NegativeInfinity), high = Bound(call, 2, "max", float.PositiveInfinity);
            var layout = call.Output(0).Layout;
            ReadOnlySpan<float> inputs = call.Input(0, layout).Numbers, gradient = call.Gradient(0, layout).Numbers;
            var target = call.Place(0, layout).Numbers;
            for (var n = 0; n < target.Length; n++)
                target[n] = inputs[n] >= low && inputs[n] <= high ? gradient[n] : 0;
        }

        private float Bound(GradientCall call, int input, string name, float orElse) =>
            call.Has(input) ? call.Input(input).Span<float>()[0] : attributes.Number(name, orElse);
    }

    /// <summary>From one kind of real number to the same kind; other casts pass nothing.</summary>
    private sealed class CastGradient : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            if (call.Input(0).Type != call.Output(0).Type)
                throw new OnnxException($"no gradient passes from {call.Output(0).Type} to {call.Input(0).Type}");
            call.Pass(0, call.Gradient(0)!);
        }
    }
}
