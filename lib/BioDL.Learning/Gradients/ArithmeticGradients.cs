using System.Numerics.Tensors;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Gradients;

/// <summary>Arithmetic of two tensors, either of which may be repeated to the shape of the other.</summary>
internal static class ArithmeticGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Add"] = (_, _) => new Summed { IsLearnt = true },
        ["Sub"] = (_, _) => new Summed(1, -1),
        ["Sum"] = (_, _) => new Summed(),
        ["Mul"] = (_, _) => new PairGradient((_, b, _) => b, (a, _, _) => a) { IsLearnt = true },
        ["Div"] = (_, _) => new PairGradient((_, b, _) => 1 / b, (_, b, y) => -y / b),
        ["Pow"] = (_, _) => new PairGradient((a, b, _) => b == 0 ? 0 : b * MathF.Pow(a, b - 1), (a, _, y) => y == 0 ? 0 : y * MathF.Log(a)),
        ["PRelu"] = (_, _) => new PairGradient((a, b, _) => a > 0 ? 1 : b, (a, _, _) => a > 0 ? 0 : a) { IsLearnt = true },
        ["Max"] = (_, _) => new ExtremeGradient(),
        ["Min"] = (_, _) => new ExtremeGradient(),
        ["Mean"] = (_, _) => new Summed(isMean: true),
    };

    /// <summary>The derivative of an element of the output by that of one input.</summary>
    private delegate float PairSlope(float first, float second, float result);

    /// <summary>Sums: every input gets the gradient, times its sign.</summary>
    private sealed class Summed(params int[] signs) : GradientRule
    {
        private readonly bool isMean;

        public Summed(bool isMean)
            : this([]) => this.isMean = isMean;

        /// <summary>Whether networks learn what they add or multiply with. A single number is a constant even then.</summary>
        public bool IsLearnt { get; init; }

        public override bool IsWeight(int input, TensorShape shape) => IsLearnt && shape.Count > 1;

        public override void Backward(GradientCall call)
        {
            for (var input = 0; input < call.InputCount; input++)
            {
                if (!call.Needs(input))
                    continue;
                var gradient = call.Gradient(0)!;
                var factor = isMean ? 1f / call.InputCount : input < signs.Length ? signs[input] : 1;
                if (call.Input(input).Shape != gradient.Shape)
                    gradient = call.Gradient(0, TensorLayout.Plain);
                if (factor != 1)
                {
                    var scaled = call.Scratch(ElementType.Float32, gradient.Shape, gradient.Layout);
                    TensorPrimitives.Multiply(gradient.Numbers, factor, scaled.Numbers);
                    gradient = scaled;
                }
                Broadcasting.Pass(call, input, gradient);
            }
        }
    }

    /// <summary>The gradient times the slope by each input.</summary>
    private sealed class PairGradient(PairSlope byFirst, PairSlope bySecond) : GradientRule
    {
        /// <summary>Whether networks learn what they add or multiply with. A single number is a constant even then.</summary>
        public bool IsLearnt { get; init; }

        public override bool IsWeight(int input, TensorShape shape) => IsLearnt && shape.Count > 1;

        public override void Backward(GradientCall call)
        {
            for (var input = 0; input < 2; input++)
            {
                if (call.Needs(input))
                    Pass(call, input, input == 0 ? byFirst : bySecond);
            }
        }

        private static void Pass(GradientCall call, int input, PairSlope slope)
        {
            Tensor first = call.Input(0, TensorLayout.Plain), second = call.Input(1, TensorLayout.Plain);
            Tensor result = call.Output(0, TensorLayout.Plain), gradient = call.Gradient(0, TensorLayout.Plain);
            BroadcastPlaces firstPlaces = new(first.Shape, result.Shape), secondPlaces = new(second.Shape, result.Shape);
            var part = call.Scratch(ElementType.Float32, result.Shape);
            ReadOnlySpan<float> a = first.Span<float>(), b = second.Span<float>(), y = result.Span<float>(), from = gradient.Span<float>();
            var to = part.Span<float>();
            for (var n = 0; n < to.Length; n++)
                to[n] = from[n] * slope(a[firstPlaces.Of(n)], b[secondPlaces.Of(n)], y[n]);
            Broadcasting.Pass(call, input, part);
        }
    }

    /// <summary>The gradient goes to the inputs that are as large (or small) as the result, in equal shares.</summary>
    private sealed class ExtremeGradient : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            ReadOnlySpan<float> results = call.Output(0, TensorLayout.Plain).Span<float>(), gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            var shape = call.Output(0).Shape;
            var shares = new int[shape.Count];
            for (var input = 0; input < call.InputCount; input++)
            {
                var places = new BroadcastPlaces(call.Input(input).Shape, shape);
                ReadOnlySpan<float> values = call.Input(input, TensorLayout.Plain).Span<float>();
                for (var n = 0; n < shares.Length; n++)
                    shares[n] += values[places.Of(n)] == results[n] ? 1 : 0;
            }
            for (var input = 0; input < call.InputCount; input++)
            {
                if (!call.Needs(input))
                    continue;
                var places = new BroadcastPlaces(call.Input(input).Shape, shape);
                ReadOnlySpan<float> values = call.Input(input, TensorLayout.Plain).Span<float>();
                var part = call.Scratch(ElementType.Float32, shape);
                var to = part.Span<float>();
                for (var n = 0; n < to.Length; n++)
                    to[n] = values[places.Of(n)] == results[n] ? gradient[n] / shares[n] : 0;
                Broadcasting.Pass(call, input, part);
            }
        }
    }
}
