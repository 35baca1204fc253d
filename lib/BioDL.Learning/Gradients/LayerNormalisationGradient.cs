using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;
using BioDL.Learning.Operators.Normalisation;

namespace BioDL.Learning.Gradients;

/// <summary>
/// Rows that were normalised together: with h = (x − mean) / deviation and s = scale · g, dx = (s − mean(s) − h · mean(s · h)) / deviation.
/// </summary>
internal sealed class LayerNormalisationGradient(Attributes attributes) : GradientRule
{
    private readonly float epsilon = attributes.Number("epsilon", 1e-5f);

    public override bool IsWeight(int input, TensorShape shape) => input is 1 or 2;

    public override void Backward(GradientCall call)
    {
        var shape = call.Input(0).Shape;
        var first = InputReading.Axis(attributes.Integer("axis", -1), shape.Rank);
        var length = shape.CountOf(first, shape.Rank);
        ReadOnlySpan<float> values = call.Input(0, TensorLayout.Plain).Span<float>(), gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
        ReadOnlySpan<float> scale = call.Input(1).Span<float>();
        Span<float> target = call.Needs(0) ? call.Place(0).Span<float>() : default, byScale = call.Needs(1) ? call.Place(1).Span<float>() : default;
        var byOffset = call.Needs(2) ? call.Place(2).Span<float>() : default;
        byScale.Clear();
        byOffset.Clear();
        for (var start = 0; start < values.Length; start += length)
        {
            var row = values.Slice(start, length);
            var (mean, inverse) = RowStatistics.Of(row, epsilon);
            double sum = 0, product = 0;
            for (var n = 0; n < length; n++)
            {
                double normalised = (row[n] - mean) * inverse, scaled = (double)scale[n] * gradient[start + n];
                sum += scaled;
                product += scaled * normalised;
                if (byScale.Length > 0)
                    byScale[n] += (float)(gradient[start + n] * normalised);
                if (byOffset.Length > 0)
                    byOffset[n] += gradient[start + n];
            }
            for (var n = 0; target.Length > 0 && n < length; n++)
                target[start + n] = (float)(((double)scale[n] * gradient[start + n] - sum / length - (row[n] - mean) * inverse * product / length) * inverse);
        }
    }
}
