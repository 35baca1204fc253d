using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Gradients;

/// <summary>Sums over all images and positions, for each channel.</summary>
internal static unsafe class ChannelSums
{
    /// <summary>Writes the sums of (batch, channel, …); those of a row of pixels are added in single, all others in double precision.</summary>
    public static void Write(Tensor tensor, Span<float> target)
    {
        var shape = tensor.Shape;
        int channels = shape[1], pixels = shape.CountOf(2, shape.Rank), row = Math.Max(1, shape[-1]);
        Span<double> sums = new double[TensorLayouts.Blocks(channels) * TensorLayouts.Block];
        if (tensor.Layout == TensorLayout.Blocked16)
            AddBlocked(tensor, pixels, row, sums);
        else
        {
            for (var plane = 0; plane < shape[0] * channels; plane++)
            {
                for (var start = 0; start < pixels; start += row)
                    sums[plane % channels] += TensorPrimitives.Sum<float>(tensor.Numbers.Slice(plane * pixels + start, row));
            }
        }
        for (var channel = 0; channel < channels; channel++)
            target[channel] = (float)sums[channel];
    }

    private static void AddBlocked(Tensor tensor, int pixels, int row, Span<double> sums)
    {
        var blocks = TensorLayouts.Blocks(tensor.Shape[1]);
        for (var plane = 0; plane < tensor.Shape[0] * blocks; plane++)
        {
            for (var start = 0; start < pixels; start += row)
            {
                var from = tensor.Floats + ((long)plane * pixels + start) * TensorLayouts.Block;
                var sum = Vector512<float>.Zero;
                for (var n = 0; n < row; n++)
                    sum += Vector512.Load(from + n * TensorLayouts.Block);
                for (var lane = 0; lane < TensorLayouts.Block; lane++)
                    sums[plane % blocks * TensorLayouts.Block + lane] += sum[lane];
            }
        }
    }
}
