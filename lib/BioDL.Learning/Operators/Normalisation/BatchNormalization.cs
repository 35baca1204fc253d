using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>
/// Batch normalisation with learnt statistics: each channel is scaled and shifted by (x − mean) / √(variance + ε) · scale + bias
/// (Ioffe and Szegedy 2015). While its scale or bias is trained, mean and variance are those of the batch, and the learnt ones follow:
/// learnt ← momentum · learnt + (1 − momentum) · batch.
/// </summary>
internal sealed class BatchNormalization : Operator
{
    private readonly float epsilon;
    private readonly float momentum;

    public BatchNormalization(Node node)
    {
        epsilon = node.Attributes.Number("epsilon", 1e-5f);
        momentum = node.Attributes.Number("momentum", 0.9f);
        if (node.Attributes.Integer("training_mode", 0) != 0)
            throw new OnnxException("attribute 'training_mode' is 1, but only normalisation with learnt statistics is supported. Export the model in evaluation mode.");
        if (node.Outputs.Skip(1).Any(name => name.Length > 0))
            throw new OnnxException($"it has {node.Outputs.Count} outputs, but only training computes more than one. Export the model in evaluation mode.");
    }

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call)
    {
        var source = call.Input(0);
        if (call.KeepsValues && (call.Trains(1) || call.Trains(2)))
        {
            Train(call, source);
            return;
        }
        switch (source.Type)
        {
            case ElementType.Float32: Run<float>(call, source); break;
            case ElementType.Float64: Run<double>(call, source); break;
            default: throw new OnnxException($"its input holds {source.Type}, but Float32 or Float64 is expected. Cast the input first.");
        }
    }

    private void Train(OperatorCall call, Tensor source)
    {
        if (source.Type != ElementType.Float32 || source.Shape.Rank != 4)
            throw new OnnxException($"its input is {source}, but it can be trained on Float32 of (batch, channel, height, width) only");
        var input = call.Blocked(0);
        int channels = source.Shape[1], padded = TensorLayouts.Blocks(channels) * TensorLayouts.Block;
        Tensor mean = call.Fresh(ElementType.Float32, new TensorShape(channels)), variance = call.Fresh(ElementType.Float32, new TensorShape(channels));
        call.Keep(0, mean);
        call.Keep(1, variance);
        BatchStatistics(call, input, mean.Span<float>(), variance.Span<float>());
        ReadOnlySpan<float> scale = PerChannel<float>(call, 1, channels), bias = PerChannel<float>(call, 2, channels);
        Tensor slopes = call.Scratch(ElementType.Float32, new TensorShape(padded)), offsets = call.Scratch(ElementType.Float32, new TensorShape(padded));
        slopes.Bytes.Clear();
        offsets.Bytes.Clear();
        for (var channel = 0; channel < channels; channel++)
        {
            var slope = slopes.Span<float>()[channel] = scale[channel] / MathF.Sqrt(variance.Span<float>()[channel] + epsilon);
            offsets.Span<float>()[channel] = bias[channel] - mean.Span<float>()[channel] * slope;
        }
        Follow(call.Input(3), mean);
        Follow(call.Input(4), variance);
        ChannelAffine.Blocked(input, call.Output(0, ElementType.Float32, source.Shape, TensorLayout.Blocked16), slopes, offsets, call.Compute.Threads);
    }

    private static void BatchStatistics(OperatorCall call, Tensor input, Span<float> means, Span<float> variances)
    {
        var numbers = call.Scratch(ElementType.Float64, new TensorShape(2 * means.Length)).Span<double>();
        Span<double> sums = numbers[..means.Length], squares = numbers[means.Length..];
        ChannelSums.Write(input, input, call.Scratch(ElementType.Float64, new TensorShape(ChannelSums.ScratchSize(input.Shape))), sums, squares, call.Compute.Threads);
        var count = (double)input.Shape[0] * input.Shape[2] * input.Shape[3];
        for (var channel = 0; channel < means.Length; channel++)
        {
            var mean = sums[channel] / count;
            means[channel] = (float)mean;
            variances[channel] = (float)Math.Max(0, squares[channel] / count - mean * mean);
        }
    }

    private void Follow(Tensor learnt, Tensor batch)
    {
        var numbers = learnt.Span<float>();
        for (var channel = 0; channel < numbers.Length; channel++)
            numbers[channel] = momentum * numbers[channel] + (1 - momentum) * batch.Span<float>()[channel];
        learnt.MarkChanged();
    }

    private void Run<T>(OperatorCall call, Tensor source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var channels = source.Shape.Rank > 1 ? source.Shape[1] : 1;
        var padded = source.Layout == TensorLayout.Plain ? channels : TensorLayouts.Blocks(channels) * TensorLayouts.Block;
        Tensor slopes = call.Scratch(source.Type, new TensorShape(padded)), offsets = call.Scratch(source.Type, new TensorShape(padded));
        Fold(call, channels, slopes.Span<T>(), offsets.Span<T>());
        var target = call.OutputOver(0, 0);
        if (source.Layout == TensorLayout.Blocked16)
            ChannelAffine.Blocked(source, target, slopes, offsets, call.Compute.Threads);
        else
            ChannelAffine.Plain<T>(source, target, slopes, offsets, call.Compute.Threads);
    }

    /// <summary>One factor and one summand for each channel.</summary>
    private void Fold<T>(OperatorCall call, int channels, Span<T> slopes, Span<T> offsets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> scale = PerChannel<T>(call, 1, channels), bias = PerChannel<T>(call, 2, channels), mean = PerChannel<T>(call, 3, channels), variance = PerChannel<T>(call, 4, channels);
        slopes.Clear();
        offsets.Clear();
        for (var channel = 0; channel < channels; channel++)
        {
            slopes[channel] = scale[channel] / T.Sqrt(variance[channel] + T.CreateTruncating(epsilon));
            offsets[channel] = bias[channel] - mean[channel] * slopes[channel];
        }
    }

    private static ReadOnlySpan<T> PerChannel<T>(OperatorCall call, int input, int channels)
        where T : unmanaged => call.Input(input) is var tensor && tensor.Type == ElementTypes.Of<T>() && tensor.Count == channels
            ? tensor.Span<T>()
            : throw new OnnxException($"its input {input} is {call.Input(input)}, but {channels} numbers of type {ElementTypes.Of<T>()} are expected, one for each channel");
}
