using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Operators.Normalisation;

namespace BioDL.Learning.Gradients;

/// <summary>Operators that bring values to mean 0 and variance 1, then scale and shift them.</summary>
internal static class NormalisationGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = (node, _) => new Batch(node.Attributes),
        ["InstanceNormalization"] = (node, _) => new Grouped(node.Attributes, 0),
        ["LayerNormalization"] = (node, _) => new LayerNormalisationGradient(node.Attributes),
        ["GroupNormalization"] = (node, opset) => new Grouped(node.Attributes, (int)node.Attributes.Integer("num_groups", 1), scalesGroups: opset < 21),
    };

    /// <summary>
    /// One set of numbers that was normalised together. With h = (x − mean) / deviation and y = scale · h + offset:
    /// dx = (scale · g − mean(scale · g) − h · mean(scale · g · h)) / deviation.
    /// </summary>
    private ref struct Set(double mean, double deviation)
    {
        private double sum;
        private double product;

        public readonly double Normalised(float x) => (x - mean) / deviation;

        public void Add(float x, double scaled)
        {
            sum += scaled;
            product += scaled * Normalised(x);
        }

        public readonly float Gradient(float x, double scaled, long count) => (float)((scaled - sum / count - Normalised(x) * product / count) / deviation);
    }

    /// <summary>Each channel over the batch where its statistics were taken anew, else by the running ones, which are constants.</summary>
    private sealed class Batch(Attributes attributes) : GradientRule
    {
        private readonly float epsilon = attributes.Number("epsilon", 1e-5f);

        public override bool IsWeight(int input, TensorShape shape) => input is 1 or 2;

        public override void Backward(GradientCall call)
        {
            if (call.HasKept(0))
                BackwardOfBatch(call);
            else
                BackwardOfConstants(call);
        }

        /// <summary>dx = a g + b x + c for each channel, where a = scale / deviation, b = −a mean(g h) / deviation and c = −a mean(g) − b mean.</summary>
        private void BackwardOfBatch(GradientCall call)
        {
            Tensor input = call.Input(0, TensorLayout.Blocked16), gradient = call.Gradient(0, TensorLayout.Blocked16);
            int channels = input.Shape[1], padded = TensorLayouts.Blocks(channels) * TensorLayouts.Block;
            var numbers = call.Scratch(ElementType.Float64, new TensorShape(2 * channels)).Span<double>();
            Span<double> sums = numbers[..channels], products = numbers[channels..];
            var scratch = call.Scratch(ElementType.Float64, new TensorShape(ChannelSums.ScratchSize(input.Shape)));
            ChannelSums.Write(gradient, input, scratch, sums, products, call.Compute.Threads);
            ReadOnlySpan<float> scale = call.Input(1).Span<float>(), means = call.Kept(0).Span<float>(), variances = call.Kept(1).Span<float>();
            var factorsTensor = call.Scratch(ElementType.Float32, new TensorShape(3 * padded));
            var factors = factorsTensor.Span<float>();
            factors.Clear();
            Span<float> byScale = call.Needs(1) ? call.Place(1).Span<float>() : default, byOffset = call.Needs(2) ? call.Place(2).Span<float>() : default;
            var count = (double)input.Shape[0] * input.Shape[2] * input.Shape[3];
            for (var channel = 0; channel < channels; channel++)
            {
                var deviation = Math.Sqrt(variances[channel] + (double)epsilon);
                var product = (products[channel] - means[channel] * sums[channel]) / deviation;
                double a = scale[channel] / deviation, b = -a * product / count / deviation;
                (factors[channel], factors[padded + channel], factors[2 * padded + channel]) = ((float)a, (float)b, (float)(-a * sums[channel] / count - b * means[channel]));
                Set(byScale, channel, product);
                Set(byOffset, channel, sums[channel]);
            }
            if (call.Needs(0))
                new ChannelMix(gradient, input, call.Place(0, TensorLayout.Blocked16), factorsTensor).Run(call.Compute.Threads);
        }

        private void BackwardOfConstants(GradientCall call)
        {
            var shape = call.Input(0).Shape;
            ReadOnlySpan<float> values = call.Input(0, TensorLayout.Plain).Span<float>(), gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            ReadOnlySpan<float> scale = call.Input(1).Span<float>();
            ReadOnlySpan<float> means = call.Input(3).Span<float>(), variances = call.Input(4).Span<float>();
            Span<float> target = call.Needs(0) ? call.Place(0).Span<float>() : default, byScale = call.Needs(1) ? call.Place(1).Span<float>() : default;
            Span<float> byOffset = call.Needs(2) ? call.Place(2).Span<float>() : default, byMean = call.Needs(3) ? call.Place(3).Span<float>() : default;
            var byVariance = call.Needs(4) ? call.Place(4).Span<float>() : default;
            int channels = shape[1], pixels = shape.CountOf(2, shape.Rank);
            for (var channel = 0; channel < channels; channel++)
            {
                double deviation = Math.Sqrt(variances[channel] + (double)epsilon), factor = scale[channel] / deviation, sum = 0, product = 0;
                for (var image = 0; image < shape[0]; image++)
                {
                    var start = (image * channels + channel) * pixels;
                    for (var n = start; n < start + pixels; n++)
                    {
                        sum += gradient[n];
                        product += gradient[n] * (values[n] - means[channel]) / deviation;
                        if (target.Length > 0)
                            target[n] = (float)(factor * gradient[n]);
                    }
                }
                Set(byScale, channel, product);
                Set(byOffset, channel, sum);
                Set(byMean, channel, -factor * sum);
                Set(byVariance, channel, -factor * product / (2 * deviation));
            }
        }

        private static void Set(Span<float> target, int channel, double value)
        {
            if (target.Length > 0)
                target[channel] = (float)value;
        }
    }

    /// <summary>Groups of channels of each image; as many groups as channels for 0.</summary>
    private sealed class Grouped(Attributes attributes, int groupCount, bool scalesGroups = false) : GradientRule
    {
        private readonly float epsilon = attributes.Number("epsilon", 1e-5f);

        public override bool IsWeight(int input, TensorShape shape) => input is 1 or 2;

        public override void Backward(GradientCall call)
        {
            var shape = call.Input(0).Shape;
            ReadOnlySpan<float> values = call.Input(0, TensorLayout.Plain).Span<float>(), gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            ReadOnlySpan<float> scale = call.Input(1).Span<float>();
            Span<float> target = call.Needs(0) ? call.Place(0).Span<float>() : default, byScale = call.Needs(1) ? call.Place(1).Span<float>() : default;
            var byOffset = call.Needs(2) ? call.Place(2).Span<float>() : default;
            byScale.Clear();
            byOffset.Clear();
            int channels = shape[1], pixels = shape.CountOf(2, shape.Rank), groups = groupCount > 0 ? groupCount : channels;
            var size = channels / groups * pixels;
            for (var start = 0; start < values.Length; start += size)
            {
                var (mean, inverse) = RowStatistics.Of(values.Slice(start, size), epsilon);
                var set = new Set(mean, 1 / inverse);
                for (var n = start; n < start + size; n++)
                {
                    var place = Place(n / pixels % channels, channels, groups);
                    set.Add(values[n], (double)scale[place] * gradient[n]);
                    if (byScale.Length > 0)
                        byScale[place] += (float)(gradient[n] * set.Normalised(values[n]));
                    if (byOffset.Length > 0)
                        byOffset[place] += gradient[n];
                }
                for (var n = start; target.Length > 0 && n < start + size; n++)
                    target[n] = set.Gradient(values[n], (double)scale[Place(n / pixels % channels, channels, groups)] * gradient[n], size);
            }
        }

        private int Place(int channel, int channels, int groups) => scalesGroups ? channel / (channels / groups) : channel;
    }
}
