using BioDL.Learning.Graphs;

namespace BioDL.Learning.Gradients;

/// <summary>Operators that bring values to mean 0 and variance 1, then scale and shift them.</summary>
internal static class NormalisationGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = (node, _) => new Batch(node.Attributes),
        ["InstanceNormalization"] = (node, _) => new Grouped(node.Attributes, 0),
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

        public override bool IsWeight(int input) => input is 1 or 2;

        public override void Backward(GradientCall call)
        {
            var shape = call.Input(0).Shape;
            ReadOnlySpan<float> values = call.Input(0, TensorLayout.Plain).Span<float>(), gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            ReadOnlySpan<float> scale = call.Input(1).Span<float>();
            var isTaken = call.HasKept(0);
            ReadOnlySpan<float> means = (isTaken ? call.Kept(0) : call.Input(3)).Span<float>(), variances = (isTaken ? call.Kept(1) : call.Input(4)).Span<float>();
            Span<float> target = call.Needs(0) ? call.Place(0).Span<float>() : default, byScale = call.Needs(1) ? call.Place(1).Span<float>() : default;
            var byOffset = call.Needs(2) ? call.Place(2).Span<float>() : default;
            Span<float> byMean = call.Needs(3) ? call.Place(3).Span<float>() : default, byVariance = call.Needs(4) ? call.Place(4).Span<float>() : default;
            int channels = shape[1], pixels = shape.CountOf(2, shape.Rank), images = shape[0];
            for (var channel = 0; channel < channels; channel++)
            {
                var set = new Set(means[channel], Math.Sqrt(variances[channel] + (double)epsilon));
                double sum = 0, product = 0;
                for (var image = 0; image < images; image++)
                {
                    var start = (image * channels + channel) * pixels;
                    for (var n = start; n < start + pixels; n++)
                    {
                        sum += gradient[n];
                        product += gradient[n] * set.Normalised(values[n]);
                        if (isTaken)
                            set.Add(values[n], (double)scale[channel] * gradient[n]);
                    }
                }
                if (byScale.Length > 0)
                    byScale[channel] = (float)product;
                if (byOffset.Length > 0)
                    byOffset[channel] = (float)sum;
                // New statistics take the place of the running ones, which then change nothing.
                var deviation = isTaken ? double.PositiveInfinity : Math.Sqrt(variances[channel] + (double)epsilon);
                if (byMean.Length > 0)
                    byMean[channel] = (float)(-scale[channel] * sum / deviation);
                if (byVariance.Length > 0)
                    byVariance[channel] = (float)(-scale[channel] * product / (2 * deviation * deviation));
                for (var image = 0; target.Length > 0 && image < images; image++)
                {
                    var start = (image * channels + channel) * pixels;
                    for (var n = start; n < start + pixels; n++)
                        target[n] = set.Gradient(values[n], (double)scale[channel] * gradient[n], (long)images * pixels);
                }
            }
        }
    }

    /// <summary>Groups of channels of each image; as many groups as channels for 0.</summary>
    private sealed class Grouped(Attributes attributes, int groupCount, bool scalesGroups = false) : GradientRule
    {
        private readonly float epsilon = attributes.Number("epsilon", 1e-5f);

        public override bool IsWeight(int input) => input is 1 or 2;

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
                var (mean, deviation) = Statistics(values.Slice(start, size));
                var set = new Set(mean, deviation);
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

        private (double Mean, double Deviation) Statistics(ReadOnlySpan<float> values)
        {
            double sum = 0, squares = 0;
            foreach (var value in values)
                sum += value;
            var mean = sum / values.Length;
            foreach (var value in values)
                squares += (value - mean) * (value - mean);
            return (mean, Math.Sqrt(squares / values.Length + epsilon));
        }
    }
}
