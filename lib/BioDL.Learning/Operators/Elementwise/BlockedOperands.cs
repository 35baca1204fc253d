using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>
/// Two operands of which at least one has its channels in blocks, seen as (batch, block, height, width, lane): single numbers, numbers per channel
/// and whole images meet without being converted back.
/// </summary>
internal sealed record BlockedOperands((Tensor Tensor, int[] Sizes) Left, (Tensor Tensor, int[] Sizes) Right)
{
    /// <summary>Both inputs of a call in blocks; null when the result is better computed plain.</summary>
    public static BlockedOperands? Of(OperatorCall call, TensorShape shape)
    {
        var isWhole = Enumerable.Range(0, 2).Any(input => call.Input(input).Layout == TensorLayout.Blocked16 && call.Input(input).Shape == shape);
        return isWhole && View(call, 0, shape) is { } left && View(call, 1, shape) is { } right ? new BlockedOperands(left, right) : null;
    }

    private static (Tensor Tensor, int[] Sizes)? View(OperatorCall call, int input, TensorShape shape)
    {
        var tensor = call.Input(input);
        int channels = BroadcastPlan.Size(tensor.Shape, -3), batch = BroadcastPlan.Size(tensor.Shape, -4);
        int height = BroadcastPlan.Size(tensor.Shape, -2), width = BroadcastPlan.Size(tensor.Shape, -1);
        if (tensor.Shape.Rank > 4)
            return null;
        if (channels == 1 && shape[1] != 1)
            return (call.Plain(input), [batch, 1, height, width, 1]);
        if (tensor.Layout == TensorLayout.Blocked16 || tensor.Shape == shape)
            return (call.Blocked(input), [batch, TensorLayouts.Blocks(channels), height, width, TensorLayouts.Block]);
        return height * width == 1 ? (PerChannel(call, tensor, batch, channels), [batch, TensorLayouts.Blocks(channels), 1, 1, TensorLayouts.Block]) : null;
    }

    private static Tensor PerChannel(OperatorCall call, Tensor tensor, int batch, int channels)
    {
        var padded = TensorLayouts.Blocks(channels) * TensorLayouts.Block;
        var spread = call.Scratch(tensor.Type, new TensorShape(batch, padded));
        spread.Span<float>().Clear();
        for (var image = 0; image < batch; image++)
            tensor.Span<float>().Slice(image * channels, channels).CopyTo(spread.Span<float>()[(image * padded)..]);
        return spread;
    }
}
