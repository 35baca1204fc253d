using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Gradients;

/// <summary>Operators that bring many numbers down to one: sums, means and their kin, and softmax.</summary>
internal static class ReductionGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["ReduceSum"] = (node, _) => new Reduced(node.Attributes, (_, _, _) => 1),
        ["ReduceMean"] = (node, _) => new Reduced(node.Attributes, (_, _, count) => 1f / count),
        ["ReduceSumSquare"] = (node, _) => new Reduced(node.Attributes, (x, _, _) => 2 * x),
        ["ReduceL1"] = (node, _) => new Reduced(node.Attributes, (x, _, _) => Math.Sign(x)),
        ["ReduceL2"] = (node, _) => new Reduced(node.Attributes, (x, y, _) => y == 0 ? 0 : x / y),
        ["ReduceLogSum"] = (node, _) => new Reduced(node.Attributes, (_, y, _) => MathF.Exp(-y)),
        ["ReduceLogSumExp"] = (node, _) => new Reduced(node.Attributes, (x, y, _) => MathF.Exp(x - y)),
        ["ReduceMax"] = (node, _) => new Extreme(node.Attributes),
        ["ReduceMin"] = (node, _) => new Extreme(node.Attributes),
        ["GlobalAveragePool"] = (_, _) => new Reduced(Pooling, (_, _, count) => 1f / count),
        ["GlobalMaxPool"] = (_, _) => new Extreme(Pooling),
        ["Softmax"] = (node, opset) => new SoftmaxGradient(node.Attributes, opset, isLog: false),
        ["LogSoftmax"] = (node, opset) => new SoftmaxGradient(node.Attributes, opset, isLog: true),
    };

    /// <summary>The derivative of the result by one of the numbers that it comes from.</summary>
    private delegate float ReducedSlope(float number, float result, int count);

    /// <summary>Global pooling is reduction over all axes after the channel.</summary>
    private static Attributes Pooling => new() { { "pool", 1 } };

    /// <summary>For each element of the input the place of the result that it went into.</summary>
    private static BroadcastPlaces Places(GradientCall call, Attributes attributes, out int count)
    {
        var shape = call.Input(0).Shape;
        var rank = shape.Rank;
        IEnumerable<int> axes = Enumerable.Range(0, rank);
        if (attributes.Has("pool"))
            axes = axes.Skip(2);
        else if (call.Has(1) && call.Input(1).Span<long>().ToArray() is { Length: > 0 } given)
            axes = given.Select(axis => InputReading.Axis(axis, rank));
        else if (attributes.Integers("axes") is { Count: > 0 } old)
            axes = old.Select(axis => InputReading.Axis(axis, rank));
        else if (attributes.Integer("noop_with_empty_axes", 0) != 0)
            axes = [];
        var kept = shape;
        foreach (var axis in axes)
            kept = kept.With(axis, 1);
        count = shape.Count / Math.Max(1, kept.Count);
        return new BroadcastPlaces(kept, shape);
    }

    /// <summary>Each number gets the gradient of its result times the slope.</summary>
    private sealed class Reduced(Attributes attributes, ReducedSlope slope) : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            if (!call.Needs(0))
                return;
            var places = Places(call, attributes, out var count);
            ReadOnlySpan<float> numbers = call.Input(0, TensorLayout.Plain).Span<float>(), results = call.Output(0, TensorLayout.Plain).Span<float>();
            ReadOnlySpan<float> gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            var target = call.Place(0).Span<float>();
            for (var n = 0; n < target.Length; n++)
            {
                var place = places.Of(n);
                target[n] = gradient[place] * slope(numbers[n], results[place], count);
            }
        }
    }

    /// <summary>The gradient goes to the numbers that are the largest (or smallest), in equal shares.</summary>
    private sealed class Extreme(Attributes attributes) : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            var places = Places(call, attributes, out _);
            ReadOnlySpan<float> numbers = call.Input(0, TensorLayout.Plain).Span<float>(), results = call.Output(0, TensorLayout.Plain).Span<float>();
            ReadOnlySpan<float> gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            var target = call.Place(0).Span<float>();
            var shares = new int[results.Length];
            for (var n = 0; n < target.Length; n++)
                shares[places.Of(n)] += numbers[n] == results[places.Of(n)] ? 1 : 0;
            for (var n = 0; n < target.Length; n++)
            {
                var place = places.Of(n);
                target[n] = numbers[n] == results[place] ? gradient[place] / shares[place] : 0;
            }
        }
    }

    /// <summary>y (g − Σ y g) for softmax; g − exp(y) Σ g for its logarithm; the sums go along the axis.</summary>
    private sealed class SoftmaxGradient(Attributes attributes, int opset, bool isLog) : GradientRule
    {
        public override void Backward(GradientCall call)
        {
            var shape = call.Output(0).Shape;
            var axis = InputReading.Axis(attributes.Integer("axis", opset < 13 ? 1 : -1), shape.Rank);
            // Before operator set 13 the axes from there on count as one.
            int size = opset < 13 ? shape.CountOf(axis, shape.Rank) : shape[axis], inner = opset < 13 ? 1 : shape.CountOf(axis + 1, shape.Rank);
            ReadOnlySpan<float> results = call.Output(0, TensorLayout.Plain).Span<float>(), gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            var target = call.Place(0).Span<float>();
            for (var outer = 0; outer < shape.CountOf(0, axis); outer++)
            {
                for (var column = 0; column < inner; column++)
                    Along(results, gradient, target, outer * size * inner + column, size, inner);
            }
        }

        private void Along(ReadOnlySpan<float> results, ReadOnlySpan<float> gradient, Span<float> target, int first, int size, int step)
        {
            var sum = 0.0;
            for (var n = 0; n < size; n++)
                sum += isLog ? gradient[first + n * step] : (double)results[first + n * step] * gradient[first + n * step];
            for (var n = 0; n < size; n++)
            {
                var place = first + n * step;
                target[place] = isLog
                    ? (float)(gradient[place] - MathF.Exp(results[place]) * sum)
                    : (float)(results[place] * (gradient[place] - sum));
            }
        }
    }
}
