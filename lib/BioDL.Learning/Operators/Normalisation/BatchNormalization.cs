using System.Numerics;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>
/// Batch normalisation with learnt statistics: each channel is scaled and shifted by (x − mean) / √(variance + ε) · scale + bias
/// (Ioffe and Szegedy 2015).
/// </summary>
internal sealed class BatchNormalization : Operator
{
    private readonly float epsilon;

    public BatchNormalization(Node node)
    {
        epsilon = node.Attributes.Number("epsilon", 1e-5f);
        if (node.Attributes.Integer("training_mode", 0) != 0)
            throw new OnnxException("attribute 'training_mode' is 1, but only normalisation with learnt statistics is supported. Export the model in evaluation mode.");
        if (node.Outputs.Skip(1).Any(name => name.Length > 0))
            throw new OnnxException($"it has {node.Outputs.Count} outputs, but only training computes more than one. Export the model in evaluation mode.");
    }

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call)
    {
        var source = call.Input(0);
        switch (source.Type)
        {
            case ElementType.Float32: Run<float>(call, source); break;
            case ElementType.Float64: Run<double>(call, source); break;
            default: throw new OnnxException($"its input holds {source.Type}, but Float32 or Float64 is expected. Cast the input first.");
        }
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
